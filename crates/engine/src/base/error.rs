//! The one error that crosses to the window and the command line: a code that locale files turn into a sentence that says what to do,
//! its arguments, and the raw detail behind "technical details". The UI branches on `code`, never on text.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Arc;

use serde::Serialize;
use ts_rs::TS;

use super::code::Code;

/// An error a person can meet. `code` is the key `errors.{code}` of `assets/locales/{vi,en}/errors.json`.
#[derive(Debug, Clone, Serialize, TS, thiserror::Error)]
#[error("{code}: {detail}")]
pub struct AppError {
    /// Stable code.
    pub code: Code,
    /// Values for the sentence's `{placeholders}`.
    pub args: BTreeMap<String, String>,
    /// What the machine said; never a secret.
    pub detail: String,
    /// The error below, for logs and for callers that must know more than the code says.
    #[serde(skip)]
    #[ts(skip)]
    #[source]
    pub(crate) source: Option<Arc<dyn Error + Send + Sync>>,
}

/// Result of every use case.
pub type Result<T> = std::result::Result<T, AppError>;

/// Two errors are the same when a person is told the same.
impl PartialEq for AppError {
    fn eq(&self, other: &Self) -> bool {
        (self.code, &self.args, &self.detail) == (other.code, &other.args, &other.detail)
    }
}

impl Eq for AppError {}

impl AppError {
    /// An error with no arguments and none below it.
    pub fn new(code: Code, detail: impl ToString) -> Self {
        Self {
            code,
            args: BTreeMap::new(),
            detail: detail.to_string(),
            source: None,
        }
    }

    /// An error that another one caused, which is kept.
    pub fn of(code: Code, source: impl Error + Send + Sync + 'static) -> Self {
        Self {
            detail: source.to_string(),
            source: Some(Arc::new(source)),
            ..Self::new(code, "")
        }
    }

    /// Adds a value for `{name}` of the sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}
