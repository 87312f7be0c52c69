//! Histories of thousands of lots, made by chance, with corrections and voids among them: a trace says what a walk by hand would.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::naive::{Naive, Node};
use crate::App;
use crate::entry::tests::kit::*;
use crate::entry::view::Anyway;
use crate::lineage::view::TraceWay;

/// A chance that is the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    fn day(&mut self) -> String {
        let day = jiff::civil::date(2024, 1, 1)
            + jiff::Span::new().days(i64::try_from(self.below(900)).unwrap());
        day.to_string()
    }
}

/// A history as it grows: what there is of each lot, in kg.
struct History {
    chance: Chance,
    lots: Vec<(String, usize)>,
}

impl History {
    fn new_lot(&mut self, kg: usize) -> String {
        let code = format!("L{}", self.lots.len());
        self.lots.push((code.clone(), kg));
        code
    }

    /// Some of a lot that has some, among the latest ones more often: deep histories, not wide ones.
    fn take(&mut self) -> Option<(String, usize)> {
        let from = self
            .lots
            .len()
            .saturating_sub(if self.chance.below(3) == 0 { 4000 } else { 60 });
        let i = from + self.chance.below(self.lots.len() - from);
        let there = self.lots[i].1;
        let kg = 1 + self.chance.below(there.max(1));
        self.lots[i].1 = there.checked_sub(kg)?;
        Some((self.lots[i].0.clone(), kg))
    }

    fn next_step(&mut self) -> Value {
        let day = self.chance.day();
        let plot = *self.chance.one(&["T-07", "T-08", "T-09"]);
        match self.chance.below(12) {
            0..=2 => self.intake(&day, plot),
            3..=5 => self.split(&day),
            6..=8 => self.merge(&day),
            9 => self.away(json!({"stage": "ship", "day": day, "party": "DL1"})),
            10 => self.away(json!({"stage": "sell", "day": day, "place": "KHO"})),
            // Anything may be put on a plot, compost too.
            _ => self.away(json!({"stage": "fertilise", "day": day, "place": plot})),
        }
    }

    fn intake(&mut self, day: &str, plot: &str) -> Value {
        let kg = 200 + self.chance.below(800);
        let (lot, party) = (self.new_lot(kg), *self.chance.one(&["H01", "H02"]));
        let mut step =
            json!({"stage": "intake", "day": day, "party": party, "lines": [out(&lot, kg)]});
        if self.chance.below(4) > 0 {
            step["origin"] = json!(plot);
        }
        step
    }

    fn away(&mut self, mut step: Value) -> Value {
        match self.take() {
            Some((lot, kg)) => {
                step["lines"] = json!([taken(&lot, kg)]);
                step
            }
            None => self.intake("2024-05-05", "T-07"),
        }
    }

    fn split(&mut self, day: &str) -> Value {
        let Some((lot, kg)) = self.take().filter(|(_, kg)| *kg > 2) else {
            return self.intake(day, "T-08");
        };
        let one = 1 + self.chance.below(kg - 1);
        let (a, b) = (self.new_lot(one), self.new_lot(kg - one));
        json!({"stage": "split", "day": day, "lines": [taken(&lot, kg), out(&a, one), out(&b, kg - one)]})
    }

    fn merge(&mut self, day: &str) -> Value {
        let mut from = std::collections::BTreeMap::new();
        for _ in 0..2 + self.chance.below(3) {
            if let Some((lot, kg)) = self.take() {
                *from.entry(lot).or_insert(0) += kg;
            }
        }
        if from.is_empty() {
            return self.intake(day, "T-09");
        }
        let kg = from.values().sum();
        let into = self.new_lot(kg);
        let mut lines: Vec<Value> = from.iter().map(|(lot, kg)| taken(lot, *kg)).collect();
        lines.push(out(&into, kg));
        json!({"stage": "merge", "day": day, "lines": lines})
    }
}

