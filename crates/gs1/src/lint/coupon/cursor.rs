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
        self.data.get(self.at..).unwrap_or_default()
    }

    /// An error about the last `length` digits read.
    pub(super) fn behind(&self, length: usize, code: LintCode) -> LintError {
        LintError::new(code, self.at.saturating_sub(length)..self.at)
    }

    /// An error about what is left; where nothing is left to point at, about the whole.
    fn ahead(&self, code: LintCode) -> LintError {
        match self.rest() {
            "" => LintError::whole(code, self.data),
            _ => LintError::new(code, self.at..self.data.len()),
        }
    }

    /// Whether the optional field that `digit` announces comes next.
    pub(super) fn option(&mut self, digit: char) -> bool {
        let found = self.rest().starts_with(digit);
        self.at += usize::from(found);
        found
    }

    /// One digit out of a few.
    pub(super) fn digit(&mut self, field: &Digit) -> Result<usize, LintError> {
        let first = self.rest().chars().next();
        let found = first.ok_or_else(|| self.ahead(field.missing))?;
        self.at += 1;
        let value = found.to_digit(10).filter(|_| field.allowed.contains(found));
        let value = value.ok_or_else(|| self.behind(1, field.invalid))?;
        Ok(value as usize)
    }

    /// `length` digits.
    pub(super) fn take(
        &mut self,
        length: usize,
        truncated: LintCode,
    ) -> Result<&'a str, LintError> {
        let taken = self.rest().get(..length);
        let taken = taken.ok_or_else(|| self.ahead(truncated))?;
        self.at += length;
        Ok(taken)
    }

    /// A length digit, then as many digits and `plus` more.
    pub(super) fn counted(&mut self, field: &Counted) -> Result<&'a str, LintError> {
        let length = self.digit(&field.length)?;
        self.take(length + field.plus, field.truncated)
    }

    /// A company prefix. Where a length of 9 is allowed, it stands for “the same company”.
    pub(super) fn company(&mut self, field: &Counted) -> Checked {
        if field.length.allowed.contains('9') && self.option('9') {
            return Ok(());
        }
        let prefix = self.counted(field)?;
        gcp::at_first(prefix).map_err(|error| self.behind(prefix.len(), error.code))
    }

    pub(super) fn requirement(&mut self, field: &Requirement) -> Checked {
        self.counted(&field.text)?;
        self.digit(&field.code)?;
        self.take(3, field.family_truncated).map(drop)
    }

    pub(super) fn date(&mut self, field: &Date) -> Result<&'a str, LintError> {
        let text = self.take(6, field.short)?;
        date::yymmdd(text).map_err(|_| self.behind(6, field.invalid))?;
        Ok(text)
    }

    /// Nothing is left.
    pub(super) fn end(&self) -> Checked {
        match self.rest() {
            "" => Ok(()),
            _ => Err(self.ahead(LintCode::CouponExcessData)),
        }
    }
}
