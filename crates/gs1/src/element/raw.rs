//! The raw form: `^`, then AIs and values; `^` after a value whose length is not predefined,
//! unless it is the last.

use super::value::check_parts;
use super::{Element, FNC1, check_size, push_element};
use crate::ai::table;
use crate::error::Error;
use crate::options::Options;

/// Reads `^01…10…^21…`. A separator after a value of predefined length, or after the last value,
/// is superfluous and tolerated.
///
/// # Errors
/// What is wrong with the first element that is wrong.
pub fn parse_raw(text: &str, options: &Options) -> Result<Vec<Element>, Error> {
    check_size(text)?;
    let mut rest = text.strip_prefix(FNC1).ok_or(Error::MissingFnc1)?;
    if rest.is_empty() {
        return Err(Error::Empty);
    }
    let mut elements = Vec::new();
    while !rest.is_empty() {
        let (element, following) = next_raw(rest, options)?;
        push_element(&mut elements, element)?;
        // One only: a second in a row would be an element without an AI.
        rest = following.strip_prefix(FNC1).unwrap_or(following);
    }
    Ok(elements)
}

/// The element at the front, and what follows it.
fn next_raw<'a>(text: &'a str, options: &Options) -> Result<(Element, &'a str), Error> {
    let unknown = || Error::NoAiForPrefix(text.chars().take(4).collect());
    let (ai, entry, after) = table().split_ai(text, options).ok_or_else(unknown)?;
    let until_fnc1 = after.split(FNC1).next().unwrap_or(after);
    let used = check_parts(ai, entry, until_fnc1)?;
    let (value, following) = after.split_at_checked(used).unwrap_or((after, ""));
    // A value of predefined length ends by itself; any other reaches to the separator.
    if !entry.predefined && used < until_fnc1.len() {
        return Err(Error::ValueTooLong(ai.to_owned()));
    }
    Ok((Element::from_checked(ai, entry, value), following))
}

/// Writes the raw form with no separator that is not needed.
#[must_use]
pub fn write_raw(elements: &[Element]) -> String {
    let mut text = String::new();
    let mut separate = true;
    for element in elements {
        if separate {
            text.push(FNC1);
        }
        text.push_str(element.ai());
        text.push_str(element.value());
        separate = !element.entry().predefined;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, &'static str> {
        let elements = parse_raw(text, &Options::default()).map_err(|error| error.code())?;
        Ok(format!("{elements:?}"))
    }

    #[test]
    fn predefined_lengths_run_into_the_next_ai() {
        assert_eq!(
            read("^0112345678901231991234").unwrap(),
            "[(01)12345678901231, (99)1234]"
        );
        assert_eq!(
            read("^0112345678901231^991234").unwrap(),
            "[(01)12345678901231, (99)1234]"
        );
    }

    #[test]
    fn superfluous_separators_are_tolerated_and_not_written() {
        let elements = parse_raw("^0112345678901231^10A^", &Options::default()).unwrap();
        assert_eq!(write_raw(&elements), "^011234567890123110A");
    }

    #[test]
    fn a_separator_stands_only_between_elements() {
        assert_eq!(read("^^10A"), Err("NO_AI_FOR_PREFIX"));
        assert_eq!(read("^10A^^11260101"), Err("NO_AI_FOR_PREFIX"));
        assert_eq!(read("^"), Err("DATA_EMPTY"));
        assert_eq!(read("10A"), Err("MISSING_FNC1_IN_FIRST_POSITION"));
    }

    #[test]
    fn optional_parts_are_whole_or_absent() {
        assert!(read("^7007211225").is_ok());
        assert_eq!(read("^7007211225211"), Err("AI_VALUE_HAS_INCORRECT_LENGTH"));
        assert_eq!(read("^70072112252212311"), Err("AI_VALUE_IS_TOO_LONG"));
        assert!(read("^42352852852").is_err());
    }

    #[test]
    fn too_many_elements_are_refused() {
        let text = format!("^{}", "99A^".repeat(65));
        assert_eq!(read(&text), Err("TOO_MANY_AIS"));
    }
}
