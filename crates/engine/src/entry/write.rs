//! Steps on their way in: one after the other each is resolved, judged and appended; at the end the stock of all of them together is looked at.

use std::collections::BTreeMap;

use jiff::civil::Date;
use nuong_domain::id::{LotId, PlaceId, StepId};
use nuong_domain::stock::{Deltas, Role};
use nuong_domain::{Quantity, QuantityError};

use super::balance::Judged;
use super::given::GivenStep;
use super::line::{LineDesk, ResolvedLine};
use super::lot_state::check_lots_free;
use super::view::{StepEntered, StepFinding};
use crate::stage::Stages;
use crate::step::append::{Entry, NewStep};
use crate::step::identity::{LineRole, OrganisationCode};
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// What entering steps needs to know, and what it has done so far.
pub(super) struct Desk<'s> {
    pub stages: &'s Stages,
    pub organisation: OrganisationCode,
    pub today: Date,
    pub language: String,
    /// What the action changed in stock.
    deltas: Deltas<LotId, PlaceId>,
    /// Which record of the action, and which of its lines, took from a lot at a place first.
    took: Vec<(LotId, PlaceId, usize, usize)>,
    /// Number of the record under way, from 1.
    pub record: usize,
    /// The steps that the action added.
    added: Vec<String>,
    /// What the steps that the action corrects had taken from lots, in base units.
    left_before: BTreeMap<LotId, i64>,
}

impl<'s> Desk<'s> {
    pub fn new(tx: &Tx<'_>, stages: &'s Stages, today: Date, language: &str) -> Result<Self> {
        Ok(Self {
            stages,
            organisation: tx.reader().organisation()?,
            today,
            language: language.to_owned(),
            deltas: Deltas::default(),
            took: Vec::new(),
            record: 1,
            added: Vec::new(),
            left_before: BTreeMap::new(),
        })
    }

    /// Appends a step as given.
    ///
    /// # Errors
    /// Every refusal of `step-cli.md` but `stock_negative`, which [`Desk::check_stock`] says.
    pub fn enter(
        &mut self,
        tx: &mut Tx<'_>,
        given: &GivenStep,
        entry: Entry,
    ) -> Result<StepEntered> {
        let head = tx
            .reader()
            .resolved_head(self.stages, given, self.today, &self.language)?;
        let lines = self.resolve_lines(tx, &head, given)?;
        check_lots_free(&tx.reader(), &head, &lines, &mut self.left_before)?;
        let judged = Judged {
            stages: self.stages,
            head: &head,
            lines: &lines,
            language: &self.language,
        };
        let mut findings = judged.check(&tx.reader())?;
        let id = tx.append_step(&NewStep {
            organisation: &self.organisation,
            stage: head.stage,
            day: given.day,
            time: given.time,
            place: head.place.named(),
            origin: head.origin.as_ref().map(|origin| origin.named()),
            party: head.party.as_ref().map(|party| party.named()),
            told: head.told.clone(),
            rest: head.rest.clone(),
            lines: lines.iter().map(ResolvedLine::as_new_line).collect(),
            entry,
        })?;
        self.added.push(id.to_string());
        self.note_lines(&lines)?;
        findings.extend(head.findings);
        findings.extend(self.interval_findings(tx, id)?);
        let mut lots: Vec<String> = Vec::new();
        for line in &lines {
            if !lots.contains(&line.lot.code) {
                lots.push(line.lot.code.clone());
            }
        }
        Ok(StepEntered {
            id: id.to_string(),
            replaces: None,
            lots,
            findings,
        })
    }

    fn resolve_lines(
        &self,
        tx: &mut Tx<'_>,
        head: &super::resolve::Head<'s>,
        given: &GivenStep,
    ) -> Result<Vec<ResolvedLine>> {
        let desk = LineDesk {
            stages: self.stages,
            head,
            day: given.day,
            today: self.today,
        };
        let numbered = (1_usize..).zip(&given.lines);
        let resolved =
            numbered.map(|(n, line)| desk.resolve(tx, line).map_err(|e| e.with("line", n)));
        resolved.collect()
    }

    fn note_lines(&mut self, lines: &[ResolvedLine]) -> Result<()> {
        for (n, line) in (1_usize..).zip(lines) {
            if line.role == LineRole::In {
                self.took.push((line.lot.id, line.place.id, self.record, n));
            }
        }
        let lines = lines.iter().map(ResolvedLine::as_counted);
        self.deltas.add_lines(lines).map_err(too_large)
    }

    /// The lines of a step that stands no more.
    pub fn note_out(&mut self, tx: &Tx<'_>, step: StepId) -> Result<()> {
        let lines = tx.reader().counted_lines(step)?;
        for line in lines.iter().filter(|line| line.role == Role::In) {
            *self.left_before.entry(line.lot).or_default() += line.amount.base();
        }
        self.deltas.take_lines(lines).map_err(too_large)
    }

    /// The lines of a step that stands again.
    pub fn note_back(&mut self, tx: &Tx<'_>, step: StepId) -> Result<()> {
        let lines = tx.reader().counted_lines(step)?;
        self.deltas.add_lines(lines).map_err(too_large)
    }

    /// Refuses an action that leaves less than nothing of a lot at a place, once all of it is written.
    ///
    /// # Errors
    /// `stock_negative` (args `field`, `lot`, `place`, `there`, `unit`, `steps`: those that took it, with commas; `record` and `line` where
    /// a step of the action took).
    pub fn check_stock(&self, tx: &Tx<'_>) -> Result<()> {
        let r = tx.reader();
        for (lot, place, change) in self.deltas.changes().filter(|(_, _, change)| *change < 0) {
            let left = r.amount_at(lot, place)?;
            let (code, unit, tracked) = r.lot_counted(lot)?;
            if left >= 0 || !tracked {
                continue;
            }
            let there = left.saturating_sub(change).max(0);
            let unit = unit.dimension().trade_unit();
            let there = Quantity::from_base(there, unit.dimension()).map_err(too_large)?;
            let at = r.place_named(place)?.code;
            let mut takers = r.takers(lot, place)?;
            takers.retain(|step| !self.added.contains(step));
            let mut refused = AppError::new(Code::StockNegative, "")
                .with("field", "quantity")
                .with("lot", code)
                .with("place", at)
                .with("there", there.decimal_in(unit))
                .with("unit", unit.code())
                .with("steps", takers.join(","));
            let took = self.took.iter().find(|(l, p, ..)| (*l, *p) == (lot, place));
            if let Some((.., record, line)) = took {
                refused = refused.with("record", record).with("line", line);
            }
            return Err(refused);
        }
        Ok(())
    }

    /// Sprays whose interval was running when this was picked.
    fn interval_findings(&self, tx: &Tx<'_>, step: StepId) -> Result<Vec<StepFinding>> {
        let conflicts = tx.reader().harvest_conflicts(step)?.into_iter();
        let findings = conflicts.map(|conflict| {
            let args = [
                ("pesticide", &conflict.pesticide),
                ("sprayed", &conflict.sprayed_on),
                ("safe", &conflict.safe_on),
            ];
            StepFinding::warning("interval_running", &args, &self.language)
        });
        Ok(findings.collect())
    }
}

fn too_large(_: QuantityError) -> AppError {
    AppError::new(Code::QuantityTooLarge, "").with("field", "quantity")
}
