//! Two marks on one place: a template's mistake that only shows with some data.

use super::error;
use crate::display::{DisplayList, Item};
use crate::finding::Finding;
use crate::geometry::{Area, Um};

/// The first two marks that overlap.
pub(super) fn finding(list: &DisplayList) -> Option<Finding> {
    let inks: Vec<Area> = list.items().map(Item::area).collect();
    for (n, a) in inks.iter().enumerate() {
        // Two runs of one line touch at a space; a micrometre of rounding is no overlap.
        let less = a.grown(Um(-1));
        if let Some(b) = inks.iter().skip(n + 1).find(|b| less.overlaps(**b)) {
            return Some(error("marks_overlap", None).at(*a).at(*b));
        }
    }
    None
}
