//! The Serial Shipping Container Code: names one pallet or case on its way.

use super::{KeyError, check, text_key};

/// An SSCC of eighteen digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sscc(String);

impl Sscc {
    /// Reads eighteen digits, the last of them the check digit.
    ///
    /// # Errors
    /// [`KeyError`] says which digit or length is wrong.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        check("SSCC", text, &[18], "18")?;
        Ok(Self(text.to_owned()))
    }

    /// The eighteen digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

text_key!(Sscc);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_sscc_has_eighteen_digits() {
        assert!(Sscc::parse("095201234567891235").is_ok());
        assert_eq!(
            Sscc::parse("095201234567891234").unwrap_err().code(),
            "WRONG_CHECK_DIGIT"
        );
        assert_eq!(
            Sscc::parse("09520123456789123").unwrap_err().code(),
            "WRONG_LENGTH"
        );
    }
}
