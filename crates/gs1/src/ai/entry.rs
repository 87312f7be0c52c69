//! One row of the table.

use crate::lint::Linter;

/// What kind of characters a component holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// `N`: digits.
    Digits,
    /// `X`: CSET 82.
    Cset82,
    /// `Y`: CSET 39.
    Cset39,
    /// `Z`: base64url with optional padding.
    Cset64,
}

impl Charset {
    /// The letter of the General Specifications.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Digits => 'N',
            Self::Cset82 => 'X',
            Self::Cset39 => 'Y',
            Self::Cset64 => 'Z',
        }
    }

    /// The name of the check that every component of this kind passes first.
    #[must_use]
    pub const fn linter_name(self) -> &'static str {
        match self {
            Self::Digits => "csetnumeric",
            Self::Cset82 => "cset82",
            Self::Cset39 => "cset39",
            Self::Cset64 => "cset64",
        }
    }
}

/// A part of a value.
#[derive(Debug, Clone)]
pub struct Component {
    /// What characters it holds.
    pub charset: Charset,
    /// The least number of characters.
    pub min: usize,
    /// The greatest number of characters.
    pub max: usize,
    /// May be absent, with everything after it.
    pub optional: bool,
    /// The checks it passes, that of its character set first.
    pub linters: Vec<Linter>,
}

/// An Application Identifier.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Two to four digits; empty for the stand-in of an unknown AI.
    pub ai: String,
    /// Data title of the General Specifications, such as `BATCH/LOT`.
    pub title: &'static str,
    /// Has a length set by its first two digits, so no separator follows.
    pub predefined: bool,
    /// May be an attribute (query parameter) of a Digital Link.
    pub attribute: bool,
    /// The parts of its value, in order.
    pub components: Vec<Component>,
    /// Every rule must hold: one of its alternatives, all AIs of which are present. `n` in a
    /// pattern stands for any digit.
    pub requires: Vec<Vec<Vec<&'static str>>>,
    /// Patterns of AIs that may not stand beside it.
    pub excludes: Vec<&'static str>,
    /// As a primary key of Digital Links: alternative sequences of optional qualifiers.
    pub paths: Option<Vec<Vec<&'static str>>>,
    /// The word for it in Digital Link paths of old.
    pub alias: Option<&'static str>,
}

impl Entry {
    /// Whether the table knows this AI (the alternative is [`crate::Options::permit_unknown_ais`]).
    #[must_use]
    pub fn is_known(&self) -> bool {
        !self.ai.is_empty()
    }

    /// The least number of characters a value may have.
    #[must_use]
    pub fn min_length(&self) -> usize {
        self.components
            .iter()
            .filter(|part| !part.optional)
            .map(|part| part.min)
            .sum()
    }

    /// The greatest number of characters a value may have.
    #[must_use]
    pub fn max_length(&self) -> usize {
        self.components.iter().map(|part| part.max).sum()
    }
}
