//! GS1 identification keys that the product uses: GTIN, GLN, SSCC.
//!
//! A key that exists is a key whose length and check digit are right; nothing else can be built.

mod gln;
mod gtin;
mod sscc;

pub use gln::Gln;
pub use gtin::Gtin;
pub use sscc::Sscc;

use crate::check_digit;

/// Why text is not the GS1 key it was read as.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// No text at all.
    #[error("the {key} is empty")]
    Empty {
        /// The name of the key: GTIN, GLN or SSCC.
        key: &'static str,
    },
    /// A character that is not an ASCII digit.
    #[error("the {key} holds {found:?}, which is not a digit")]
    NotADigit {
        /// The name of the key.
        key: &'static str,
        /// The first such character.
        found: char,
    },
    /// The wrong number of digits.
    #[error("the {key} has {found} digits; it needs {expected}")]
    WrongLength {
        /// The name of the key.
        key: &'static str,
        /// How many digits there are.
        found: usize,
        /// How many there may be, in words.
        expected: &'static str,
    },
    /// The last digit does not follow from the others.
    #[error("the check digit of the {key} is {found}; it should be {expected}")]
    WrongCheckDigit {
        /// The name of the key.
        key: &'static str,
        /// The digit that stands there.
        found: char,
        /// The digit that belongs there.
        expected: u32,
    },
}

impl KeyError {
    /// A stable name for programs: `EMPTY_KEY`, `NON_DIGIT_CHARACTER`, `WRONG_LENGTH`,
    /// `WRONG_CHECK_DIGIT`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "EMPTY_KEY",
            Self::NotADigit { .. } => "NON_DIGIT_CHARACTER",
            Self::WrongLength { .. } => "WRONG_LENGTH",
            Self::WrongCheckDigit { .. } => "WRONG_CHECK_DIGIT",
        }
    }
}

/// Checks digits, length and check digit of `text`.
fn check_key(
    key: &'static str,
    text: &str,
    lengths: &[usize],
    expected: &'static str,
) -> Result<(), KeyError> {
    if text.is_empty() {
        return Err(KeyError::Empty { key });
    }
    if let Some(found) = text.chars().find(|c| !c.is_ascii_digit()) {
        return Err(KeyError::NotADigit { key, found });
    }
    if !lengths.contains(&text.len()) {
        return Err(KeyError::WrongLength {
            key,
            found: text.len(),
            expected,
        });
    }
    check_last(key, text)
}

fn check_last(key: &'static str, text: &str) -> Result<(), KeyError> {
    let mut body = text.chars();
    let last = body.next_back();
    match (last, check_digit::compute_check_digit(body.as_str())) {
        (Some(found), Some(expected)) if found.to_digit(10) != Some(expected) => {
            Err(KeyError::WrongCheckDigit {
                key,
                found,
                expected,
            })
        }
        _ => Ok(()),
    }
}

/// The trait implementations that every key shares: text in, text out.
macro_rules! text_key {
    ($key:ident) => {
        impl std::fmt::Display for $key {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $key {
            type Err = crate::keys::KeyError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl AsRef<str> for $key {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl serde::Serialize for $key {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $key {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}
use text_key;
