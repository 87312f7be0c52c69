//! Label papers: the shipped ones and those whose geometry a person typed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where labels lie on a page. Lengths in micrometres.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Geometry {
    /// Page width.
    pub page_width: i32,
    /// Page height.
    pub page_height: i32,
    /// Labels in a row.
    pub columns: u32,
    /// Rows on a page.
    pub rows: u32,
    /// Label width.
    pub label_width: i32,
    /// Label height.
    pub label_height: i32,
    /// Space between two labels of a row.
    pub gap_x: i32,
    /// Space between two rows.
    pub gap_y: i32,
    /// From the page's left edge to the first label.
    pub margin_left: i32,
    /// From the page's top edge to the first label.
    pub margin_top: i32,
    /// Size of one dot of the printer that this paper goes with; 0 for office printers.
    pub dot: i32,
}

/// A paper of a person's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Paper {
    /// Id; empty for a new one.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its geometry.
    pub geometry: Geometry,
}

/// A sheet for the picker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SheetChoice {
    /// Id.
    pub id: String,
    /// Vietnamese name.
    pub vi: String,
    /// English name.
    pub en: String,
    /// True for a person's own, which can be changed.
    pub own: bool,
    /// Its geometry.
    pub geometry: Geometry,
}
