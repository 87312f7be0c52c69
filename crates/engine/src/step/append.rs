//! The one way by which a step comes into the data file: its id follows from what is told, its mark tells equal ones apart.

use jiff::civil::{Date, Time};
use nuong_domain::id::{LotId, PartyId, PlaceId, StepId};
use nuong_domain::supersede::SupersedeKind;
use serde_json::{Map, Value};

use super::identity::{LineRole, OrganisationCode, ToldLine, ToldStep, step_id, told_lines};
use super::rows::{LineMoney, Step, StepLine};
use super::{CAME, COUNTED, STALE_LOT};
use crate::stage::Stage;
use crate::store::mark::Mark;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// Why a row that was undone stands again.
const READ_AGAIN: &str = "đọc lại sổ";

/// A record by its id, and the code by which it is told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Named<'a, T> {
    pub id: T,
    pub code: &'a str,
}

/// A line to be.
pub(crate) struct NewLine<'a> {
    pub role: LineRole,
    /// The product's code as the lot is told.
    pub sku: &'a str,
    pub lot: Named<'a, LotId>,
    pub place: Named<'a, PlaceId>,
    /// Base units of the lot's dimension.
    pub amount: i64,
    pub money: LineMoney,
    pub rest: Map<String, Value>,
}

/// How equal steps are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A ledger's row: which of its equals it is, from 1, so that every computer that reads the ledger says the same.
    Row(u32),
    /// In the place of a ledger's row: the first mark that none of its equals has.
    NextRow,
    /// Typed: two computers never take two deliveries for one.
    Typed,
}

impl Entry {
    /// How a step with this mark was told apart.
    pub(crate) fn of_mark(mark: &str) -> Self {
        match mark.parse::<u32>() {
            Ok(_) => Self::NextRow,
            Err(_) => Self::Typed,
        }
    }
}

/// A step to be.
pub(crate) struct NewStep<'a> {
    pub organisation: &'a OrganisationCode,
    pub stage: &'a Stage,
    pub day: Date,
    pub time: Option<Time>,
    pub place: Named<'a, PlaceId>,
    pub origin: Option<Named<'a, PlaceId>>,
    pub party: Option<Named<'a, PartyId>>,
    pub told: Map<String, Value>,
    pub rest: Map<String, Value>,
    pub lines: Vec<NewLine<'a>>,
    pub entry: Entry,
}

impl NewStep<'_> {
    fn told_as<'t>(&'t self, lines: &'t [ToldLine<'t>], mark: &'t str) -> ToldStep<'t> {
        ToldStep {
            organisation: self.organisation,
            stage: &self.stage.code,
            day: self.day,
            time: self.time,
            place: self.place.code,
            origin: self.origin.map_or("", |origin| origin.code),
            party: self.party.map_or("", |party| party.code),
            told: &self.told,
            lines,
            mark,
        }
    }
}

