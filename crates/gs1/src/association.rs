//! What AIs ask of one another (the dictionary's `ex` and `req`).
//!
//! Pairs that exclude each other, and repeats that disagree, are wrong in any one code. What an
//! AI requires may stand in another carrier on the same item (the dictionary: “evaluated over the
//! combined data received from all GS1 carriers marking a physical item”), so callers that see
//! one code at a time check it only where they know it to be the whole.

use crate::element::Element;
use crate::error::Error;

/// A digital signature.
const SIGNATURE: &str = "8030";

/// Every rule over the combined data of an item.
///
/// # Errors
/// The first rule that is broken.
pub fn check_item(elements: &[Element]) -> Result<(), Error> {
    check_pairs(elements)?;
    check_requisites(elements)?;
    check_repeats(elements)?;
    check_signature(elements)
}

/// The rules that one code alone can break: all but [`check_requisites`].
///
/// # Errors
/// The first rule that is broken.
pub fn check_code(elements: &[Element]) -> Result<(), Error> {
    check_pairs(elements)?;
    check_repeats(elements)?;
    check_signature(elements)
}

/// No two AIs that exclude each other.
///
/// # Errors
/// [`Error::InvalidPair`].
pub fn check_pairs(elements: &[Element]) -> Result<(), Error> {
    for element in sorted_by_ai(elements) {
        for pattern in &element.entry().excludes {
            if let Some(other) = find_partner(elements, element, pattern) {
                return Err(Error::InvalidPair(
                    element.ai().to_owned(),
                    other.ai().to_owned(),
                ));
            }
        }
    }
    Ok(())
}

/// Every AI has beside it what it requires.
///
/// # Errors
/// [`Error::RequiredAis`].
pub fn check_requisites(elements: &[Element]) -> Result<(), Error> {
    for element in sorted_by_ai(elements) {
        let present = |pattern: &&str| find_partner(elements, element, pattern).is_some();
        for rule in &element.entry().requires {
            if !rule.iter().any(|group| group.iter().all(present)) {
                return Err(Error::RequiredAis {
                    ai: element.ai().to_owned(),
                    rule: written_rule(rule),
                });
            }
        }
    }
    Ok(())
}

/// An AI that stands there more than once has one value.
///
/// # Errors
/// [`Error::RepeatedAi`].
pub fn check_repeats(elements: &[Element]) -> Result<(), Error> {
    for pair in sorted_by_ai(elements).windows(2) {
        if let [a, b] = pair
            && a.ai() == b.ai()
            && a.value() != b.value()
        {
            return Err(Error::RepeatedAi(a.ai().to_owned()));
        }
    }
    Ok(())
}

/// A signature signs one thing: keys whose serial part is optional carry it.
///
/// # Errors
/// [`Error::SerialNotPresent`].
pub fn check_signature(elements: &[Element]) -> Result<(), Error> {
    if !elements.iter().any(|element| element.ai() == SIGNATURE) {
        return Ok(());
    }
    // A key of least length has no serial: it names a kind of thing, and a kind cannot be signed.
    let classes = |element: &&Element| {
        let entry = element.entry();
        let optional = entry.components.iter().any(|component| component.optional);
        entry.paths.is_some() && optional && element.value().len() == entry.min_length()
    };
    match elements.iter().find(classes) {
        Some(element) => Err(Error::SerialNotPresent(element.ai().to_owned())),
        None => Ok(()),
    }
}

/// In the order of their AIs, so that the same elements always give the same error.
fn sorted_by_ai(elements: &[Element]) -> Vec<&Element> {
    let mut sorted: Vec<_> = elements.iter().collect();
    sorted.sort_by(|a, b| a.ai().cmp(b.ai()));
    sorted
}

/// An element other than (the AI of) `of` that matches `pattern`.
fn find_partner<'a>(elements: &'a [Element], of: &Element, pattern: &str) -> Option<&'a Element> {
    elements
        .iter()
        .find(|other| other.ai() != of.ai() && matches_pattern(pattern, other.ai()))
}

fn matches_pattern(pattern: &str, ai: &str) -> bool {
    pattern.len() == ai.len()
        && pattern
            .chars()
            .zip(ai.chars())
            .all(|(p, c)| p == 'n' || p == c)
}

/// `01+21,02`: any one of these.
fn written_rule(rule: &[Vec<&str>]) -> String {
    let groups: Vec<String> = rule.iter().map(|group| group.join("+")).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::element::parse_bracketed;

    fn elements(text: &str) -> Vec<Element> {
        parse_bracketed(text, &Options::default()).unwrap()
    }

    #[test]
    fn a_product_is_not_also_a_content() {
        let error = check_pairs(&elements("(01)09520123456788(37)40")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "It is invalid to pair AI (01) with AI (37)"
        );
    }

    #[test]
    fn one_weight_is_enough() {
        assert!(check_pairs(&elements("(01)99520123456781(3103)001250")).is_ok());
        assert!(check_pairs(&elements("(01)99520123456781(3103)001250(3102)000125")).is_err());
    }

    #[test]
    fn requirements_take_any_one_group_whole() {
        assert!(check_requisites(&elements("(8030)DIGSIG(01)12345678901231")).is_err());
        assert!(check_requisites(&elements("(8030)DIGSIG(01)12345678901231(21)A")).is_ok());
        let error = check_requisites(&elements("(01)09520123456788(427)DNA")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "Required AIs for AI (427) are not satisfied: 422"
        );
    }

    #[test]
    fn a_lot_alone_is_a_code_but_not_an_item() {
        assert!(check_code(&elements("(10)L1")).is_ok());
        assert!(check_item(&elements("(10)L1")).is_err());
    }

    #[test]
    fn repeats_agree_wherever_they_stand() {
        assert!(check_repeats(&elements("(400)A(99)B(400)A")).is_ok());
        assert!(check_repeats(&elements("(400)A(99)B(400)AB")).is_err());
    }

    #[test]
    fn a_signature_needs_a_serialised_key() {
        assert!(check_signature(&elements("(255)1234567890128(8030)ABC123")).is_err());
        assert!(check_signature(&elements("(255)12345678901280(8030)ABC123")).is_ok());
        assert!(check_signature(&elements("(255)1234567890128")).is_ok());
    }
}
