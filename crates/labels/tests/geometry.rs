//! No shipped template stands in its own way, whatever the length of a link or a lot, on any paper that it is meant for
//! and at any resolution.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // tests, also their helpers

mod common;

use common::specimens::{named, sizes};
use nuong_labels::{Field, LabelData, Sheet, Template, Um, check, templates};
use std::collections::BTreeSet;

/// What only a template's own arrangement can be to blame for.
const OWN_FAULTS: [&str; 4] = [
    "quiet_zone",
    "bars_quiet_zone",
    "marks_overlap",
    "barcode_too_low",
];

/// Links from the shortest that a cooperative could have to one of a long domain, by the QR versions that they need.
const LINKS: [&str; 6] = [
    "HTTPS://NT.VN/A1",
    "https://nt.vn/62/B/1",
    "https://nt.vn/6200012345/BUP/BUP-2",
    "https://truyxuat.example.vn/6200012345/BUP/BUP-261024-2",
    "https://qr.txng.gov.vn/01/09520120070024/10/GAO-SC5-260902-1/21/00000012",
    "https://truyxuatnguongoc.hoptacxa-laichau.example.vn/01/09520120070024/10/GAO-SC5-260902-1/21/00000012",
];

const LOTS: [&str; 3] = ["1", "MDG-260902-1", "GAO-SC5-260902-12345"];

/// A laser printer's pages, and label printers of 203 and 300 dpi.
fn at_every_resolution(sheet: &Sheet) -> impl Iterator<Item = Sheet> {
    let dots = [Um(0), Um(125), Um(85)];
    dots.into_iter().map(|dot| Sheet {
        dot,
        ..sheet.clone()
    })
}

fn variants(data: &LabelData) -> impl Iterator<Item = LabelData> {
    let links = LINKS.map(|link| data.clone().with(Field::Link, link));
    let lots = LOTS.map(|lot| {
        let elements = format!("(01)09520120070000(15)280620(10){lot}");
        let data = data.clone().with(Field::Lot, lot);
        data.with(Field::Elements, &elements)
    });
    links.into_iter().chain(lots)
}

fn faults(template: &Template) -> BTreeSet<String> {
    let mut faults = BTreeSet::new();
    // Without any picture, and with all.
    let labels = ["usual", "rich"].map(|name| named(template, name));
    for sheet in sizes(template).iter().flat_map(at_every_resolution) {
        for data in labels.iter().flat_map(variants) {
            let findings = check(template, &sheet, &data).into_iter();
            for finding in findings.filter(|found| OWN_FAULTS.contains(&found.code)) {
                let place = format!("{} {} {}", template.id, sheet.id, sheet.dot.0);
                faults.insert(format!("{place}: {}", finding.code));
            }
        }
    }
    faults
}

#[test]
fn no_shipped_template_is_refused_by_its_own_geometry() {
    let faults: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = templates()
            .iter()
            .map(|template| scope.spawn(|| faults(template)))
            .collect();
        let faults = threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap());
        faults.collect()
    });
    assert_eq!(faults, [""; 0]);
}
