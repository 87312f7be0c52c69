//! Element strings: Application Identifiers with their values, one after another.
//!
//! Two written forms: raw, where `^` stands for the FNC1 character (`^0109520123456788` …), and
//! bracketed for people (`(01)09520123456788(10)L1`). Values are checked by the table's
//! components; what AIs need of one another is [`crate::association`]'s business.

// Bottom-up: a module names only those above its own line; all of them name `Element`.

// Values by their components.
mod value;
// `(01)…(10)…`.
mod bracketed;
// `^01…10…`.
mod raw;

pub use bracketed::{human_readable_lines, parse_bracketed, write_bracketed};
pub use raw::{parse_raw, write_raw};
pub(crate) use value::{check_length, check_value};

use crate::ai::{Entry, table};
use crate::error::Error;
use crate::limits;
use crate::options::Options;
use std::fmt;

/// FNC1 in the raw form.
pub const FNC1: char = '^';

/// One AI with its value, both checked.
#[derive(Clone)]
pub struct Element {
    ai: String,
    value: String,
    entry: &'static Entry,
}

impl Element {
    /// An element of a known AI.
    ///
    /// # Errors
    /// The AI is not in the table, or its value is not what the table asks for.
    pub fn new(ai: &str, value: &str) -> Result<Self, Error> {
        let unknown = || Error::UnknownAi(ai.to_owned());
        let entry = table().entry(ai, &Options::default()).ok_or_else(unknown)?;
        check_length(ai, entry, value)?;
        check_value(ai, entry, value)?;
        Ok(Self::from_checked(ai, entry, value))
    }

    pub(crate) fn from_checked(ai: &str, entry: &'static Entry, value: &str) -> Self {
        Self {
            ai: ai.to_owned(),
            value: value.to_owned(),
            entry,
        }
    }

    /// The digits of the AI, without brackets.
    #[must_use]
    pub fn ai(&self) -> &str {
        &self.ai
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// What the table says of the AI.
    #[must_use]
    pub fn entry(&self) -> &'static Entry {
        self.entry
    }
}

impl PartialEq for Element {
    fn eq(&self, other: &Self) -> bool {
        self.ai == other.ai && self.value == other.value
    }
}

impl Eq for Element {}

impl fmt::Debug for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({}){}", self.ai, self.value)
    }
}

/// Refuses text longer than any code.
pub(crate) fn check_size(text: &str) -> Result<(), Error> {
    if text.len() > limits::BYTES {
        return Err(Error::TooLong);
    }
    Ok(())
}

/// Adds an element while there is room.
pub(crate) fn push_element(elements: &mut Vec<Element>, element: Element) -> Result<(), Error> {
    if elements.len() >= limits::ELEMENTS {
        return Err(Error::TooManyElements);
    }
    elements.push(element);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_element_is_checked_when_made() {
        assert_eq!(
            Element::new("10", "HTX01-260715-A").unwrap().entry().title,
            "BATCH/LOT"
        );
        assert_eq!(
            Element::new("01", "09520123456789").unwrap_err().code(),
            "INCORRECT_CHECK_DIGIT"
        );
        assert_eq!(
            Element::new("01", "9520123456788").unwrap_err().code(),
            "AI_VALUE_IS_TOO_SHORT"
        );
        assert_eq!(
            Element::new("89", "X").unwrap_err().code(),
            "AI_UNRECOGNISED"
        );
        assert_eq!(
            Element::new("10", "Lô 1").unwrap_err().code(),
            "INVALID_CSET82_CHARACTER"
        );
    }
}