impl Tx<'_> {
    /// As [`Tx::append_step`]; none where the step is there already. One that was taken back stands again by that.
    ///
    /// # Errors
    /// As [`Tx::append_step`].
    pub(crate) fn append_once(&mut self, new: &NewStep<'_>) -> Result<Option<StepId>> {
        if let Entry::Row(mark) = new.entry {
            let lines: Vec<ToldLine<'_>> = new.lines.iter().map(told_line).collect();
            let id = StepId(step_id(&new.told_as(&lines, &mark.to_string()))?);
            if self.reader().step_is_known(id)? {
                self.stand_again(id)?;
                return Ok(None);
            }
        }
        self.append_step(new).map(Some)
    }

    /// A row that was undone comes in once more: it stands after all.
    fn stand_again(&mut self, id: StepId) -> Result<()> {
        let Some(row) = self.reader().deciding_row(id)?.map(|stored| stored.row) else {
            return Ok(());
        };
        if row.kind == SupersedeKind::Undone && row.new.is_none() {
            self.supersede_step(id, Some(id), SupersedeKind::Undone, READ_AGAIN)?;
        }
        Ok(())
    }

    /// Adds a step with its lines.
    ///
    /// # Errors
    /// `stage_field_invalid` for a code that cannot be told; those of the disk.
    pub(crate) fn append_step(&mut self, new: &NewStep<'_>) -> Result<StepId> {
        let tick = self.tick()?.to_string();
        let mut lines: Vec<(String, &NewLine<'_>)> = Vec::with_capacity(new.lines.len());
        for line in &new.lines {
            let told = told_lines(&[told_line(line)])?;
            lines.push((told.concat(), line));
        }
        lines.sort_by(|a, b| a.0.cmp(&b.0));
        let told: Vec<ToldLine<'_>> = lines.iter().map(|(_, line)| told_line(line)).collect();
        let (id, mark) = self.free_step_id(new, &told, &tick)?;
        let action = i64::try_from(self.action()?);
        let step = Step {
            id,
            stage: new.stage.code.clone(),
            day: new.day,
            time: new
                .time
                .map(|time| format!("{:02}:{:02}", time.hour(), time.minute())),
            place: new.place.id,
            origin: new.origin.map(|origin| origin.id),
            party: new.party.map(|party| party.id),
            told: new.told.clone(),
            mark,
            rest: new.rest.clone(),
            action: action.map_err(|e| AppError::of(Code::Internal, e))?,
            entered_at: self.at().to_owned(),
            entered_by: self.actor().to_owned(),
            clock: tick,
        };
        self.keep_own_stage(new.stage)?;
        let lines = (1..).zip(&lines).map(|(i, (_, line))| StepLine {
            step: id,
            i,
            role: line.role,
            lot: line.lot.id,
            place: line.place.id,
            amount: line.amount,
            money: line.money.clone(),
            rest: line.rest.clone(),
        });
        let lines: Vec<StepLine> = lines.collect();
        self.keep_step(&step, &lines, new.stage)?;
        Ok(id)
    }

    /// Keeps a step with its lines, and counts it.
    ///
    /// # Errors
    /// `conflicting_record` when there is one with its id or tick; those of the disk.
    pub(crate) fn keep_step(
        &mut self,
        step: &Step,
        lines: &[StepLine],
        stage: &Stage,
    ) -> Result<()> {
        self.append(step)?;
        let n = self.last_number();
        for line in lines {
            self.append(line)?;
            self.mark(Mark::new(STALE_LOT, line.lot));
        }
        let takes = lines.iter().any(|line| line.role == LineRole::In);
        self.count_new_step(n, stage.class_when(takes))?;
        self.mark(Mark::new(CAME, step.id));
        self.mark(Mark::new(COUNTED, step.id));
        Ok(())
    }

    /// The id with the first mark that no step has yet.
    fn free_step_id(
        &self,
        new: &NewStep<'_>,
        lines: &[ToldLine<'_>],
        tick: &str,
    ) -> Result<(StepId, String)> {
        let mark = match new.entry {
            Entry::Typed => Some(tick.to_owned()),
            Entry::Row(mark) => Some(mark.to_string()),
            Entry::NextRow => None,
        };
        if let Some(mark) = mark {
            return Ok((StepId(step_id(&new.told_as(lines, &mark))?), mark));
        }
        // Most rows have no equal.
        let first = StepId(step_id(&new.told_as(lines, "1"))?);
        if !self.reader().step_is_known(first)? {
            return Ok((first, "1".to_owned()));
        }
        let mark = self.free_mark(new, lines)?.to_string();
        Ok((StepId(step_id(&new.told_as(lines, &mark))?), mark))
    }

    /// The first mark that no step has, where the first of all is taken.
    fn free_mark(&self, new: &NewStep<'_>, lines: &[ToldLine<'_>]) -> Result<u32> {
        // Marks are given out in order and never taken back: the first free one is between one that is taken and one that is not.
        let (mut taken, mut free) = (1_u32, 2_u32);
        while self.mark_is_taken(new, lines, free)? {
            (taken, free) = (free, free.saturating_mul(2));
            if taken == free {
                return Err(AppError::new(Code::Internal, "no mark is left"));
            }
        }
        while free - taken > 1 {
            let middle = taken + (free - taken) / 2;
            match self.mark_is_taken(new, lines, middle)? {
                true => taken = middle,
                false => free = middle,
            }
        }
        Ok(free)
    }

    fn mark_is_taken(&self, new: &NewStep<'_>, lines: &[ToldLine<'_>], mark: u32) -> Result<bool> {
        let id = step_id(&new.told_as(lines, &mark.to_string()))?;
        self.reader().step_is_known(StepId(id))
    }
}

fn told_line<'a>(line: &NewLine<'a>) -> ToldLine<'a> {
    ToldLine {
        role: line.role,
        sku: line.sku,
        lot: line.lot.code,
        place: line.place.code,
        amount: line.amount,
    }
}
