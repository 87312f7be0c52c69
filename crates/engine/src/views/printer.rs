//! Printers: what a person read off the ruler page.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Four lengths on the ruler page, in micrometres: as it should be, or as read off paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RulerMarks {
    /// From the paper's left edge to the left line.
    pub left: i32,
    /// From the paper's top edge to the upper line.
    pub top: i32,
    /// From the left line to the right one.
    pub width: i32,
    /// From the upper line to the lower one.
    pub height: i32,
}

/// A printer that was taught on a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PrinterFit {
    /// What people call the printer.
    pub printer: String,
    /// Sheet id.
    pub sheet: String,
    /// What was read.
    pub read: RulerMarks,
}
