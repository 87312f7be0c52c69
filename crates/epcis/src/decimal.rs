//! Exact decimal quantities from integer base units (mg, µl, pieces) to JSON numbers.
//!
//! Never computes in floating point: the digits are placed, then handed to JSON.

use serde_json::Number;

/// The most significant digits that survive every JSON reader, which may hold numbers as IEEE doubles.
const EXACT_DIGITS: usize = 15;

/// A decimal number `units × 10^-scale`, kept without trailing zeros.
///
/// `Decimal::from_base_units(1_250_500_000, 6)` is 1250.5 (milligrams shown in kilograms).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    units: i64,
    scale: u8,
}

impl Decimal {
    /// `units` of the base unit, `scale` decimal places below the unit that is shown (6 for mg → kg).
    ///
    /// `None` where more than 15 significant digits remain, which a JSON reader could not keep
    /// exactly, or where `scale` exceeds 18.
    #[must_use]
    pub fn from_base_units(units: i64, scale: u8) -> Option<Self> {
        let (mut units, mut scale) = (units, scale);
        while scale > 0 && units % 10 == 0 {
            units /= 10;
            scale -= 1;
        }
        let digits = units.unsigned_abs().to_string().len();
        (scale <= 18 && digits <= EXACT_DIGITS).then_some(Self { units, scale })
    }

    /// A whole number of things.
    #[must_use]
    pub fn whole(count: u32) -> Self {
        Self {
            units: i64::from(count),
            scale: 0,
        }
    }

    /// The JSON number: an integer where there are no decimals, so `240` and never `240.0`.
    #[must_use]
    pub fn to_number(self) -> Number {
        if self.scale == 0 {
            return Number::from(self.units);
        }
        // A text of ≤ 15 significant digits names one double, and that double prints as the same digits.
        let nearest: Option<f64> = self.to_string().parse().ok();
        nearest
            .and_then(Number::from_f64)
            .unwrap_or_else(|| Number::from(0))
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let scale = usize::from(self.scale);
        let digits = format!("{:0>width$}", self.units.unsigned_abs(), width = scale + 1);
        let (whole, decimals) = digits.split_at(digits.len() - scale);
        if scale == 0 {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{decimals}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(units: i64, scale: u8) -> String {
        Decimal::from_base_units(units, scale)
            .unwrap()
            .to_number()
            .to_string()
    }

    #[test]
    fn milligrams_become_kilograms_without_drift() {
        assert_eq!(shown(1_250_500_000, 6), "1250.5");
        assert_eq!(shown(100_000, 6), "0.1");
        assert_eq!(shown(300_000, 6), "0.3");
        assert_eq!(shown(1_500_000_000, 6), "1500");
        assert_eq!(shown(-2_500_000, 6), "-2.5");
        assert_eq!(shown(0, 6), "0");
    }

    #[test]
    fn more_digits_than_json_readers_keep_are_refused() {
        assert!(Decimal::from_base_units(9_007_199_254_740_993, 6).is_none());
        assert!(Decimal::from_base_units(1, 19).is_none());
    }

    #[test]
    fn the_json_number_shows_the_same_digits_as_the_decimal() {
        for units in [
            1_i64,
            7,
            33,
            1_005,
            999_999_999_999_999,
            123_456_789_012_345,
        ] {
            for scale in 0..=4 {
                let decimal = Decimal::from_base_units(units, scale).unwrap();
                assert_eq!(decimal.to_number().to_string(), decimal.to_string());
            }
        }
    }
}
