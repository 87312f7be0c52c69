//! Linear codes: EAN-13, EAN-8 and GS1-128, as widths of bars and spaces.

mod code128;
mod ean;

pub(crate) use code128::{MOST, gs1_128};
pub(crate) use ean::ean_symbol;

/// A linear code without its quiet zones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Linear {
    /// Widths in modules: bar, space, bar … bar.
    pub widths: Vec<u8>,
    /// Modules that must stay empty left and right.
    pub quiet: [u8; 2],
}

impl Linear {
    /// Modules from the first bar to the end of the last.
    pub fn modules(&self) -> i32 {
        self.widths.iter().map(|width| i32::from(*width)).sum()
    }
}

/// The digits of a pattern's widths.
fn pattern_widths(pattern: &str) -> impl DoubleEndedIterator<Item = u8> {
    pattern.bytes().map(|digit| digit.wrapping_sub(b'0'))
}
