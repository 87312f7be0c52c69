//! Checks on one component of an element string, named as in the GS1 Barcode Syntax Dictionary.
//!
//! A check takes text and says nothing, or a code and the span of the offending part (bytes, on
//! character boundaries). No check looks anything up outside this crate: a GS1 Company Prefix is
//! judged by its shape alone.

// Bottom-up: a module names only those above its own line; all of them name `LintError`.

// Reasons.
mod code;
// Character sets.
mod charset;
// Runs of digits.
mod digits;
// Pieces of a total.
mod pieces;
// Single marks and escapes.
mod marks;
// Codes of countries, currencies, packages.
mod codes;
// Check digits.
mod csum;
// Check characters.
mod csumalpha;
// Company prefixes.
mod gcp;
// Bank accounts.
mod iban;
// Hours and minutes.
mod time;
// Dates.
mod date;
// Coupons.
mod coupon;
// Every check by its name.
mod names;

use std::fmt;
use std::ops::Range;

pub use charset::{is_cset39, is_cset64, is_cset82};
pub use code::LintCode;

/// Where and why a check refused a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LintError {
    /// The reason.
    pub code: LintCode,
    /// The offending bytes of the checked text; empty where something is missing.
    pub span: Range<usize>,
}

impl LintError {
    fn new(code: LintCode, span: Range<usize>) -> Self {
        Self { code, span }
    }

    fn whole(code: LintCode, data: &str) -> Self {
        Self::new(code, 0..data.len())
    }

    /// The same error in a text that has `offset` bytes in front of the checked one.
    fn shifted(self, offset: usize) -> Self {
        let span = self.span.start + offset..self.span.end + offset;
        Self { span, ..self }
    }

    /// `data` with the offending part between `mark`s: `12*x*4`. Of another text than the checked one, what lies there.
    #[must_use]
    pub fn markup(&self, data: &str, mark: char) -> String {
        let before = data.get(..self.span.start).unwrap_or("");
        let part = data.get(self.span.clone()).unwrap_or("");
        let after = data.get(self.span.end..).unwrap_or("");
        format!("{before}{mark}{part}{mark}{after}")
    }
}

impl fmt::Display for LintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.code.fmt(f)
    }
}

impl std::error::Error for LintError {}

/// What a check answers.
pub type Checked = Result<(), LintError>;

/// A check as a function.
type Check = fn(&str) -> Checked;

/// A check by its name in the Syntax Dictionary.
#[derive(Clone, Copy)]
pub struct Linter {
    name: &'static str,
    check: Check,
}

impl Linter {
    /// The check called `name`, such as `csum`; `None` when there is no such check.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let found = names::LINTERS.iter().find(|(own, _)| *own == name);
        found.map(|&(name, check)| Self { name, check })
    }

    /// Its name in the Syntax Dictionary.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Runs the check.
    ///
    /// # Errors
    /// The code and the span of what is wrong.
    pub fn check(&self, data: &str) -> Checked {
        (self.check)(data)
    }
}

impl fmt::Debug for Linter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Linter").field(&self.name).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_marks_the_offending_part() {
        let error = LintError::new(LintCode::NonDigitCharacter, 2..3);
        assert_eq!(error.markup("12x4", '*'), "12*x*4");
    }

    #[test]
    fn every_linter_survives_any_length() {
        for (_, check) in names::LINTERS {
            for text in ["", "0", "9", "12é456", "000000000000", "%", "/", "ÿ", "1/"] {
                let _ = check(text);
            }
        }
    }
}
