//! Ledgers of many cooperatives: every mess of the same kinds, checked against what the generator knows to be true.

use std::collections::BTreeSet;
use std::path::Path;

use super::generator::{Truth, ledger};
use super::kit::{Coop, places};

fn check(seed: u64) {
    let coop = Coop::new();
    let (path, truth) = ledger(coop.dir.path(), seed, 120, 0);
    let report = coop.import(&path).unwrap();
    assert_eq!(
        places(&report.harvests.refused),
        truth.refused,
        "seed {seed}"
    );
    let counts = [
        &report.products,
        &report.households,
        &report.plots,
        &report.sprays,
        &report.harvests,
    ]
    .map(|c| c.added);
    assert_eq!(
        counts,
        [
            truth.products,
            truth.households,
            truth.plots,
            truth.sprays,
            truth.harvests
        ],
        "seed {seed}"
    );
    assert_eq!(
        report
            .products
            .warnings
            .iter()
            .filter(|w| w.field == "gtin")
            .count() as u32,
        truth.bad_gtins,
        "seed {seed}"
    );
    assert_eq!(
        (report.phi_conflicts, report.lots_added as usize),
        (truth.phi_conflicts, truth.lots.len()),
        "seed {seed}"
    );
    assert_eq!(coop.milligrams(), truth.milligrams, "seed {seed}");
    assert_eq!(
        coop.lots()
            .into_iter()
            .map(|l| l.lot)
            .collect::<BTreeSet<_>>(),
        truth.lots,
        "seed {seed}"
    );
    assert!(
        report.households.warnings.is_empty() && report.ignored_sheets.is_empty(),
        "seed {seed}: {:?} {:?}",
        report.households.warnings,
        report.ignored_sheets
    );
    check_again(&coop, &path, &truth, seed);
}

/// The same ledger once more adds nothing.
fn check_again(coop: &Coop, path: &Path, truth: &Truth, seed: u64) {
    let again = coop.import(path).unwrap();
    assert_eq!(
        (
            again.harvests.added,
            again.harvests.unchanged,
            again.sprays.unchanged,
            again.lots_added
        ),
        (0, truth.harvests, truth.sprays, 0),
        "seed {seed}"
    );
}

#[test]
fn ledgers_of_six_cooperatives() {
    (1..=6).for_each(check);
}

#[test]
fn ledgers_of_six_more_cooperatives() {
    (101..=106).for_each(check);
}
