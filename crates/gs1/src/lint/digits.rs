//! Checks on runs of digits: all digits, zero or not, coordinates.

use super::{Checked, LintCode, LintError, charset};

pub(super) fn only_digits(data: &str) -> Checked {
    charset::check_characters(data, |c| c.is_ascii_digit(), LintCode::NonDigitCharacter)
}

/// Refuses text of another length than `length` bytes.
pub(super) fn check_length(data: &str, length: usize, short: LintCode, long: LintCode) -> Checked {
    match data.len() {
        n if n < length => Err(LintError::whole(short, data)),
        n if n > length => Err(LintError::whole(long, data)),
        _ => Ok(()),
    }
}

pub(super) fn has_non_digit(data: &str) -> Checked {
    if data.chars().any(|c| !c.is_ascii_digit()) {
        return Ok(());
    }
    Err(LintError::whole(LintCode::RequiresNonDigitCharacter, data))
}

pub(super) fn non_zero(data: &str) -> Checked {
    only_digits(data)?;
    if data.chars().any(|c| c != '0') {
        return Ok(());
    }
    Err(LintError::whole(LintCode::IllegalZeroValue, data))
}

pub(super) fn zero(data: &str) -> Checked {
    if !data.is_empty() && data.chars().all(|c| c == '0') {
        return Ok(());
    }
    Err(LintError::whole(LintCode::NotZero, data))
}

pub(super) fn no_zero_prefix(data: &str) -> Checked {
    only_digits(data)?;
    if data.starts_with('0') {
        return Err(LintError::new(LintCode::IllegalZeroPrefix, 0..1));
    }
    Ok(())
}

/// Degrees × 10⁷ from the south pole, ten digits.
pub(super) fn latitude(data: &str) -> Checked {
    check_coordinate(
        data,
        "1800000000",
        LintCode::LatitudeInvalidLength,
        LintCode::InvalidLatitude,
    )
}

/// Degrees × 10⁷ eastward from the date line, ten digits.
pub(super) fn longitude(data: &str) -> Checked {
    check_coordinate(
        data,
        "3600000000",
        LintCode::LongitudeInvalidLength,
        LintCode::InvalidLongitude,
    )
}

/// Ten digits each compare as text the way they compare as numbers.
fn check_coordinate(data: &str, max: &str, length: LintCode, range: LintCode) -> Checked {
    if data.len() != max.len() {
        return Err(LintError::whole(length, data));
    }
    only_digits(data)?;
    if data > max {
        return Err(LintError::whole(range, data));
    }
    Ok(())
}

/// The value of two ASCII digits; `None` for anything else.
pub(super) fn two_digits(data: &str) -> Option<u32> {
    (data.len() == 2).then(|| data.parse().ok()).flatten()
}
