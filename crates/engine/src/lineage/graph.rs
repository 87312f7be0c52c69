//! What is tied to what, gathered by step, so that a step that is met twice counts once.

use std::collections::{BTreeMap, BTreeSet};

use super::source_rows::Source;
use super::tend_rows::InputUse;
use super::way_out_rows::GoneOut;

/// A record by this file's number, and what it was to a lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    Lot(i64),
    Plot(i64),
    Household(i64),
    Supplier(i64),
    Buyer(i64),
    Market(i64),
}

/// What stands in the place of a step where goods lie and none took them.
const LYING: i64 = 0;

/// Base units by the steps that moved them.
type BySteps = BTreeMap<i64, i64>;

/// Ties, and what went along each.
#[derive(Debug, Default)]
pub(super) struct Graph {
    ties: BTreeMap<(Tie, Tie), BySteps>,
    /// Lots that were used up on plots and live lots.
    inputs: BTreeSet<i64>,
}

/// A tie with its sum.
pub(super) struct Summed {
    pub from: Tie,
    pub to: Tie,
    pub amount: i128,
    /// The only step, where there is one.
    pub step: Option<i64>,
}

impl Graph {
    pub fn add(&mut self, from: Tie, to: Tie, step: i64, amount: i64) {
        if from != to {
            self.ties
                .entry((from, to))
                .or_default()
                .insert(step, amount);
        }
    }

    /// Where it grew, and who gave it.
    pub fn add_source(&mut self, source: &Source) {
        self.add_grown(source);
        if let Some(party) = source.party {
            let (from, to) = (giver(source, party), Tie::Lot(source.lot));
            self.add(from, to, source.step, source.amount);
        }
    }

    /// Where it grew.
    pub fn add_grown(&mut self, source: &Source) {
        if let Some(plot) = source.plot {
            let (from, to) = (Tie::Plot(plot), Tie::Lot(source.lot));
            self.add(from, to, source.step, source.amount);
        }
    }

    pub fn add_use(&mut self, used: &InputUse) {
        let to = used.live.map(Tie::Lot).or(used.plot.map(Tie::Plot));
        if let Some(to) = to {
            self.inputs.insert(used.input);
            self.add(Tie::Lot(used.input), to, used.step, used.amount);
        }
    }

    /// To whom it went, and where it was sold: also at the place of what went to nobody who is named.
    pub fn add_gone(&mut self, gone: &GoneOut) {
        let lot = Tie::Lot(gone.lot);
        if let Some(party) = gone.party {
            self.add(lot, Tie::Buyer(party), gone.step, gone.amount);
        }
        if gone.is_retail || (gone.party.is_none() && gone.amount > 0) {
            self.add(lot, Tie::Market(gone.place), gone.step, gone.amount);
        }
    }

    pub fn add_lying(&mut self, lot: i64, place: i64, amount: i64) {
        self.add(Tie::Lot(lot), Tie::Market(place), LYING, amount);
    }

    pub fn is_input(&self, lot: i64) -> bool {
        self.inputs.contains(&lot)
    }

    /// Every tie along which something went; what was called off altogether never did.
    pub fn summed(&self) -> Vec<Summed> {
        let sums = self.ties.iter().map(|((from, to), steps)| {
            let mut named = steps.keys().copied();
            Summed {
                from: *from,
                to: *to,
                amount: steps.values().map(|amount| i128::from(*amount)).sum(),
                step: named
                    .next()
                    .filter(|step| *step != LYING && steps.len() == 1),
            }
        });
        sums.filter(|sum| sum.amount > 0).collect()
    }
}

/// Who gave what a step began: what is bought comes from a supplier, what is harvested from a household.
fn giver(source: &Source, party: i64) -> Tie {
    let bought = matches!(source.stage.as_str(), "buy" | "buy_input");
    match bought || source.party_kind == "supplier" {
        true => Tie::Supplier(party),
        false => Tie::Household(party),
    }
}
