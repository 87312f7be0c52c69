//! A trace as one would make it by hand: every standing step as shells see it, a plain graph of them, and one node after the other.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::App;
use crate::step::view::{StepQuery, StepView};

/// Kind and code of a node; and ties between them.
pub type Node = (&'static str, String);

#[derive(Default)]
pub struct Naive {
    steps: Vec<StepView>,
    /// Steps in which a lot stands, or that happened on a plot.
    at: BTreeMap<String, Vec<usize>>,
}

const PLOTS: [&str; 3] = ["T-07", "T-08", "T-09"];

impl Naive {
    pub fn of_app(app: &App) -> Self {
        let query = StepQuery {
            standing: true,
            ..StepQuery::default()
        };
        let steps = app.steps(&query).unwrap();
        let mut at = BTreeMap::<String, Vec<usize>>::new();
        for (i, step) in steps.iter().enumerate() {
            let lots = step.lines.iter().map(|line| line.lot.clone());
            let places = [Some(step.place.clone()), step.origin.clone()];
            let all: BTreeSet<String> = lots.chain(places.into_iter().flatten()).collect();
            for name in all {
                at.entry(name).or_default().push(i);
            }
        }
        Self { steps, at }
    }

    fn steps_at(&self, name: &str) -> impl Iterator<Item = &StepView> {
        let found = self.at.get(name).into_iter().flatten();
        found.map(|i| &self.steps[*i])
    }

    /// Every node that belongs to a lot's trace.
    pub fn nodes(&self, seed: &str, forward: bool) -> BTreeSet<Node> {
        let mut lots = BTreeSet::from([seed.to_owned()]);
        let mut own = lots.clone();
        let mut nodes = BTreeSet::new();
        // Lots of the seed's own lineage first, so that it is known which are not.
        let mut turned = vec![seed.to_owned()];
        while let Some(lot) = turned.pop() {
            for next in self.over_turns(&lot, forward) {
                if own.insert(next.clone()) {
                    turned.push(next);
                }
            }
        }
        let (mut left, mut inputs) = (vec![seed.to_owned()], BTreeSet::new());
        while let Some(lot) = left.pop() {
            let mut next = self.over_turns(&lot, forward);
            match forward {
                true => self.outward(&lot, &mut nodes, &mut next, &mut inputs),
                false => self.inward(&lot, &mut nodes, &mut next, &mut inputs),
            }
            left.extend(next.into_iter().filter(|lot| lots.insert(lot.clone())));
        }
        let kind = |lot: &String| match inputs.contains(lot) && !own.contains(lot) {
            true => "input",
            false => "lot",
        };
        nodes.extend(lots.iter().map(|lot| (kind(lot), lot.clone())));
        nodes
    }

    fn over_turns(&self, lot: &str, forward: bool) -> Vec<String> {
        let (from, to) = if forward {
            ("in", "out")
        } else {
            ("out", "in")
        };
        let turns = self.steps_at(lot).filter(|step| {
            is_turn(step) && step.lines.iter().any(|l| l.role == from && l.lot == lot)
        });
        turns.flat_map(|step| lots_in(step, to)).collect()
    }

    fn outward(
        &self,
        lot: &str,
        nodes: &mut BTreeSet<Node>,
        next: &mut Vec<String>,
        inputs: &mut BTreeSet<String>,
    ) {
        for step in self.steps_at(lot) {
            if !lots_in(step, "in").contains(&lot.to_owned()) {
                continue;
            }
            match step.stage.as_str() {
                "ship" => drop(nodes.insert(("buyer", step.party.clone().unwrap()))),
                "sell" => drop(nodes.insert(("market", step.place.clone()))),
                "fertilise" => {
                    inputs.insert(lot.to_owned());
                    nodes.insert(("plot", step.place.clone()));
                    for later in self.steps_at(&step.place).filter(|s| is_begin(s)) {
                        if follows(&step.day, &later.day) && plot_of(later) == Some(&step.place) {
                            next.extend(lots_in(later, "out"));
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn inward(
        &self,
        lot: &str,
        nodes: &mut BTreeSet<Node>,
        next: &mut Vec<String>,
        inputs: &mut BTreeSet<String>,
    ) {
        for step in self.steps_at(lot) {
            if !is_begin(step) || !lots_in(step, "out").contains(&lot.to_owned()) {
                continue;
            }
            let giver = if step.stage == "buy_input" {
                "supplier"
            } else {
                "household"
            };
            nodes.extend(step.party.clone().map(|party| (giver, party)));
            let Some(plot) = plot_of(step) else {
                continue;
            };
            nodes.insert(("plot", plot.clone()));
            for earlier in self.steps_at(plot).filter(|s| s.stage == "fertilise") {
                if follows(&earlier.day, &step.day) && earlier.place == *plot {
                    inputs.extend(lots_in(earlier, "in"));
                    next.extend(lots_in(earlier, "in"));
                }
            }
        }
    }
}

fn is_turn(step: &StepView) -> bool {
    matches!(step.stage.as_str(), "split" | "merge")
}

fn is_begin(step: &StepView) -> bool {
    matches!(step.stage.as_str(), "intake" | "buy_input")
}

fn plot_of(step: &StepView) -> Option<&String> {
    let grows = |place: &&String| PLOTS.contains(&place.as_str());
    step.origin.as_ref().or(Some(&step.place).filter(grows))
}

fn lots_in(step: &StepView, role: &str) -> Vec<String> {
    let lines = step.lines.iter().filter(|line| line.role == role);
    lines.map(|line| line.lot.clone()).collect()
}

fn follows(day: &str, later: &str) -> bool {
    let (day, later): (Date, Date) = (day.parse().unwrap(), later.parse().unwrap());
    (1..=365).contains(&(later - day).get_days())
}
