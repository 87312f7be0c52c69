//! Codes: modules and bars as large as scanners need, quiet zones empty.

use super::{error_on, note_on, warning_on};
use crate::display::{Bars, DisplayList, Item, Modules, Square};
use crate::finding::Finding;
use crate::geometry::{Area, Um};
use crate::law::{Codes, label_law};
use crate::symbology::Symbology;

pub(super) fn code_findings(list: &DisplayList) -> Vec<Finding> {
    let Some(law) = label_law() else {
        return Vec::new();
    };
    let squares = list.square_codes().flat_map(|code| {
        let small = below_retail(code, &law.codes).into_iter();
        small.chain(crowded_square(list, code))
    });
    let bars = list.linear_codes().flat_map(|bars| {
        let sizes = [
            narrow_bars(bars, &law.codes),
            low_bars(bars, &law.codes),
            wide_bars(bars, &law.codes),
            crowded_bars(list, bars),
        ];
        sizes.into_iter().flatten()
    });
    squares.chain(bars).collect()
}

fn below_retail(code: &Modules, law: &Codes) -> Option<Finding> {
    let is_small = matches!(code.square, Square::Qr { .. }) && code.module < law.retail_module;
    is_small.then(|| {
        note_on("module_below_retail", Some(code.square.field()))
            .with_arg("module_mm", code.module.to_mm())
            .with_arg("retail_mm", law.retail_module.to_mm())
            .at_place(code.area())
    })
}

fn crowded_square(list: &DisplayList, code: &Modules) -> Option<Finding> {
    let quiet = code.with_quiet_zone();
    let name = match code.square {
        Square::Qr { .. } => "labels.code.qr",
        Square::DataMatrix => "labels.code.datamatrix",
    };
    is_crowded(
        list,
        quiet,
        |item| matches!(item, Item::Modules(own) if own == code),
    )
    .then(|| {
        error_on("quiet_zone", Some(code.square.field()))
            .with_arg("code", name)
            .with_arg("quiet_mm", (quiet.right() - code.area().right()).to_mm())
            .at_place(quiet)
    })
}

fn narrow_bars(bars: &Bars, law: &Codes) -> Option<Finding> {
    let least = match bars.symbology {
        Symbology::Ean => law.ean.least_module,
        Symbology::Gs1128 => law.gs1_128.least_module,
    };
    (bars.module < least).then(|| {
        warning_on("barcode_below_minimum", Some(bars.field))
            .with_arg("source", &law.source)
            .with_arg("module_mm", bars.module.to_mm())
            .with_arg("least_mm", least.to_mm())
            .at_place(bars.area)
    })
}

/// Lower bars are read, but only by a hand that holds the scanner straight.
fn low_bars(bars: &Bars, law: &Codes) -> Option<Finding> {
    let least = match bars.symbology {
        Symbology::Gs1128 => law.gs1_128.least_height,
        Symbology::Ean => {
            let height = if bars.is_ean8() {
                law.ean.height_of_eight_digits
            } else {
                law.ean.height
            };
            let long = i64::from(height.0) * i64::from(bars.module.0);
            Um((long / i64::from(law.ean.module.0.max(1))) as i32)
        }
    };
    (bars.area.h < least).then(|| {
        warning_on("barcode_low", Some(bars.field))
            .with_arg("source", &law.source)
            .with_arg("height_mm", bars.area.h.snapped_down(Um(10)).to_mm())
            .with_arg("least_mm", least.snapped_down(Um(10)).to_mm())
            .at_place(bars.area)
    })
}

fn wide_bars(bars: &Bars, law: &Codes) -> Option<Finding> {
    let (width, most) = (bars.with_quiet_zones().w, law.gs1_128.most_width);
    (bars.symbology == Symbology::Gs1128 && width > most).then(|| {
        warning_on("barcode_wide", Some(bars.field))
            .with_arg("source", &law.source)
            .with_arg("width_mm", width.to_mm())
            .with_arg("most_mm", most.to_mm())
            .at_place(bars.area)
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
        error_on("bars_quiet_zone", Some(bars.field))
            .with_arg("quiet_mm", (bars.area.x - quiet.x).to_mm())
            .at_place(quiet)
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
