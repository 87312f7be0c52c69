//! The Serial Shipping Container Code: names one pallet or case on its way.

use super::{KeyError, check_key, text_key};
use crate::check_digit;

/// An SSCC of eighteen digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sscc(String);

impl Sscc {
    /// Reads eighteen digits, the last of them the check digit.
    ///
    /// # Errors
    /// [`KeyError`] says which digit or length is wrong.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        check_key("SSCC", text, &[18], "18")?;
        Ok(Self(text.to_owned()))
    }

    /// The SSCC of a logistic unit: extension digit, company prefix and serial reference, seventeen digits together; the
    /// check digit is added.
    ///
    /// # Errors
    /// [`KeyError`] when they are not seventeen digits.
    pub fn from_parts(
        extension: u8,
        company_prefix: &str,
        reference: &str,
    ) -> Result<Self, KeyError> {
        let body = format!("{extension}{company_prefix}{reference}");
        let check = check_digit::compute_check_digit(&body)
            .map_or(String::new(), |digit| digit.to_string());
        Self::parse(&(body + &check))
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
    fn an_sscc_is_made_of_its_parts() {
        let made = Sscc::from_parts(0, "9520123", "456789123").unwrap();
        assert_eq!(made.as_str(), "095201234567891235");
        assert!(Sscc::from_parts(10, "9520123", "456789123").is_err());
        assert!(Sscc::from_parts(0, "9520123", "45678912").is_err());
        assert!(Sscc::from_parts(0, "952012A", "456789123").is_err());
    }

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
