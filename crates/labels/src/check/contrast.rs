//! Black codes on coloured paper: scanners see by red light.

use super::{error_on, warning_on};
use crate::display::{DisplayList, Item};
use crate::finding::Finding;
use crate::law::label_law;
use crate::paper::Sheet;

pub(super) fn contrast_findings(sheet: &Sheet, list: &DisplayList) -> Option<Finding> {
    let (paper, law) = (sheet.paper?, &label_law()?.codes.contrast);
    let percent = paper.red_reflectance();
    let codes = list.items().filter_map(|item| match item {
        Item::Modules(code) => Some(code.area()),
        Item::Bars(bars) => Some(bars.area),
        _ => None,
    });
    let places: Vec<_> = codes.collect();
    if percent >= law.good_percent || places.is_empty() {
        return None;
    }
    let mut finding = if percent < law.least_percent {
        error_on("paper_too_dark", None).with_arg("least", law.least_percent)
    } else {
        warning_on("paper_dark", None).with_arg("least", law.good_percent)
    };
    finding.places = places;
    Some(
        finding
            .with_arg("contrast", percent)
            .with_arg("source", &law.source),
    )
}
