//! Codes that cannot hold nonsense: the tax code, the cooperative's own product code, the lot code.

use std::fmt;

use jiff::civil::Date;

use crate::text::{ascii_code, clean};

/// Why a code was not taken. `code()` is the locale key's last part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Tax codes have 10 digits, 13 for a dependent unit, 12 for a household business.
    #[error("not a tax code")]
    TaxCode,
    /// Product codes: 1–20 characters, no spaces inside.
    #[error("not a product code")]
    Sku,
    /// Lot codes: 1–20 of `A–Z a–z 0–9 -`.
    #[error("not a lot code")]
    LotCode,
}

impl CodeError {
    /// Stable code: `tax_code_invalid`, `sku_invalid`, `lot_code_invalid`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TaxCode => "tax_code_invalid",
            Self::Sku => "sku_invalid",
            Self::LotCode => "lot_code_invalid",
        }
    }
}

macro_rules! shown {
    ($($name:ident),*) => {$(
        impl $name {
            /// As stored.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}
shown!(TaxCode, Sku, LotCode);

/// A tax code: 10 digits, 13 for a dependent unit, 12 for a household business, whose owner's identity number it is (Circular
/// 86/2024/TT-BTC, Art. 5), kept without the dash.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TaxCode(String);

impl TaxCode {
    /// Reads `6200012345`, `6200012345-001`, `6200012345001` or `001099012345`.
    ///
    /// # Errors
    /// [`CodeError::TaxCode`].
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let text = clean(text);
        let digits: String = match text.split_once('-') {
            Some((head, tail)) if head.len() == 10 && tail.len() == 3 => format!("{head}{tail}"),
            Some(_) => return Err(CodeError::TaxCode),
            None => text,
        };
        let whole =
            matches!(digits.len(), 10 | 12 | 13) && digits.bytes().all(|b| b.is_ascii_digit());
        if whole {
            Ok(Self(digits))
        } else {
            Err(CodeError::TaxCode)
        }
    }

    /// Whether it is a person's identity number: it may stand in no id, name, link or page.
    #[must_use]
    pub fn is_personal(&self) -> bool {
        self.0.len() == 12
    }
}

/// A cooperative's own product code, upper case: letters (also Vietnamese ones), digits and `- _ . /`, 1–20 characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sku(String);

impl Sku {
    /// Reads a code; trims and upper-cases it.
    ///
    /// # Errors
    /// [`CodeError::Sku`].
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let code = clean(text).to_uppercase();
        let fits = (1..=20).contains(&code.chars().count());
        let plain = code
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'));
        // "." and ".." are steps in a path: a browser would never ask for such a label's link.
        let steps = code.split('/').any(|part| matches!(part, "." | ".."));
        if fits && plain && !steps {
            Ok(Self(code))
        } else {
            Err(CodeError::Sku)
        }
    }
}

/// A lot code as printed and as AI (10): `[A-Za-z0-9-]{1,20}` (GS1 allows more characters; these survive typing and every scanner).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LotCode(String);

impl LotCode {
    /// Reads a code; trims it and keeps its case.
    ///
    /// # Errors
    /// [`CodeError::LotCode`], for instance for a space or a Vietnamese letter inside.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let code = clean(text);
        let fits = (1..=20).contains(&code.len());
        let plain = code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if fits && plain {
            Ok(Self(code))
        } else {
            Err(CodeError::LotCode)
        }
    }

    /// The `n`th proposal for a product's lot of a day: `SKU-YYMMDD-n`, the product code ASCII-folded and cut so that 20 characters hold it.
    #[must_use]
    pub fn propose_code(sku: &str, day: Date, n: u32) -> Self {
        Self::with_tail(sku, &format!("{}-{n}", day_tail(day)))
    }

    /// What a product's lot of a day is called where nobody says it: `SKU-YYMMDD`, and `-ORIGIN` where the goods come from one place and
    /// 20 characters hold it. It follows from what is told, so that every computer says the same.
    #[must_use]
    pub fn of_day(sku: &str, day: Date, origin: Option<&str>) -> Self {
        let tail = day_tail(day);
        let origin = origin.map(ascii_code).filter(|code| !code.is_empty());
        let origin = origin.filter(|code| tail.len() + code.len() < SHORT_TAIL);
        match origin {
            Some(origin) => Self::with_tail(sku, &format!("{tail}-{origin}")),
            None => Self::with_tail(sku, &tail),
        }
    }

    fn with_tail(sku: &str, tail: &str) -> Self {
        let head: String = ascii_code(sku)
            .chars()
            .take(20_usize.saturating_sub(tail.len()))
            .collect();
        let head = if head.is_empty() {
            "LO".to_owned()
        } else {
            head
        };
        Self(format!("{}{tail}", head.trim_end_matches('-')))
    }
}

/// Longest tail that leaves a product's code recognisable.
const SHORT_TAIL: usize = 17;

fn day_tail(day: Date) -> String {
    format!("-{:02}{:02}{:02}", day.year() % 100, day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn tax_codes_have_ten_twelve_or_thirteen_digits() {
        assert_eq!(
            TaxCode::parse(" 6200012345-001 ").unwrap().as_str(),
            "6200012345001"
        );
        assert!(!TaxCode::parse("6200012345").unwrap().is_personal());
        assert!(TaxCode::parse("001099012345").unwrap().is_personal());
        for bad in [
            "",
            "620001234",
            "62000123456",
            "620001234A",
            "6200012345-01",
            "62000-12345",
        ] {
            assert_eq!(TaxCode::parse(bad), Err(CodeError::TaxCode), "{bad}");
        }
    }

    #[test]
    fn lot_codes_hold_no_space_and_no_vietnamese_letter() {
        assert!(LotCode::parse("CHE-OL-261020-1").is_ok());
        for bad in ["", "LÔ-1", "A B", "123456789012345678901", "A/1", "A_1"] {
            assert_eq!(LotCode::parse(bad), Err(CodeError::LotCode), "{bad}");
        }
    }

    #[test]
    fn proposals_are_valid_lot_codes() {
        assert_eq!(
            LotCode::propose_code("CHÈ-ÔL", date(2026, 10, 20), 2).as_str(),
            "CHE-OL-261020-2"
        );
        let long = LotCode::propose_code("CHE-SHAN-TUYET-CO-THU", date(2026, 10, 20), 12);
        assert!(LotCode::parse(long.as_str()).is_ok(), "{long}");
        assert_eq!(
            LotCode::of_day("CHÈ-ÔL", date(2026, 10, 20), Some("T-07")).as_str(),
            "CHE-OL-261020-T-07"
        );
        assert_eq!(
            LotCode::of_day("CHE", date(2026, 10, 20), Some("NUONG-XA-LAM")).as_str(),
            "CHE-261020"
        );
        assert_eq!(
            LotCode::propose_code("茶", date(2026, 10, 20), 1).as_str(),
            "LO-261020-1"
        );
    }

    #[test]
    fn product_codes_are_upper_case_without_spaces() {
        assert_eq!(Sku::parse("  che-st ").unwrap().as_str(), "CHE-ST");
        assert!(Sku::parse("A B").is_err());
        assert!(Sku::parse("MAT.ONG/2").is_ok());
        for bad in ["", ".", "..", "A/../B"] {
            assert!(Sku::parse(bad).is_err(), "{bad}");
        }
    }
}
