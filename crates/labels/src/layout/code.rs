//! A QR code in its box: whole micrometres a module, whole printer dots where the printer is known, quiet zone kept.

use super::Outcome;
use crate::data::{Field, LabelData};
use crate::display::{Drawn, Item, Modules};
use crate::finding::{Finding, Severity};
use crate::geometry::{Area, Um};
use crate::law::law;
use crate::qr::{Matrix, symbol};
use crate::template::{Align, QrBox, Valign};
use std::sync::Arc;

/// Modules of quiet zone that ISO/IEC 18004 asks on every side of a QR code.
const QUIET: i32 = 4;

pub(super) fn place(qr: &QrBox, area: Area, label: Area, dot: Um, data: &LabelData) -> Outcome {
    let link = data.get(Field::Link).unwrap_or_default();
    let error = |code| Finding::new(Severity::Error, code, Some(Field::Link));
    if link.is_empty() {
        return outcome(None, Some(error("link_missing")));
    }
    let strange: String = link
        .chars()
        .filter(|c| !c.is_ascii_graphic())
        .take(10)
        .collect();
    if !strange.is_empty() {
        return outcome(None, Some(error("link_letters").arg("letters", strange)));
    }
    let Some(symbol) = symbol(link) else {
        return outcome(
            None,
            Some(error("code_too_long").arg("length", link.chars().count())),
        );
    };
    let largest = largest_module(&symbol, area, label);
    let module = largest.snapped_down(dot);
    let least = law().map_or(Um(1), |law| law.codes.least_module);
    if module < least {
        let dense = error("code_too_dense")
            .arg("module_mm", largest.to_mm())
            .arg("least_mm", least.to_mm());
        return outcome(None, Some(dense));
    }
    outcome(Some(stand(qr, area, dot, module, symbol)), None)
}

/// The largest module at which the code fits its box and its quiet zone does not leave the label.
fn largest_module(symbol: &Matrix, area: Area, label: Area) -> Um {
    let in_box = area.w.min(area.h).0 / i32::from(symbol.side());
    let around = [
        area.x - label.x,
        area.y - label.y,
        label.right() - area.right(),
        label.bottom() - area.bottom(),
    ];
    let quiet = around.into_iter().min().unwrap_or_default().0 / QUIET;
    Um(in_box.min(quiet))
}

/// The code and the space around it that must stay empty.
pub(crate) fn with_quiet_zone(modules: &Modules) -> Area {
    modules.area().grown(modules.module * QUIET)
}

fn stand(qr: &QrBox, area: Area, dot: Um, module: Um, matrix: Matrix) -> Modules {
    let side = module * i32::from(matrix.side());
    let x = match qr.align {
        Align::Left => area.x,
        Align::Center => area.x + Um((area.w - side).0 / 2),
        Align::Right => area.right() - side,
    };
    let y = match qr.valign {
        Valign::Top => area.y,
        Valign::Middle | Valign::Spread => area.y + Um((area.h - side).0 / 2),
        Valign::Bottom => area.bottom() - side,
    };
    Modules {
        x: x.snapped_down(dot),
        y: y.snapped_down(dot),
        module,
        matrix,
    }
}

fn outcome(modules: Option<Modules>, finding: Option<Finding>) -> Outcome {
    let clear = modules.as_ref().map(with_quiet_zone);
    let items = modules.into_iter().map(Item::Modules).collect();
    Outcome {
        drawn: vec![Arc::new(Drawn { items })],
        findings: finding.into_iter().collect(),
        clear,
    }
}
