//! Quantities: whole numbers of base units (mg, µl, piece), so that sums never drift, with decimals read and written exactly.
//! Numbers are read as people in Viet Nam write them: `1.234,5`, `1,5`, `1.5`, `812,0 kg`, ` 367,0`, `1 234,5`.

mod decimal;

use std::fmt;

pub use decimal::Decimal;

use crate::text::clean;
use crate::unit::{Dimension, Unit};

/// Why a quantity was not taken. `code()` is the locale key's last part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    /// No digits at all.
    #[error("empty")]
    Empty,
    /// Not a number.
    #[error("not a number")]
    NotANumber,
    /// Below zero.
    #[error("negative")]
    Negative,
    /// Exactly nothing.
    #[error("zero")]
    Zero,
    /// More than a million tonnes, or its like.
    #[error("too large")]
    TooLarge,
    /// Finer than a milligram, microlitre or piece.
    #[error("too fine")]
    TooFine,
    /// A word after the number that is no unit.
    #[error("unknown unit")]
    UnknownUnit,
    /// A unit of another dimension than asked.
    #[error("other dimension")]
    OtherDimension,
}

impl QuantityError {
    /// Stable code: `quantity_empty`, `quantity_not_a_number`, …
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "quantity_empty",
            Self::NotANumber => "quantity_not_a_number",
            Self::Negative => "quantity_negative",
            Self::Zero => "quantity_zero",
            Self::TooLarge => "quantity_too_large",
            Self::TooFine => "quantity_too_fine",
            Self::UnknownUnit => "quantity_unknown_unit",
            Self::OtherDimension => "quantity_other_dimension",
        }
    }
}

/// An amount of mass, volume or pieces: never negative, at most [`Quantity::MAX`] base units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    base: i64,
    dimension: Dimension,
}

impl Quantity {
    /// A million tonnes in mg; sums of 9,000 such still fit 64 bits.
    pub const MAX: i64 = 1_000_000_000_000_000;

    /// From whole base units.
    ///
    /// # Errors
    /// [`QuantityError::Negative`], [`QuantityError::TooLarge`].
    pub fn from_base(base: i64, dimension: Dimension) -> Result<Self, QuantityError> {
        match base {
            ..0 => Err(QuantityError::Negative),
            Self::MAX.. => Err(QuantityError::TooLarge),
            _ => Ok(Self { base, dimension }),
        }
    }

    /// From a number of `unit`s.
    ///
    /// # Errors
    /// [`QuantityError`]: negative, too large, or finer than the base unit.
    pub fn new(value: Decimal, unit: Unit) -> Result<Self, QuantityError> {
        if value.is_negative() {
            return Err(QuantityError::Negative);
        }
        Self::from_base(value.in_base(unit)?, unit.dimension())
    }

    /// Reads a cell or field: a number, and perhaps a unit behind it; `unit` when it has none. A written unit wins, and must measure
    /// the same dimension as `unit`. Zero is refused: nothing was harvested.
    ///
    /// # Errors
    /// [`QuantityError`].
    pub fn parse(text: &str, unit: Unit) -> Result<(Self, Unit), QuantityError> {
        let text = clean(text);
        let end = text
            .rfind(|c: char| c.is_ascii_digit())
            .map_or(0, |i| i + 1);
        let (number, word) = text
            .split_at_checked(end)
            .ok_or(QuantityError::NotANumber)?;
        if number.is_empty() {
            return Err(if word.is_empty() {
                QuantityError::Empty
            } else {
                QuantityError::NotANumber
            });
        }
        // "7." and "12, kg": a mark behind the last digit belongs to nothing.
        let word = word.trim_start_matches(['.', ',']).trim();
        let value = Decimal::parse(number)?;
        let written = if word.is_empty() {
            unit
        } else {
            Unit::by_word(word).ok_or(QuantityError::UnknownUnit)?
        };
        if written.dimension() != unit.dimension() {
            return Err(QuantityError::OtherDimension);
        }
        Ok((Self::new(value, written)?.not_zero()?, written))
    }

    /// Refuses nothing at all.
    ///
    /// # Errors
    /// [`QuantityError::Zero`].
    pub fn not_zero(self) -> Result<Self, QuantityError> {
        if self.base == 0 {
            Err(QuantityError::Zero)
        } else {
            Ok(self)
        }
    }

    /// Whole base units (mg, µl, piece).
    #[must_use]
    pub fn base(self) -> i64 {
        self.base
    }

    /// What it measures.
    #[must_use]
    pub fn dimension(self) -> Dimension {
        self.dimension
    }

