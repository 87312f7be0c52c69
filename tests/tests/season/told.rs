//! What the registry hears of the season: which events a step has, when they were sent, which were declared wrong, in favour of what.

use std::collections::BTreeMap;

use crate::ids::event_id;
use crate::oracle::{Line, Oracle, Role, Step};

/// Events of a stage: name and business step.
fn events_of(step: &Step) -> &'static [(&'static str, &'static str)] {
    const MADE: &str = "creating_class_instance";
    match step.stage.as_str() {
        "intake" if step.text("origin").is_some() => {
            &[("harvest", MADE), ("receiving", "receiving")]
        }
        "intake" => &[("receiving", "receiving")],
        "harvest" => &[("harvest", MADE)],
        "process" => &[("processing", MADE)],
        "split" => &[("splitting", MADE)],
        "merge" => &[("merging", MADE)],
        "pack" => &[("packing", MADE)],
        "store" => &[("storing", "storing")],
        "sample" => &[("sampling", "sampling")],
        "test" => &[("inspection", "inspecting")],
        "hold" => &[("holding", "holding")],
        "release" => &[("release", "inspecting")],
        "recall" => &[("recall", "holding")],
        "ship" => &[("shipping", "shipping")],
        "return" => &[("return", "receiving")],
        "to_market" => &[("stocking", "stocking")],
        "from_market" => &[("storing", "storing")],
        "sell" => &[("selling", "retail_selling")],
        "spoil" => &[("destroying", "destroying")],
        "buy_input" | "spray" | "fertilise" | "use" | "count" => &[],
        unknown => panic!("no events are known of {unknown}"),
    }
}

/// What an event says, as far as the season follows it.
#[derive(Debug, PartialEq, Eq)]
pub struct ToldEvent {
    pub name: &'static str,
    pub biz_step: &'static str,
    pub day: String,
    /// Amounts by lot; a look says none.
    pub came_in: BTreeMap<String, i128>,
    pub went_out: BTreeMap<String, i128>,
}

impl Step {
    /// The names of its events.
    pub fn event_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        events_of(self).iter().map(|(name, _)| *name)
    }

    /// The ids of its events.
    pub fn event_ids(&self) -> Vec<String> {
        let names = self.event_names();
        names.map(|name| event_id(&self.id, name)).collect()
    }

    /// Its events by their ids.
    pub fn told_events(&self) -> impl Iterator<Item = (String, ToldEvent)> {
        events_of(self).iter().map(|(name, biz_step)| {
            let is_turn = ["process", "split", "merge", "pack"].contains(&self.stage.as_str());
            let of = |role| amounts(self.lines.iter().filter(move |line| line.role == role));
            // An event of one side tells of it once: what is moved is taken up and put down.
            let sides = [Role::Out, Role::In, Role::On].map(of);
            let [outs, ins, _] = &sides;
            let one_side = sides.iter().find(|side| !side.is_empty()).unwrap();
            let (came_in, went_out) = match is_turn {
                true => (ins.clone(), outs.clone()),
                false => (BTreeMap::new(), one_side.clone()),
            };
            let told = ToldEvent {
                name,
                biz_step,
                day: self.day.clone(),
                came_in,
                went_out,
            };
            (event_id(&self.id, name), told)
        })
    }
}

fn amounts<'l>(lines: impl Iterator<Item = &'l Line>) -> BTreeMap<String, i128> {
    let mut amounts = BTreeMap::new();
    for line in lines {
        *amounts.entry(line.lot.clone()).or_default() += line.amount;
    }
    amounts
}

impl Oracle {
    /// What two laptops know is one.
    pub fn exchange(&mut self) {
        for step in &mut self.steps {
            step.known = [true; 2];
        }
    }

    /// A laptop sends all that stands and was never sent, and declares wrong what it sent and stands no more.
    pub fn sync(&mut self, laptop: usize) {
        for step in &mut self.steps {
            if step.known[laptop] && step.stands && step.event_names().next().is_some() {
                step.sent[laptop] = true;
            }
        }
        for n in 0..self.steps.len() {
            let step = &self.steps[n];
            if step.sent[laptop] && !step.stands && step.declared.is_none() {
                self.steps[n].declared = Some(self.corrective(n));
            }
        }
    }

    /// The events that stand in the place of a step's.
    pub fn corrective(&self, n: usize) -> Vec<String> {
        let mut at = n;
        while let Some(heir) = self.steps[at].heir {
            if self.steps[heir].stands {
                return self.steps[heir].event_ids();
            }
            at = heir;
        }
        Vec::new()
    }

    /// Whether anybody outside was told of a step.
    pub fn was_sent(&self, n: usize) -> bool {
        self.steps[n].sent.contains(&true)
    }
}
