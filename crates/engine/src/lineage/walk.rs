//! The walk from a lot: over turns as far as they go, and through inputs to what grew with them, round by round until nothing new is met.

use std::collections::BTreeSet;

use nuong_domain::lineage::Direction;

use super::graph::{Graph, Tie};
use super::share::share_amount;
use super::source_rows::Source;
use super::tend_rows::InputUse;
use super::turn_rows::TurnLot;
use crate::Result;
use crate::stage::{Class, Column, Stage, Stages};
use crate::store::reader::Reader;

/// A walk in one direction.
pub(super) struct Walk<'w, 'c> {
    pub r: &'w Reader<'c>,
    pub codes: &'w Codes,
    pub graph: &'w mut Graph,
}

/// Codes of stages, as JSON lists for queries.
pub(super) struct Codes {
    begin: String,
    tend: String,
    gone: String,
    called_off: String,
}

impl Codes {
    pub fn of_stages(stages: &Stages) -> Self {
        let having = |is_one: fn(&Stage) -> bool| {
            let found = stages.all_stages().filter(|stage| is_one(stage));
            let codes: Vec<&str> = found.map(|stage| stage.code.as_str()).collect();
            serde_json::json!(codes).to_string()
        };
        Self {
            begin: stages.codes_of(&[Class::Begin]),
            tend: stages.codes_of(&[Class::Tend]),
            gone: having(|stage| stage.columns.taken == Some(Column::GoneOut)),
            // Goods that came back were gone; those that were never sent were not.
            called_off: having(|stage| {
                let mut events = stage.events.iter();
                events.any(|event| event.step == "void_shipping")
            }),
        }
    }
}

impl Walk<'_, '_> {
    /// Gathers what is tied to a lot in a direction; the lots that its turns lead to, itself among them.
    pub fn walk_from(&mut self, seed: i64, direction: Direction) -> Result<BTreeSet<i64>> {
        let mut met = BTreeSet::new();
        let mut own = None;
        let mut next = vec![seed];
        while !next.is_empty() {
            let mut fresh = self.r.lots_over_turns(&next, direction)?;
            fresh.retain(|lot| met.insert(*lot));
            own.get_or_insert_with(|| met.clone());
            self.add_turns(&fresh, direction)?;
            next = match direction {
                Direction::Forward => self.go_forward(&fresh)?,
                Direction::Backward => self.go_backward(&fresh)?,
            };
            next.retain(|lot| !met.contains(lot));
        }
        Ok(own.unwrap_or(met))
    }

    fn add_turns(&mut self, fresh: &[i64], direction: Direction) -> Result<()> {
        let near: BTreeSet<i64> = fresh.iter().copied().collect();
        let lots = self.r.turns_around(fresh, direction)?;
        for turn in lots.chunk_by(|a, b| a.step == b.step) {
            let (outs, ins): (Vec<TurnLot>, Vec<TurnLot>) = turn.iter().partition(|lot| lot.is_out);
            for taken in &ins {
                let parts = share_amount(taken.amount, &outs);
                for (given, part) in outs.iter().zip(parts) {
                    let end = match direction {
                        Direction::Forward => taken.lot,
                        Direction::Backward => given.lot,
                    };
                    if near.contains(&end) {
                        let (from, to) = (Tie::Lot(taken.lot), Tie::Lot(given.lot));
                        self.graph.add(from, to, taken.step, part);
                    }
                }
            }
        }
        Ok(())
    }

    /// To buyers and markets; and to what grew with these lots, which is next.
    fn go_forward(&mut self, fresh: &[i64]) -> Result<Vec<i64>> {
        let codes = self.codes;
        for gone in self
            .r
            .gone_from_lots(fresh, &codes.gone, &codes.called_off)?
        {
            self.graph.add_gone(&gone);
        }
        for (lot, place, amount) in self.r.lying_at_markets(fresh)? {
            self.graph.add_lying(lot, place, amount);
        }
        let mut next = Vec::new();
        for used in self.r.uses_of_inputs(fresh, &codes.tend)? {
            self.graph.add_use(&used);
            next.extend(used.live);
            for harvest in self.harvests_with(&used)? {
                self.graph.add_grown(&harvest);
                next.push(harvest.lot);
            }
        }
        Ok(next)
    }

    fn harvests_with(&self, used: &InputUse) -> Result<Vec<Source>> {
        match used.plot {
            Some(plot) => self.r.harvests_after(plot, &used.day, &self.codes.begin),
            None => Ok(Vec::new()),
        }
    }

    /// To plots and those who gave; and to the inputs that these lots grew with, which are next.
    fn go_backward(&mut self, fresh: &[i64]) -> Result<Vec<i64>> {
        let codes = self.codes;
        let mut uses = self.r.uses_on_lots(fresh, &codes.tend)?;
        let mut grown = BTreeSet::new();
        for source in self.r.sources_of_lots(fresh, &codes.begin)? {
            self.graph.add_source(&source);
            grown.extend(source.plot.map(|plot| (plot, source.day)));
        }
        for (plot, day) in grown {
            uses.extend(self.r.uses_before(plot, &day, &codes.tend)?);
        }
        uses.iter().for_each(|used| self.graph.add_use(used));
        Ok(uses.into_iter().map(|used| used.input).collect())
    }
}
