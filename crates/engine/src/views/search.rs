//! Search everywhere (Ctrl+K).

use serde::Serialize;
use ts_rs::TS;

/// One hit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Hit {
    /// `lot`, `product`, `household`, `plot`.
    pub kind: String,
    /// Record id.
    pub id: String,
    /// First line.
    pub title: String,
    /// Second line.
    pub subtitle: String,
    /// A lot's first harvest date, ISO; the reader writes it their way.
    pub date: Option<String>,
}
