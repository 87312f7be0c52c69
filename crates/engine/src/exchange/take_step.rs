//! Takes the steps of a file in: a step that is here is not added, but whoever entered it first is its author on every computer.

use nuong_domain::id::{PartyId, PlaceId, StepId};
use serde_json::Value;

use super::aside::{Aside, tick_of};
use super::file::unreadable;
use super::line::{LotLine, StepLine};
use super::taking::{Taking, known_tick};
use super::told_step::{ReadStep, read_role, read_step};
use crate::step::rows::{LineMoney, Step, StepLine as StoredLine};
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// As many as a step may have that is entered.
const MOST_LINES: usize = 10_000;

impl Taking {
    pub(super) fn take_step(&mut self, tx: &mut Tx<'_>, line: StepLine, n: u64) -> Result<bool> {
        known_tick(tx, &line.clock)?;
        if line.lines.len() > MOST_LINES {
            return Err(unreadable("too many lines in a step"));
        }
        let read = read_step(&self.organisation, &line)?;
        let id = read.id;
        if !self.told.insert(id) {
            return Err(AppError::new(Code::ChangesContradict, id));
        }
        let step = tx.reader().step_of_line(&line, &read)?;
        if tx.reader().step_is_known(id)? {
            return self.take_again(tx, &step, &line, n);
        }
        let stages = self.stages.as_ref();
        let stage = stages
            .ok_or_else(|| unreadable("stages"))?
            .find_stage(&step.stage)?;
        let lines = tx.reader().lines_of(&line.lines, id)?;
        tx.keep_step(&step, &lines, stage)?;
        if tx.reader().is_superseded(id)? {
            self.judged.insert(id);
        }
        Ok(true)
    }

    /// A step that is here: entered on another computer as well, or come back from one.
    fn take_again(
        &mut self,
        tx: &mut Tx<'_>,
        step: &Step,
        line: &StepLine,
        n: u64,
    ) -> Result<bool> {
        let own = tx.reader().stored_step(step.id)?;
        if own.clock == step.clock {
            let same = (&own.entered_at, &own.entered_by, own.action)
                == (&step.entered_at, &step.entered_by, step.action);
            return match same {
                true => Ok(false),
                false => Err(AppError::new(Code::ChangesContradict, step.id)),
            };
        }
        let own_entry = tx.reader().aside_at_birth(step.id)?.told_entry(&own)?;
        tx.union_entry(&own_entry)?;
        let is_new = tx.union_entry(&Aside::of_line(line).told_entry(step)?)?;
        let is_earlier = tick_of(&step.clock)? < tick_of(&own.clock)?;
        if is_earlier {
            tx.set_birth(step)?;
        }
        self.amended.insert(step.id, n);
        Ok(is_new || is_earlier)
    }
}

impl Reader<'_> {
    fn step_of_line(&self, line: &StepLine, read: &ReadStep) -> Result<Step> {
        let person = line.rest.get("person");
        if person.is_some_and(|person| !matches!(person, Value::String(_))) {
            return Err(unreadable("person"));
        }
        let place = |code: &String| self.coded("place", code).map(PlaceId);
        let party = |code: &String| self.coded("party", code).map(PartyId);
        Ok(Step {
            id: read.id,
            stage: line.stage.clone(),
            day: read.day,
            time: line.time.clone(),
            place: place(&line.place)?,
            origin: line.origin.as_ref().map(place).transpose()?,
            party: line.party.as_ref().map(party).transpose()?,
            told: line.told.clone(),
            mark: line.mark.clone(),
            rest: line.rest.clone(),
            action: line.action,
            entered_at: line.entered_at.clone(),
            entered_by: line.entered_by.clone(),
            clock: line.clock.clone(),
        })
    }

    fn lines_of(&self, lines: &[LotLine], step: StepId) -> Result<Vec<StoredLine>> {
        let stored = (1..).zip(lines).map(|(i, line)| {
            Ok(StoredLine {
                step,
                i,
                role: read_role(line)?,
                lot: self.coded_lot(&line.sku, &line.lot)?,
                place: self.coded("place", &line.place).map(PlaceId)?,
                amount: line.amount,
                money: LineMoney {
                    price: line.price,
                    per: line.per.clone(),
                    value: line.value,
                },
                rest: line.rest.clone(),
            })
        });
        stored.collect()
    }
}