fn taken(lot: &str, kg: usize) -> Value {
    json!({"role": "in", "lot": lot, "quantity": kg, "place": "KHO"})
}

fn out(lot: &str, kg: usize) -> Value {
    json!({"role": "out", "lot": lot, "product": "TUOI", "quantity": kg, "unit": "kg", "place": "KHO"})
}

/// A history in the data file, of at least so many lots; then some of it is corrected or voided, and new turns close what they may.
fn history(seed: u64, lots: usize) -> (tempfile::TempDir, App, Vec<String>) {
    let (dir, app) = desk();
    let plots = json!([{"code": "T-08", "name": "", "kind": "plot"}, {"code": "T-09", "name": "", "kind": "plot"}]);
    app.put_places(&plots.to_string()).unwrap();
    let mut history = History {
        chance: Chance(seed),
        lots: Vec::new(),
    };
    history.lots.push(("L0".to_owned(), 0));
    let mut entered = Vec::new();
    while history.lots.len() < lots {
        let steps: Vec<Value> = (0..200).map(|_| history.next_step()).collect();
        let ids = add(&app, json!(steps)).unwrap();
        entered.extend(ids.into_iter().map(|step| step.id).zip(steps));
    }
    let mut chance = Chance(seed + 1);
    for _ in 0..lots / 10 {
        let (id, step) = chance.one(&entered).clone();
        change(&app, &mut chance, &id, step, &history.lots);
    }
    (
        dir,
        app,
        history
            .lots
            .into_iter()
            .map(|(lot, _)| lot)
            .skip(1)
            .collect(),
    )
}

/// What is refused, because later steps took of it or a circle would close, stays as it was.
fn change(app: &App, chance: &mut Chance, id: &str, mut step: Value, lots: &[(String, usize)]) {
    let why = Anyway {
        anyway: chance.below(2) == 0,
        reason: "nhầm".into(),
    };
    if chance.below(3) == 0 {
        drop(app.void_step(id, "Lan", &why, "vi"));
        return;
    }
    let lines = step["lines"].as_array_mut().unwrap();
    let line = chance.below(lines.len());
    lines[line]["lot"] = json!(chance.one(lots).0);
    drop(app.correct_step(id, &step.to_string(), "Lan", &why, "vi"));
}

fn traced(app: &App, lot: &str, way: TraceWay) -> BTreeSet<Node> {
    let nodes = app.trace_lot(lot, way).unwrap().nodes.into_iter();
    nodes.map(|node| (node.kind, node.label)).collect()
}

fn compare(seed: u64, lots: usize, seeds: usize) -> (usize, usize) {
    let (_dir, app, known) = history(seed, lots);
    let naive = Naive::of_app(&app);
    let mut chance = Chance(seed + 2);
    let (mut most, mut dead) = (0, 0);
    for i in 0..seeds {
        let lot = if i == 0 {
            &known[0]
        } else {
            chance.one(&known)
        };
        let Ok(_) = app.trace_lot(lot, TraceWay::Both) else {
            dead += 1;
            continue;
        };
        for (way, forward) in [(TraceWay::Forward, true), (TraceWay::Backward, false)] {
            let (ours, theirs) = (traced(&app, lot, way), naive.nodes(lot, forward));
            most = most.max(ours.len());
            let differ: Vec<&Node> = ours.symmetric_difference(&theirs).collect();
            assert!(differ.is_empty(), "seed {seed}, {lot} {way:?}: {differ:?}");
        }
    }
    assert!(dead < seeds / 2);
    (known.len(), most)
}

#[test]
fn a_trace_is_what_a_walk_by_hand_finds() {
    for seed in 1..6 {
        compare(seed, 120, 40);
    }
}

#[test]
fn so_it_is_with_thousands_of_lots() {
    let (lots, most) = compare(77, 3_000, 24);
    println!("{lots} lots, the widest trace has {most} nodes");
    assert!(lots >= 3_000 && most > 1_000, "{lots} {most}");
}
