//! What the exchange of changes answers.

use serde::Serialize;

/// What was written for another computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Records in the file.
    pub records: u32,
}

/// What became of another computer's changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Merged {
    /// Records that were new here.
    pub taken: u32,
    /// Records that were here already.
    pub already_there: u32,
    /// Codes of the lots that are to review now and were not before.
    pub to_review: Vec<String>,
}
