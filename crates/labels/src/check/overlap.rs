//! Two marks on one place: a template's mistake that only shows with some data.

use super::error_on;
use crate::display::{DisplayList, Item, Square};
use crate::finding::Finding;
use crate::geometry::{Area, Um};

/// The first two marks that overlap.
pub(super) fn overlap_finding(list: &DisplayList) -> Option<Finding> {
    let inks: Vec<(Area, &Item)> = list.items().map(|item| (item.area(), item)).collect();
    for (n, (a, item)) in inks.iter().enumerate() {
        // Two runs of one line touch at a space; a micrometre of rounding is no overlap.
        let less = a.grown(Um(-1));
        let other = inks.iter().skip(n + 1).find(|(b, _)| less.overlaps(*b));
        if let Some((b, other)) = other {
            let found = error_on("marks_overlap", None)
                .with_arg("first", name_of(item))
                .with_arg("second", name_of(other));
            return Some(found.at_place(*a).at_place(*b));
        }
    }
    None
}

/// What a person sees there: its first letters, or what it is.
fn name_of(item: &Item) -> String {
    let key = match item {
        Item::Text(run) => return format!("“{}”", run.text.chars().take(24).collect::<String>()),
        Item::Modules(code) => match code.square {
            Square::Qr { .. } => "labels.code.qr",
            Square::DataMatrix => "labels.code.datamatrix",
        },
        Item::Bars(_) => "labels.code.bars",
        Item::Picture(_) => "labels.part.picture",
        Item::Rule(_) => "labels.part.rule",
        Item::Shape(_) => "labels.part.stars",
    };
    key.to_owned()
}
