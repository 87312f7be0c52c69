//! The Global Location Number: names a party or a place.

use super::{KeyError, check_key, text_key};

/// A GLN of thirteen digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gln(String);

impl Gln {
    /// Reads thirteen digits, the last of them the check digit.
    ///
    /// # Errors
    /// [`KeyError`] says which digit or length is wrong.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        check_key("GLN", text, &[13], "13")?;
        Ok(Self(text.to_owned()))
    }

    /// The thirteen digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

text_key!(Gln);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gln_has_thirteen_digits() {
        assert_eq!(
            Gln::parse("9520123456788").unwrap().to_string(),
            "9520123456788"
        );
        assert_eq!(
            Gln::parse("416000336108").unwrap_err().code(),
            "WRONG_LENGTH"
        );
        assert_eq!(
            Gln::parse("9520123456780").unwrap_err().code(),
            "WRONG_CHECK_DIGIT"
        );
    }
}
