//! Decimal numbers as people in Viet Nam write them, kept exactly.

use super::QuantityError;
use crate::text::clean;
use crate::unit::Unit;

/// A decimal number as written: `digits × 10^-scale`. At most 18 digits after the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    digits: i128,
    scale: u32,
}

const MAX_TEXT: usize = 40;
const MAX_SCALE: usize = 18;

impl Decimal {
    /// Reads a number as people type it. Two kinds of mark: the last is the decimal mark. One mark more than once: thousands. One
    /// full stop before exactly three digits is Vietnamese thousands (`1.250` = 1250) unless the number begins with 0; otherwise the
    /// mark is decimal. Spaces and apostrophes group.
    ///
    /// # Errors
    /// [`QuantityError::Empty`], [`QuantityError::NotANumber`], [`QuantityError::TooLarge`].
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        let tidy: String = clean(text)
            .chars()
            .filter(|c| !matches!(c, ' ' | '\'' | '’'))
            .collect();
        if tidy.is_empty() {
            return Err(QuantityError::Empty);
        }
        if tidy.len() > MAX_TEXT {
            return Err(QuantityError::TooLarge);
        }
        let (negative, body) = match tidy.strip_prefix(['-', '−', '+']) {
            Some(rest) => (!tidy.starts_with('+'), rest),
            None => (false, tidy.as_str()),
        };
        let (whole, fraction) = split_marks(body)?;
        Self::from_parts(negative, &whole, &fraction)
    }

    /// The number a spreadsheet cell holds, by its shortest decimal writing, so that 517.7 is 517.7 and not 517.70000000000005.
    ///
    /// # Errors
    /// [`QuantityError::NotANumber`] for infinities, [`QuantityError::TooLarge`] beyond 10^15.
    pub fn from_f64(value: f64) -> Result<Self, QuantityError> {
        if !value.is_finite() {
            return Err(QuantityError::NotANumber);
        }
        if value.abs() >= 1e15 {
            return Err(QuantityError::TooLarge);
        }
        let text = format!("{:.9}", value.abs());
        // Fifteen significant digits are what a spreadsheet shows; beyond them is binary noise.
        let keep = 15_usize.saturating_sub(text.find('.').unwrap_or(0)).min(9);
        let text = format!("{:.keep$}", value.abs());
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        Self::from_parts(value < 0.0, whole, fraction.trim_end_matches('0'))
    }

    fn from_parts(negative: bool, whole: &str, fraction: &str) -> Result<Self, QuantityError> {
        if fraction.len() > MAX_SCALE || whole.trim_start_matches('0').len() > MAX_SCALE {
            return Err(QuantityError::TooLarge);
        }
        let digits: i128 = format!("{whole}{fraction}")
            .parse()
            .map_err(|_| QuantityError::NotANumber)?;
        let scale = u32::try_from(fraction.len()).map_err(|_| QuantityError::TooLarge)?;
        Ok(Self {
            digits: if negative { -digits } else { digits },
            scale,
        })
    }

    /// Below zero.
    pub(super) fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// Whole base units of this many `unit`s, exactly.
    pub(super) fn in_base(self, unit: Unit) -> Result<i64, QuantityError> {
        let product = self
            .digits
            .checked_mul(i128::from(unit.factor()))
            .ok_or(QuantityError::TooLarge)?;
        let divisor = 10_i128
            .checked_pow(self.scale)
            .ok_or(QuantityError::TooLarge)?;
        if product % divisor != 0 {
            return Err(QuantityError::TooFine);
        }
        i64::try_from(product / divisor).map_err(|_| QuantityError::TooLarge)
    }
}

fn split_marks(body: &str) -> Result<(String, String), QuantityError> {
    if !body.starts_with(|c: char| c.is_ascii_digit() || c == ',' || c == '.')
        || !body.bytes().any(|b| b.is_ascii_digit())
        || !body
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b',' || b == b'.')
    {
        return Err(QuantityError::NotANumber);
    }
    let Some(mark) = decimal_mark(body) else {
        return ungroup_digits(body).map(|w| (w, String::new()));
    };
    let (whole, fraction) = body.rsplit_once(mark).ok_or(QuantityError::NotANumber)?;
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(QuantityError::NotANumber);
    }
    Ok((
        if whole.is_empty() {
            "0".to_owned()
        } else {
            ungroup_digits(whole)?
        },
        fraction.to_owned(),
    ))
}

/// The decimal mark of a number, or none when its marks only group thousands.
fn decimal_mark(body: &str) -> Option<char> {
    let last = body.rfind([',', '.'])?;
    let mark = if body.as_bytes().get(last) == Some(&b',') {
        ','
    } else {
        '.'
    };
    let other = if mark == ',' { '.' } else { ',' };
    let once = body.matches(mark).count() == 1;
    if body.contains(other) {
        return once.then_some(mark);
    }
    // `1.250` is 1250 in Viet Nam, where a comma marks decimals; `0.250` can only be a fraction.
    let groups = !once
        || (mark == '.'
            && body.len() - last == 4
            && (1..=3).contains(&last)
            && !body.starts_with('0'));
    (!groups).then_some(mark)
}

/// Removes thousands marks; every group after the first must have three digits.
fn ungroup_digits(text: &str) -> Result<String, QuantityError> {
    let groups: Vec<&str> = text.split([',', '.']).collect();
    let one_mark = !(text.contains(',') && text.contains('.'));
    let well_formed = groups.iter().skip(1).all(|g| g.len() == 3)
        && groups.first().is_some_and(|g| !g.is_empty());
    if one_mark && well_formed {
        Ok(groups.concat())
    } else {
        Err(QuantityError::NotANumber)
    }
}
