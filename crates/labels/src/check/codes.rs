//! Codes: modules large enough, quiet zones empty.

use super::{error, note};
use crate::data::Field;
use crate::display::{DisplayList, Item, Modules};
use crate::finding::Finding;
use crate::geometry::{Area, Um};
use crate::law::law;
use crate::layout::with_quiet_zone;

pub(super) fn findings(list: &DisplayList) -> Vec<Finding> {
    list.codes()
        .flat_map(|code| small(code).into_iter().chain(crowded(list, code)))
        .collect()
}

fn small(code: &Modules) -> Option<Finding> {
    let retail = law()?.codes.retail_module;
    (code.module < retail).then(|| {
        note("module_below_retail", Some(Field::Link))
            .arg("module_mm", code.module.to_mm())
            .arg("retail_mm", retail.to_mm())
    })
}

fn crowded(list: &DisplayList, code: &Modules) -> Option<Finding> {
    let quiet = with_quiet_zone(code);
    let face = Area {
        x: Um(0),
        y: Um(0),
        w: list.width,
        h: list.height,
    };
    let intruded = list.items().any(|item| match item {
        Item::Text(run) => run.ink().overlaps(quiet),
        Item::Rule(rule) => rule.area.overlaps(quiet),
        Item::Modules(other) => other != code && other.area().overlaps(quiet),
    });
    (intruded || !face.contains(quiet)).then(|| {
        error("quiet_zone", Some(Field::Link))
            .arg("quiet_mm", (quiet.right() - code.area().right()).to_mm())
    })
}
