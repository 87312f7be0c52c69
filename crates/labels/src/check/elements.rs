//! GS1 content of all codes of a label together: what application identifiers ask of one another, and one GTIN throughout.

use super::error_on;
use crate::data::{Field, LabelData};
use crate::finding::Finding;
use crate::layout::refused_value;
use nuong_gs1::{Element, Options, association, digital_link, element};

/// AI of a GTIN.
const GTIN: &str = "01";

pub(super) fn element_findings(shown: &[Field], data: &LabelData) -> Vec<Finding> {
    let carriers: Vec<_> = [Field::Gtin, Field::Elements, Field::Sscc, Field::Link]
        .into_iter()
        .filter(|field| shown.contains(field))
        .filter_map(|field| Some((field, carried_elements(field, data.get(field)?)?)))
        .collect();
    let value = data.get(Field::Elements).unwrap_or("");
    let refused = |e: &nuong_gs1::Error| refused_value(Field::Elements, value, e);
    let codes = carriers
        .iter()
        .filter(|(field, _)| *field == Field::Elements);
    let mut found: Vec<Finding> = codes
        .filter_map(|(_, elements)| association::check_code(elements).err())
        .map(|e| refused(&e))
        .collect();
    // What an identifier asks for may stand in any code of the item.
    if shown.contains(&Field::Elements) {
        let all: Vec<Element> = carriers.iter().flat_map(|(_, e)| e).cloned().collect();
        found.extend(
            association::check_requisites(&all)
                .err()
                .map(|e| refused(&e)),
        );
    }
    found.extend(other_gtin(&carriers));
    found
}

/// What a code holds; none where it cannot be made, which the layout says, or is a link that is not GS1's.
fn carried_elements(field: Field, value: &str) -> Option<Vec<Element>> {
    let options = Options::default();
    let read = match field {
        Field::Gtin => Element::new(GTIN, &format!("{value:0>14}")).map(|e| vec![e]),
        Field::Sscc => Element::new("00", value).map(|e| vec![e]),
        Field::Link => digital_link::parse_link(value, &options).map(|link| link.elements()),
        _ => element::parse_bracketed(value, &options),
    };
    // Said already, where the code is laid out: once is enough.
    read.ok()
}

/// The first code whose GTIN is another product's.
fn other_gtin(carriers: &[(Field, Vec<Element>)]) -> Option<Finding> {
    let gtins = carriers.iter().filter_map(|(field, elements)| {
        let gtin = elements.iter().find(|e| e.ai() == GTIN)?;
        Some((*field, gtin.value()))
    });
    let gtins: Vec<(Field, &str)> = gtins.collect();
    let (first, one) = gtins.first().copied()?;
    let (field, other) = gtins.into_iter().find(|(_, other)| !is_same(one, other))?;
    Some(
        error_on("gtin_differs", Some(field))
            .with_arg("one", one)
            .with_arg("first", format!("labels.field.{}", first.key()))
            .with_arg("other", other),
    )
}

/// Equal, or of a case and of what it holds: those differ in indicator and check digit.
fn is_same(a: &str, b: &str) -> bool {
    let is_case = |gtin: &str| !gtin.starts_with('0');
    a == b || (is_case(a) != is_case(b) && a.get(1..13) == b.get(1..13))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "https://x.vn/01/09520120070000/10/L1";

    fn found(shown: &[Field], values: &[(Field, &str)]) -> Vec<String> {
        let mut data = LabelData::default();
        values
            .iter()
            .for_each(|(field, text)| data.set(*field, text));
        let all = element_findings(shown, &data).into_iter();
        all.map(|f| {
            format!(
                "{} {}",
                f.code,
                f.args.get("ai").cloned().unwrap_or_default()
            )
        })
        .collect()
    }

    #[test]
    fn what_an_identifier_needs_may_stand_in_another_code() {
        let lot = (Field::Elements, "(10)L1(21)7");
        assert_eq!(found(&[Field::Elements], &[lot]), ["elements_requires 10"]);
        assert_eq!(
            found(&[Field::Elements, Field::Link], &[lot, (Field::Link, LINK)]),
            [""; 0]
        );
        let content = (Field::Elements, "(02)09520120070000(37)40(10)L1");
        assert_eq!(
            found(&[Field::Elements], &[content]),
            ["elements_requires 37"]
        );
        let pallet = [content, (Field::Sscc, "095201234567891235")];
        assert_eq!(found(&[Field::Elements, Field::Sscc], &pallet), [""; 0]);
    }

    #[test]
    fn identifiers_that_exclude_each_other_are_named() {
        let both = (
            Field::Elements,
            "(01)09520120070000(37)40(02)09520120070000",
        );
        let found = found(&[Field::Elements], &[both]);
        assert!(found.iter().any(|f| f == "elements_pair 01"), "{found:?}");
    }

    #[test]
    fn one_product_has_one_gtin_and_its_case_one_like_it() {
        let all = [Field::Gtin, Field::Elements, Field::Link];
        let with = |gtin, elements| {
            let values = [
                (Field::Gtin, gtin),
                (Field::Elements, elements),
                (Field::Link, LINK),
            ];
            found(&all, &values)
        };
        assert_eq!(with("9520120070000", "(01)09520120070000(10)L1"), [""; 0]);
        assert_eq!(
            with("9520123456788", "(01)09520120070000(10)L1"),
            ["gtin_differs "]
        );
        assert_eq!(
            with("9520120070000", "(01)09520123456788(10)L1"),
            ["gtin_differs "]
        );
        assert_eq!(with("9520120070000", "(01)19520120070007(10)L1"), [""; 0]);
    }
}
