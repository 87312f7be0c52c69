//! Reads the digits of a coupon from the front, and knows where it stands when one is wrong.

use super::fields::{Counted, Date, Digit, Requirement};
use super::{Checked, LintCode, LintError};
use crate::lint::{date, gcp};

pub(super) struct Cursor<'a> {
    data: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(data: &'a str) -> Self {
        Self { data, at: 0 }
    }

    fn rest(&self) -> &'a str {
        self.data.get(self.at..).unwrap_or("")
    }

    /// An error about the last `length` digits read.
    pub(super) fn error_behind(&self, length: usize, code: LintCode) -> LintError {
        LintError::new(code, self.at.saturating_sub(length)..self.at)
    }

    /// An error about what is left; where nothing is left to point at, about the whole.
    fn error_ahead(&self, code: LintCode) -> LintError {
        match self.rest() {
            "" => LintError::whole(code, self.data),
            _ => LintError::new(code, self.at..self.data.len()),
        }
    }

    /// Whether the optional field that a digit announces comes next; the digit is then read.
    pub(super) fn take_option(&mut self, digit: char) -> bool {
        let found = self.rest().starts_with(digit);
        self.at += usize::from(found);
        found
    }

    /// One digit out of a few.
    pub(super) fn take_digit(&mut self, field: &Digit) -> Result<usize, LintError> {
        let first = self.rest().chars().next();
        let found = first.ok_or_else(|| self.error_ahead(field.missing))?;
        self.at += 1;
        let value = found.to_digit(10).filter(|_| field.allowed.contains(found));
        let value = value.ok_or_else(|| self.error_behind(1, field.invalid))?;
        Ok(value as usize)
    }

    /// `length` digits.
    pub(super) fn take_digits(
        &mut self,
        length: usize,
        truncated: LintCode,
    ) -> Result<&'a str, LintError> {
        let taken = self.rest().get(..length);
        let taken = taken.ok_or_else(|| self.error_ahead(truncated))?;
        self.at += length;
        Ok(taken)
    }

    /// A length digit, then as many digits and `plus` more.
    pub(super) fn take_counted(&mut self, field: &Counted) -> Result<&'a str, LintError> {
        let length = self.take_digit(&field.length)?;
        self.take_digits(length + field.plus, field.truncated)
    }

    /// A company prefix. Where a length of 9 is allowed, it stands for “the same company”.
    pub(super) fn take_company(&mut self, field: &Counted) -> Checked {
        if field.length.allowed.contains('9') && self.take_option('9') {
            return Ok(());
        }
        let prefix = self.take_counted(field)?;
        gcp::at_first(prefix).map_err(|error| self.error_behind(prefix.len(), error.code))
    }

    pub(super) fn take_requirement(&mut self, field: &Requirement) -> Checked {
        self.take_counted(&field.text)?;
        self.take_digit(&field.code)?;
        self.take_digits(3, field.family_truncated).map(drop)
    }

    pub(super) fn take_date(&mut self, field: &Date) -> Result<&'a str, LintError> {
        let text = self.take_digits(6, field.short)?;
        date::yymmdd(text).map_err(|_| self.error_behind(6, field.invalid))?;
        Ok(text)
    }

    /// Nothing is left.
    pub(super) fn expect_end(&self) -> Checked {
        match self.rest() {
            "" => Ok(()),
            _ => Err(self.error_ahead(LintCode::CouponExcessData)),
        }
    }
}
