//! The bracketed form, for people: `(01)09520123456788(10)L1`. A bracket that belongs to a value
//! is written `\(`.

use super::{Element, check_length, check_size, check_value, push_element};
use crate::ai::table;
use crate::error::Error;
use crate::options::Options;

/// Reads the bracketed form.
///
/// # Errors
/// What is wrong with the first element that is wrong; lengths are looked at before contents.
pub fn parse_bracketed(text: &str, options: &Options) -> Result<Vec<Element>, Error> {
    check_size(text)?;
    let mut elements = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (element, following) = next_bracketed(rest, options)?;
        push_element(&mut elements, element)?;
        rest = following;
    }
    if elements.is_empty() {
        return Err(Error::Empty);
    }
    for element in &elements {
        check_value(element.ai(), element.entry(), element.value())?;
    }
    Ok(elements)
}

fn next_bracketed<'a>(text: &'a str, options: &Options) -> Result<(Element, &'a str), Error> {
    let opened = text.strip_prefix('(').ok_or(Error::MalformedBrackets)?;
    let (ai, after) = opened.split_once(')').ok_or(Error::MalformedBrackets)?;
    let unknown = || Error::UnknownAi(ai.chars().take(8).collect());
    let entry = table().entry(ai, options).ok_or_else(unknown)?;
    let (value, following) = split_value(after);
    if value.is_empty() {
        // The engine's words: an AI at the very end has nothing to be too short.
        return Err(match following {
            "" => Error::MalformedBrackets,
            _ => Error::ValueTooShort(ai.to_owned()),
        });
    }
    check_length(ai, entry, &value)?;
    Ok((Element::from_checked(ai, entry, &value), following))
}

/// The value up to the next bracket that is not escaped, and what follows.
fn split_value(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('(') {
        let Some(escaped) = before.strip_suffix('\\') else {
            value.push_str(before);
            // From the bracket on: it opens the next element.
            return (value, rest.strip_prefix(before).unwrap_or(""));
        };
        value.push_str(escaped);
        value.push('(');
        rest = after;
    }
    value.push_str(rest);
    (value, "")
}

/// Writes the bracketed form.
#[must_use]
pub fn write_bracketed(elements: &[Element]) -> String {
    elements
        .iter()
        .map(|element| format!("({}){}", element.ai(), element.value().replace('(', "\\(")))
        .collect()
}

/// Human readable interpretation, a line an element: `(01) 09520123456788`.
#[must_use]
pub fn human_readable_lines(elements: &[Element]) -> Vec<String> {
    elements
        .iter()
        .map(|element| format!("({}) {}", element.ai(), element.value()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::write_raw;
    use super::*;
    use proptest::prelude::*;

    fn raw(text: &str) -> Result<String, &'static str> {
        parse_bracketed(text, &Options::default())
            .map(|elements| write_raw(&elements))
            .map_err(|error| error.code())
    }

    #[test]
    fn separators_come_only_where_needed() {
        assert_eq!(
            raw("(01)12345678901231(10)12345").unwrap(),
            "^01123456789012311012345"
        );
        assert_eq!(raw("(10)12345(11)991225").unwrap(), "^1012345^11991225");
    }

    #[test]
    fn escaped_brackets_belong_to_the_value() {
        assert_eq!(raw("(10)12345\\(11)991225").unwrap(), "^1012345(11)991225");
        assert_eq!(raw("(10)12345\\(").unwrap(), "^1012345(");
    }

    #[test]
    fn lengths_are_judged_before_contents() {
        assert_eq!(
            raw("(01)123456789012312(10)12345"),
            Err("AI_VALUE_IS_TOO_LONG")
        );
        assert_eq!(raw("(17)9(90)217"), Err("AI_VALUE_IS_TOO_SHORT"));
        assert_eq!(raw("(10)(11)991225"), Err("AI_VALUE_IS_TOO_SHORT"));
        assert_eq!(raw("(10)12345^"), Err("AI_VALUE_CONTAINS_CARET"));
    }

    #[test]
    fn malformed_brackets_are_refused() {
        for text in [
            "",
            "(",
            "(1",
            "(15",
            "12345",
            "1(12345",
            "(10)",
            "(10)12345(11)",
            "()12345",
            "(1A)12345",
        ] {
            assert!(raw(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(lot in "[!\"%-/:-?A-Z_a-z0-9]{1,20}", serial in "[A-Z0-9(]{1,20}") {
            let elements = [
                Element::new("01", "09520123456788").unwrap(),
                Element::new("10", &lot).unwrap(),
                Element::new("21", &serial).unwrap(),
            ];
            let options = Options::default();
            prop_assert_eq!(&parse_bracketed(&write_bracketed(&elements), &options).unwrap(), &elements);
            prop_assert_eq!(&super::super::parse_raw(&write_raw(&elements), &options).unwrap(), &elements);
        }
    }
}
