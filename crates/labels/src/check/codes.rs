//! Codes: modules large enough, quiet zones empty.

use super::{error, note};
use crate::display::{Bars, DisplayList, Item, Modules};
use crate::finding::Finding;
use crate::geometry::{Area, Um};
use crate::law::law;
use crate::template::Symbology;

pub(super) fn findings(list: &DisplayList) -> Vec<Finding> {
    let squares = list
        .codes()
        .flat_map(|code| small(code).into_iter().chain(crowded(list, code)));
    let bars = list.bars().flat_map(|bars| {
        let narrow = narrow(bars).into_iter();
        narrow.chain(crowded_bars(list, bars))
    });
    squares.chain(bars).collect()
}

fn small(code: &Modules) -> Option<Finding> {
    let retail = law()?.codes.retail_module;
    (code.module < retail).then(|| {
        note("module_below_retail", Some(code.square.field()))
            .arg("module_mm", code.module.to_mm())
            .arg("retail_mm", retail.to_mm())
    })
}

fn crowded(list: &DisplayList, code: &Modules) -> Option<Finding> {
    let quiet = code.with_quiet_zone();
    is_crowded(
        list,
        quiet,
        |item| matches!(item, Item::Modules(own) if own == code),
    )
    .then(|| {
        error("quiet_zone", Some(code.square.field()))
            .arg("quiet_mm", (quiet.right() - code.area().right()).to_mm())
    })
}

/// The standard's least module: GS1 General Specifications, 5.12.3.
fn narrow(bars: &Bars) -> Option<Finding> {
    let codes = &law()?.codes;
    let least = match bars.symbology {
        Symbology::Ean => codes.least_ean_module,
        Symbology::Gs1128 => codes.least_gs1_128_module,
    };
    (bars.module < least).then(|| {
        error("barcode_below_minimum", Some(bars.field))
            .arg("module_mm", bars.module.to_mm())
            .arg("least_mm", least.to_mm())
    })
}

fn crowded_bars(list: &DisplayList, bars: &Bars) -> Option<Finding> {
    let quiet = bars.with_quiet_zones();
    is_crowded(
        list,
        quiet,
        |item| matches!(item, Item::Bars(own) if own == bars),
    )
    .then(|| {
        error("bars_quiet_zone", Some(bars.field)).arg("quiet_mm", (bars.area.x - quiet.x).to_mm())
    })
}

/// Whether another mark, or the label's edge, comes into a code's space.
fn is_crowded(list: &DisplayList, quiet: Area, is_own: impl Fn(&Item) -> bool) -> bool {
    let face = Area {
        x: Um(0),
        y: Um(0),
        w: list.width,
        h: list.height,
    };
    let others = list.items().filter(|item| !is_own(item));
    !face.contains(quiet) || others.map(Item::area).any(|area| area.overlaps(quiet))
}