    /// The sum.
    ///
    /// # Errors
    /// [`QuantityError::OtherDimension`], [`QuantityError::TooLarge`].
    pub fn plus(self, other: Self) -> Result<Self, QuantityError> {
        if self.dimension != other.dimension {
            return Err(QuantityError::OtherDimension);
        }
        Self::from_base(self.base.saturating_add(other.base), self.dimension)
    }

    /// The number of `unit`s, exactly, with a full stop and no trailing zeros: `812`, `0.5`.
    #[must_use]
    pub fn decimal_in(self, unit: Unit) -> String {
        let factor = unit.factor();
        let mut out = (self.base / factor).to_string();
        let mut rest = i128::from(self.base % factor);
        if rest != 0 {
            out.push('.');
        }
        // Ends, because every unit's factor is made of twos and fives.
        while rest != 0 {
            rest *= 10;
            out.push_str(&(rest / i128::from(factor)).to_string());
            rest %= i128::from(factor);
        }
        out
    }

    /// The number of `unit`s as JSON carries it: the double nearest to the exact decimal.
    #[must_use]
    pub fn number_in(self, unit: Unit) -> f64 {
        // Digits with a full stop always are a number to Rust.
        self.decimal_in(unit).parse().unwrap_or_default()
    }
}

impl fmt::Display for Quantity {
    /// In the dimension's trade unit: `812 kg`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = self.dimension.trade_unit();
        write!(f, "{} {}", self.decimal_in(unit), unit.code())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kg(text: &str) -> Result<String, QuantityError> {
        let unit = Unit::by_code("kg").unwrap();
        Quantity::parse(text, unit).map(|(q, _)| q.decimal_in(unit))
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (typed, read) in [
            ("1.234,5", "1234.5"),
            ("1,234.5", "1234.5"),
            ("1,5", "1.5"),
            ("1.5", "1.5"),
            ("812,0 kg", "812"),
            (" 367,0", "367"),
            ("1 234,5", "1234.5"),
            ("1\u{a0}234,5", "1234.5"),
            ("1.250", "1250"),
            ("0.250", "0.25"),
            ("0,250", "0.25"),
            ("1.234.567", "1234567"),
            ("12,75", "12.75"),
            (",5", "0.5"),
            ("5 tạ", "500"),
            ("2 tấn", "2000"),
            ("3 yến", "30"),
            ("500g", "0.5"),
            ("7.", "7"),
            ("12 kg.", "12"),
            ("+4", "4"),
        ] {
            assert_eq!(kg(typed).as_deref(), Ok(read), "{typed}");
        }
    }

    #[test]
    fn nonsense_is_refused_by_name() {
        for (typed, error) in [
            ("", QuantityError::Empty),
            ("abc", QuantityError::NotANumber),
            ("-5", QuantityError::Negative),
            ("0", QuantityError::Zero),
            ("1.2.3", QuantityError::NotANumber),
            ("12/3", QuantityError::NotANumber),
            ("5 sải", QuantityError::UnknownUnit),
            ("5 lít", QuantityError::OtherDimension),
            ("9999999999999", QuantityError::TooLarge),
            ("0,0000001", QuantityError::TooFine),
            ("1e3", QuantityError::NotANumber),
            (".", QuantityError::NotANumber),
            (
                "99999999999999999999999999999999999999999999999999",
                QuantityError::TooLarge,
            ),
        ] {
            assert_eq!(kg(typed), Err(error), "{typed}");
        }
    }

    #[test]
    fn spreadsheet_numbers_carry_no_binary_noise() {
        let unit = Unit::by_code("kg").unwrap();
        for (value, text) in [
            (517.7, "517.7"),
            (0.1 + 0.2, "0.3"),
            (64.4, "64.4"),
            (1e6 / 3.0, "333333.333333"),
            (1.234, "1.234"),
        ] {
            let decimal = Decimal::from_f64(value).unwrap();
            let shown = Quantity::new(decimal, unit).map(|q| q.decimal_in(unit));
            match shown {
                Ok(shown) => assert_eq!(shown, text),
                Err(e) => assert_eq!(e, QuantityError::TooFine),
            }
        }
        assert!(Decimal::from_f64(f64::NAN).is_err());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(base in 1_i64..Quantity::MAX) {
            let unit = Unit::by_code("kg").unwrap();
            let written = Quantity::from_base(base, Dimension::Mass).unwrap().decimal_in(unit).replace('.', ",");
            prop_assert_eq!(Quantity::parse(&written, unit).unwrap().0.base(), base);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,60}") {
            let _ = Quantity::parse(&text, Unit::by_code("kg").unwrap());
        }
    }
}
