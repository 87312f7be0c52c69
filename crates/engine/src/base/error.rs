//! The one error that crosses to the window and the command line: a code that locale files turn into a sentence that says what to do,
//! its arguments, and the raw detail behind "technical details". The UI branches on `code`, never on text.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

/// An error a person can meet. `code` is the key `errors.{code}` of `assets/locales/{vi,en}/errors.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct AppError {
    /// Stable code, `snake_case`.
    pub code: String,
    /// Values for the sentence's `{placeholders}`.
    pub args: BTreeMap<String, String>,
    /// What the machine said; never a secret.
    pub detail: String,
}

/// Result of every use case.
pub type Result<T> = std::result::Result<T, AppError>;

impl AppError {
    /// An error with no arguments.
    pub fn new(code: &str, detail: impl ToString) -> Self {
        Self {
            code: code.to_owned(),
            args: BTreeMap::new(),
            detail: detail.to_string(),
        }
    }

    /// Adds a value for `{name}` of the sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}
