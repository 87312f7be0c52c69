//! A step as its events need it: by codes.

use std::collections::BTreeSet;

use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan};
use nuong_domain::id::StepId;
use nuong_domain::{Quantity, Unit};
use serde_json::{Map, Value, json};

use super::names::Subject;
use super::of_step::{EventLine, EventParty, EventPlace, EventStep};
use crate::base::day::offset;
use crate::stage::{Class, Stage};
use crate::step::identity::LineRole;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::{AppError, Code, Result};

/// Code and kind.
type Coded = (String, String);

/// What is read of a step.
pub(super) struct ToldStep {
    id: StepId,
    day: Date,
    time: Option<Time>,
    place: Coded,
    origin: Option<Coded>,
    party: Option<Coded>,
    told: Map<String, Value>,
    lines: Vec<ToldLine>,
}

/// What is read of a line.
struct ToldLine {
    role: LineRole,
    lot: String,
    sku: String,
    gtin: Option<String>,
    place: Coded,
    amount: Quantity,
    is_bought: bool,
}

impl ToldStep {
    /// When its day is over.
    pub(super) fn day_after(&self) -> Result<Timestamp> {
        let over = self
            .day
            .saturating_add(1.day())
            .to_datetime(Time::midnight());
        let over = offset().to_timestamp(over);
        over.map_err(|e| AppError::of(Code::Internal, e))
    }

    pub(super) fn as_event_step(&self) -> EventStep<'_> {
        EventStep {
            id: self.id.0,
            day: self.day,
            time: self.time,
            place: event_place(&self.place),
            origin: self.origin.as_ref().map(event_place),
            party: self.party.as_ref().map(|(code, kind)| EventParty {
                code,
                is_household: kind == "household",
            }),
            told: &self.told,
            lines: self.lines.iter().map(ToldLine::as_event_line).collect(),
        }
    }
}

impl ToldLine {
    fn as_event_line(&self) -> EventLine<'_> {
        EventLine {
            role: self.role,
            lot: Subject {
                lot: &self.lot,
                sku: &self.sku,
                gtin: self.gtin.as_deref(),
            },
            place: event_place(&self.place),
            amount: self.amount,
            is_bought: self.is_bought,
        }
    }
}

fn event_place((code, kind): &Coded) -> EventPlace<'_> {
    EventPlace {
        code,
        is_pallet: kind == "pallet",
    }
}

impl Reader<'_> {
    /// Whether a step was entered on this computer.
    pub(super) fn is_entered_by(&self, id: StepId, device: &str) -> Result<bool> {
        let sql = "SELECT 1 FROM step WHERE id = unhex(?1, '-') AND substr(clock, -16) = ?2";
        let own = self.one(sql, [&id.to_string(), device], |_| Ok(()))?;
        Ok(own.is_some())
    }

    /// The stage of a step.
    pub(super) fn stage_of_step(&self, id: StepId) -> Result<String> {
        let sql = "SELECT lower(hex(id)), stage FROM step WHERE id = unhex(?1, '-')";
        let stage = self.one(sql, [id.to_string()], |r| r.get(1))?;
        stage.ok_or_else(|| no_step(id))
    }

    /// A step of a stage as its events need it.
    pub(super) fn told_step(&self, id: StepId, stage: &Stage) -> Result<ToldStep> {
        let lines = self.told_lines_of(id)?;
        let takes = lines.iter().any(|line| line.role == LineRole::In);
        let found = self.one(
            "SELECT lower(hex(s.id)), s.day, s.time, p.code, p.kind, o.code, o.kind, t.code, t.kind, s.told
             FROM step s JOIN place p ON p.n = s.place LEFT JOIN place o ON o.n = s.origin LEFT JOIN party t ON t.n = s.party WHERE s.id = unhex(?1, '-')",
            [id.to_string()],
            |r| {
                Ok(ToldStep {
                    id,
                    day: r.parsed(1)?,
                    time: r.parsed_if_any(2)?,
                    place: (r.get(3)?, r.get(4)?),
                    origin: coded(r, 5)?,
                    party: coded(r, 7)?,
                    told: r.json(9)?,
                    lines: Vec::new(),
                })
            },
        )?;
        let mut told = found.ok_or_else(|| no_step(id))?;
        told.lines = lines;
        if stage.class_when(takes) == Class::Turn && self.is_made_of_bought(id)? {
            for line in &mut told.lines {
                line.is_bought = true;
            }
        }
        Ok(told)
    }

    fn told_lines_of(&self, id: StepId) -> Result<Vec<ToldLine>> {
        self.all(
            "SELECT lower(hex(s.id)), l.role, t.code, t.sku, t.gtin, p.code, p.kind, t.unit, l.amount
             FROM step s JOIN step_line l ON l.step = s.n JOIN lot t ON t.n = l.lot JOIN place p ON p.n = l.place WHERE s.id = unhex(?1, '-') ORDER BY l.i",
            [id.to_string()],
            |r| {
                let unit: Unit = r.word(7, Unit::by_code)?;
                Ok(ToldLine {
                    role: r.word(1, LineRole::by_word)?,
                    lot: r.get(2)?,
                    sku: r.get(3)?,
                    gtin: r.get(4)?,
                    place: (r.get(5)?, r.get(6)?),
                    amount: r.quantity(8, unit.dimension())?,
                    is_bought: false,
                })
            },
        )
    }

    /// Whether a turn took from a lot that, or an ancestor of which, was bought from somebody else.
    fn is_made_of_bought(&self, id: StepId) -> Result<bool> {
        let taken: BTreeSet<i64> = self
            .all(
                "SELECT s.id, l.lot FROM step s JOIN step_line l ON l.step = s.n WHERE s.id = unhex(?1, '-') AND l.role = 'in'",
                [id.to_string()],
                |r| r.get(1),
            )?
            .into_iter()
            .collect();
        // The walk keeps the set of what it met, so that it ends on any facts.
        const BOUGHT: &str = "WITH RECURSIVE up (lot) AS (SELECT value FROM json_each(?1)
                UNION SELECT e.lot FROM up JOIN made m ON m.lot = up.lot JOIN eaten e ON e.step = m.step)
            SELECT 1 FROM up JOIN step_line l ON l.lot = up.lot JOIN step s ON s.n = l.step
            WHERE l.role = 'out' AND s.stage = 'buy' AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.step = s.n) LIMIT 1";
        Ok(self
            .one(BOUGHT, [json!(taken).to_string()], |_| Ok(()))?
            .is_some())
    }
}

fn coded(r: &Columns<'_>, index: usize) -> Result<Option<Coded>> {
    let (code, kind): (Option<String>, Option<String>) = (r.get(index)?, r.get(index + 1)?);
    Ok(code.zip(kind))
}

fn no_step(id: StepId) -> AppError {
    AppError::new(Code::Internal, format!("no step {id}"))
}
