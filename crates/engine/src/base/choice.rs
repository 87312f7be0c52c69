use serde::Serialize;
use ts_rs::TS;

/// Choices of a picker, from `assets/rules`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Choice {
    /// Code to store.
    pub code: String,
    /// Vietnamese label.
    pub vi: String,
    /// English label.
    pub en: String,
}
