//! The kinds of codes that labels carry, and how much of one may be lost.

use serde::{Deserialize, Serialize};

/// A linear code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Symbology {
    /// EAN-13, or EAN-8 for a GTIN of eight digits, always of a GTIN.
    #[serde(rename = "ean")]
    Ean,
    /// GS1-128, usually of several elements.
    #[serde(rename = "gs1_128")]
    Gs1128,
}

/// How much of a QR code may be lost: about 7, 15, 25 or 30 % (ISO/IEC 18004).
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Level {
    /// 7 %.
    L,
    /// 15 %.
    #[default]
    M,
    /// 25 %.
    Q,
    /// 30 %.
    H,
}

impl Level {
    /// Its letter.
    pub fn letter(self) -> char {
        match self {
            Level::L => 'L',
            Level::M => 'M',
            Level::Q => 'Q',
            Level::H => 'H',
        }
    }
}
