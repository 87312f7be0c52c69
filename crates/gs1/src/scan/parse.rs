//! From a transmission to symbol, data and elements.

use super::symbology::Mode;
use super::{COMPOSITE, GS, Symbology};
use crate::digital_link::DigitalLink;
use crate::element::Element;
use crate::element::{FNC1, check_size, parse_raw};
use crate::error::Error;
use crate::keys::Gtin;
use crate::options::Options;
use crate::{check_digit, digital_link};

/// A transmission that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The symbol that its identifier names (of several that share one, the usual).
    pub symbology: Symbology,
    /// The data as a symbol carries them: see [`crate::scan`].
    pub data: String,
    /// The elements they hold; none in plain data that is no Digital Link.
    pub elements: Vec<Element>,
    /// The Digital Link they are, if they are one.
    pub link: Option<DigitalLink>,
}

/// Reads a transmission.
///
/// # Errors
/// The identifier is missing or unknown, or the data is not what it promises. Plain data that
/// starts with `https://` or `http://` must be a Digital Link.
pub fn parse_scan(scan: &str, options: &Options) -> Result<Message, Error> {
    let split = scan
        .split_at_checked(3)
        .filter(|(identifier, _)| identifier.starts_with(']'));
    let (identifier, data) = split.ok_or(Error::MissingSymbologyIdentifier)?;
    check_size(data)?;
    let found =
        Symbology::by_identifier(identifier).ok_or(Error::UnsupportedSymbologyIdentifier)?;
    match found {
        (symbology @ Symbology::Ean13, _) => retail_message(symbology, data, 13, options),
        (symbology @ Symbology::Ean8, _) => retail_message(symbology, data, 8, options),
        (symbology, Mode::Elements) => {
            let (data, elements) = element_string(data, options)?;
            Ok(Message {
                symbology,
                data,
                elements,
                link: None,
            })
        }
        (symbology, Mode::Plain) => plain_message(symbology, data, options),
    }
}

fn element_string(data: &str, options: &Options) -> Result<(String, Vec<Element>), Error> {
    if data.contains(FNC1) {
        return Err(Error::CaretInScan);
    }
    let raw = format!("{FNC1}{}", data.replace(GS, "^"));
    let elements = parse_raw(&raw, options)?;
    Ok((raw, elements))
}

/// EAN and UPC: digits, and perhaps a composite component as a message of its own.
fn retail_message(
    symbology: Symbology,
    data: &str,
    length: usize,
    options: &Options,
) -> Result<Message, Error> {
    let (primary, rest) = data
        .split_at_checked(length)
        .ok_or(Error::PrimaryLength(length))?;
    // The composite component of a retail symbol is sent as a message of its own, here after `|`.
    let composite = rest
        .strip_prefix('|')
        .and_then(|rest| rest.strip_prefix(COMPOSITE));
    if composite.is_none() && !rest.is_empty() {
        return Err(Error::PrimaryLength(length));
    }
    if !primary.chars().all(|c| c.is_ascii_digit()) {
        return Err(Error::PrimaryNotDigits);
    }
    if !check_digit::verify_check_digit(primary) {
        return Err(Error::PrimaryCheckDigit);
    }
    let mut message = Message {
        symbology,
        data: primary.to_owned(),
        elements: Vec::new(),
        link: None,
    };
    message.elements.push(gtin_element(&Gtin::parse(primary)?)?);
    if let Some(composite) = composite {
        let (raw, elements) = element_string(composite, options)?;
        message.data = format!("{primary}|{raw}");
        message.elements.extend(elements);
    }
    Ok(message)
}

/// A GTIN as the element that GS1 data carriers hold.
pub(crate) fn gtin_element(gtin: &Gtin) -> Result<Element, Error> {
    Element::new("01", gtin.as_str())
}

fn plain_message(symbology: Symbology, data: &str, options: &Options) -> Result<Message, Error> {
    let schemes = ["https://", "HTTPS://", "http://", "HTTP://"];
    let is_link = schemes.iter().any(|scheme| data.starts_with(scheme));
    let link = if is_link {
        Some(digital_link::parse_link(data, options)?)
    } else {
        None
    };
    let elements = link.as_ref().map_or_else(Vec::new, DigitalLink::elements);
    // So that plain data never looks like an element string.
    let escape = if data.trim_start_matches('\\').starts_with(FNC1) {
        "\\"
    } else {
        ""
    };
    Ok(Message {
        symbology,
        data: format!("{escape}{data}"),
        elements,
        link,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(scan: &str) -> Result<(Symbology, String), &'static str> {
        parse_scan(scan, &Options::default())
            .map(|message| (message.symbology, message.data))
            .map_err(|error| error.code())
    }

    #[test]
    fn the_separator_gs_becomes_fnc1() {
        let (symbology, data) = read("]C10112312312312333235XYZ\u{1d}10ABC").unwrap();
        assert_eq!(
            (symbology, data.as_str()),
            (Symbology::Gs1_128, "^0112312312312333235XYZ^10ABC")
        );
        assert_eq!(
            read("]C101123123123133^10ABC"),
            Err("SCAN_DATA_CONTAINS_CARET")
        );
    }

    #[test]
    fn a_shop_scan_is_a_gtin() {
        let message = parse_scan("]E02112345678900", &Options::default()).unwrap();
        assert_eq!(format!("{:?}", message.elements), "[(01)02112345678900]");
        assert_eq!(
            read("]E02112345678901"),
            Err("PRIMARY_DATA_CHECK_DIGIT_IS_INCORRECT")
        );
        assert_eq!(
            read("]E01234ABC890123"),
            Err("PRIMARY_DATA_MUST_BE_ALL_DIGITS")
        );
        assert_eq!(read("]E0"), Err("PRIMARY_DATA_HAS_WRONG_LENGTH"));
    }

    #[test]
    fn a_link_in_a_qr_code_is_read() {
        let message = parse_scan(
            "]Q1https://example.com/01/12312312312333?99=TEST",
            &Options::default(),
        )
        .unwrap();
        assert_eq!(
            format!("{:?}", message.elements),
            "[(01)12312312312333, (99)TEST]"
        );
        assert!(read("]Q1https://example.com/").is_err());
        assert!(read("]Q1HtTps://example.com/").is_ok());
    }

    #[test]
    fn plain_carets_are_escaped() {
        assert_eq!(read("]Q1^TESTING").unwrap().1, "\\^TESTING");
        assert_eq!(read("]d1\\^TESTING").unwrap().1, "\\\\^TESTING");
    }

    #[test]
    fn an_identifier_is_needed() {
        assert_eq!(read("ABC"), Err("MISSING_SYMBOLOGY_IDENTIFIER"));
        assert_eq!(read("]é"), Err("UNSUPPORTED_SYMBOLOGY_IDENTIFIER"));
    }
}
