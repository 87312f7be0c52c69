//! The numeric check digit at the end of a GS1 key.

use super::{Checked, LintCode, LintError, digits};
use crate::check_digit;

pub(super) fn csum(data: &str) -> Checked {
    if data.is_empty() {
        return Err(LintError::new(LintCode::TooShortForCheckDigit, 0..0));
    }
    digits::only_digits(data)?;
    if check_digit::verify_check_digit(data) {
        return Ok(());
    }
    Err(LintError::new(
        LintCode::IncorrectCheckDigit,
        data.len() - 1..data.len(),
    ))
}
