//! Writing a Digital Link.

use super::{CANONICAL, DigitalLink, escape_path, escape_query};
use crate::ai::table;
use crate::element::Element;
use crate::error::Error;
use crate::options::Options;

impl DigitalLink {
    /// Arranges elements as a Digital Link: the first primary key opens the path, as many of its
    /// qualifiers as make a permitted sequence follow, the rest become attributes. Repeats are
    /// dropped.
    ///
    /// # Errors
    /// There is no primary key, or an element may be neither qualifier nor attribute.
    pub fn from_elements(elements: &[Element], options: &Options) -> Result<Self, Error> {
        let key = elements
            .iter()
            .find(|element| element.entry().paths.is_some());
        let key = key.ok_or(Error::NoPrimaryKey)?;
        let path = longest_path(elements, key);
        let mut attributes: Vec<Element> = Vec::new();
        for element in elements {
            let placed = |other: &Element| other.ai() == element.ai();
            if !path.iter().any(placed) && !attributes.iter().any(placed) {
                check_attribute(element, options)?;
                attributes.push(element.clone());
            }
        }
        Ok(Self { path, attributes })
    }

    /// The URI under `base` (scheme, domain and perhaps a stem; a slash at its end is dropped).
    #[must_use]
    pub fn uri(&self, base: &str) -> String {
        let mut uri = base.strip_suffix('/').unwrap_or(base).to_owned();
        for element in &self.path {
            uri.push_str(&format!(
                "/{}/{}",
                element.ai(),
                escape_path(element.value())
            ));
        }
        // In the order that element strings prefer, so that a link and a barcode of one item read alike.
        let predefined = |wanted: bool| {
            self.attributes
                .iter()
                .filter(move |a| a.entry().predefined == wanted)
        };
        for (element, mark) in predefined(true)
            .chain(predefined(false))
            .zip(std::iter::once('?').chain(std::iter::repeat('&')))
        {
            uri.push_str(&format!(
                "{mark}{}={}",
                element.ai(),
                escape_query(element.value())
            ));
        }
        uri
    }

    /// The URI under GS1's own domain.
    #[must_use]
    pub fn canonical(&self) -> String {
        self.uri(CANONICAL)
    }
}

/// The longest permitted sequence that starts with `key` and that the elements can fill; of two
/// as long, the first in the order of AIs.
fn longest_path(elements: &[Element], key: &Element) -> Vec<Element> {
    let fill = |path: &Vec<String>| -> Option<Vec<Element>> {
        path.iter()
            .map(|ai| elements.iter().find(|element| element.ai() == ai).cloned())
            .collect()
    };
    let own = table()
        .paths()
        .iter()
        .filter(|path| path.first().is_some_and(|ai| ai == key.ai()));
    let mut best = vec![key.clone()];
    for filled in own.filter_map(fill) {
        if filled.len() > best.len() {
            best = filled;
        }
    }
    best
}

/// Whether an element may be a query parameter.
pub(super) fn check_attribute(element: &Element, options: &Options) -> Result<(), Error> {
    let entry = element.entry();
    if entry.attribute || (!entry.is_known() && options.permit_unknown_attributes) {
        return Ok(());
    }
    Err(Error::NotAnAttribute(element.ai().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::super::parse_link;
    use super::*;
    use crate::element::parse_bracketed;
    use proptest::prelude::*;

    fn canonical(text: &str) -> Result<String, &'static str> {
        let options = Options::default();
        let elements = parse_bracketed(text, &options).unwrap();
        let link = DigitalLink::from_elements(&elements, &options);
        link.map(|link| link.canonical())
            .map_err(|error| error.code())
    }

    #[test]
    fn the_first_key_opens_the_path() {
        let uri = canonical("(253)9526064000028000001(99)000001(01)12312312312326(10)DEF(95)INT")
            .unwrap();
        assert_eq!(
            uri,
            "https://id.gs1.org/253/9526064000028000001?01=12312312312326&99=000001&10=DEF&95=INT"
        );
    }

    #[test]
    fn sequences_do_not_mix() {
        assert_eq!(
            canonical("(01)12312312312326(235)TPX(22)ABC"),
            Err("AI_IS_NOT_VALID_DATA_ATTRIBUTE")
        );
        assert_eq!(
            canonical("(01)12312312312326(235)ABC(10)DEF"),
            Err("AI_IS_NOT_VALID_DATA_ATTRIBUTE")
        );
        assert_eq!(canonical("(99)XYZ789"), Err("NO_PRIMARY_KEY"));
    }

    #[test]
    fn a_link_that_was_read_keeps_its_path() {
        let uri = "https://id.gs1.org/01/12312312312326/235/ABC?10=DEF";
        assert_eq!(
            parse_link(uri, &Options::default()).unwrap().canonical(),
            uri
        );
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(lot in "[!\"%-/:-?A-Z_a-z0-9]{1,20}", note in "[!\"%-/:-?A-Z_a-z0-9]{1,90}") {
            let elements = [
                Element::new("01", "09520123456788").unwrap(),
                Element::new("10", &lot).unwrap(),
                Element::new("15", "260730").unwrap(),
                Element::new("99", &note).unwrap(),
            ];
            let options = Options::default();
            let uri = DigitalLink::from_elements(&elements, &options).unwrap().uri("https://example.vn/sp/");
            prop_assert_eq!(parse_link(&uri, &options).unwrap().elements(), &elements);
        }
    }
}
