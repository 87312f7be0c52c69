//! A workbook as it lies on the disk: its container, its sheets, its cells.

pub(crate) mod container;
pub(crate) mod workbook;
