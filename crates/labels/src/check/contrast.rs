//! Black codes on coloured paper: scanners see by red light.

use super::{error, warning};
use crate::display::{DisplayList, Item};
use crate::finding::Finding;
use crate::law::law;
use crate::paper::Sheet;

pub(super) fn findings(sheet: &Sheet, list: &DisplayList) -> Option<Finding> {
    let (paper, law) = (sheet.paper?, &law()?.codes.contrast);
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
        error("paper_too_dark", None).arg("least", law.least_percent)
    } else {
        warning("paper_dark", None).arg("least", law.good_percent)
    };
    finding.places = places;
    Some(finding.arg("contrast", percent).arg("source", &law.source))
}
