//! The Global Trade Item Number: names a product in one packaging.

use super::{KeyError, check_key, text_key};

/// A GTIN, kept as the fourteen digits that AI (01) and Digital Links carry.
///
/// ```
/// use nuong_gs1::Gtin;
/// let gtin = Gtin::parse("9520123456788")?;
/// assert_eq!(gtin.to_string(), "09520123456788");
/// assert_eq!(gtin.ean13(), Some("9520123456788"));
/// # Ok::<(), nuong_gs1::KeyError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gtin(String);

impl Gtin {
    /// Reads a GTIN-8, -12, -13 or -14: digits only, with its check digit.
    ///
    /// # Errors
    /// [`KeyError`] says which digit or length is wrong.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        check_key("GTIN", text, &[8, 12, 13, 14], "8, 12, 13 or 14")?;
        Ok(Self(format!("{text:0>14}")))
    }

    /// All fourteen digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The thirteen digits an EAN-13 symbol carries; `None` for a GTIN-14 with an indicator,
    /// which an EAN-13 cannot hold.
    #[must_use]
    pub fn ean13(&self) -> Option<&str> {
        self.0.strip_prefix('0')
    }
}

text_key!(Gtin);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_becomes_fourteen_digits() {
        for (text, full) in [
            ("02345673", "00000002345673"),
            ("416000336108", "00416000336108"),
            ("9520123456788", "09520123456788"),
            ("99520123456781", "99520123456781"),
        ] {
            assert_eq!(Gtin::parse(text).unwrap().as_str(), full);
        }
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let said = |text: &str| Gtin::parse(text).unwrap_err().to_string();
        assert_eq!(
            said("9520123456789"),
            "the check digit of the GTIN is 9; it should be 8"
        );
        assert_eq!(
            said("416000336107"),
            "the check digit of the GTIN is 7; it should be 8"
        );
        assert_eq!(
            said("12345"),
            "the GTIN has 5 digits; it needs 8, 12, 13 or 14"
        );
        assert_eq!(
            said("952012345678x"),
            "the GTIN holds 'x', which is not a digit"
        );
        assert_eq!(said(""), "the GTIN is empty");
    }

    #[test]
    fn an_indicator_does_not_fit_an_ean13() {
        assert_eq!(Gtin::parse("99520123456781").unwrap().ean13(), None);
    }

    #[test]
    fn json_carries_the_digits_and_refuses_wrong_ones() {
        let gtin: Gtin = serde_json::from_str("\"9520123456788\"").unwrap();
        assert_eq!(serde_json::to_string(&gtin).unwrap(), "\"09520123456788\"");
        assert!(serde_json::from_str::<Gtin>("\"9520123456789\"").is_err());
    }
}
