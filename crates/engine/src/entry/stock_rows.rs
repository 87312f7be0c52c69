//! What lies where, and who took it, as a step that is entered asks.

use nuong_domain::id::{LotId, PlaceId, StepId};
use nuong_domain::stock::{Line, Role, name_takers};
use nuong_domain::{Quantity, Unit};
use rusqlite::params;

use super::resolve::At;
use crate::step::identity::LineRole;
use crate::store::reader::Reader;
use crate::{AppError, Code, Result};

impl Reader<'_> {
    /// Where a lot lies: every place at which there is some of it.
    pub(super) fn places_of_lot(&self, lot: LotId) -> Result<Vec<At>> {
        self.all(
            "SELECT p.id, p.code FROM stock s JOIN place p ON p.n = s.place WHERE s.lot = (SELECT n FROM lot WHERE id = ?1) AND s.amount <> 0 LIMIT 2",
            [lot.to_string()],
            |r| {
                Ok(At {
                    id: r.parsed(0)?,
                    code: r.get(1)?,
                })
            },
        )
    }

    /// What there is of a lot at a place, in base units; below nothing where merged facts say so.
    pub(super) fn amount_at(&self, lot: LotId, place: PlaceId) -> Result<i64> {
        let found = self.one(
            "SELECT 'stock', amount FROM stock WHERE lot = (SELECT n FROM lot WHERE id = ?1) AND place = (SELECT n FROM place WHERE id = ?2)",
            params![lot.to_string(), place.to_string()],
            |r| r.get(1),
        )?;
        Ok(found.unwrap_or(0))
    }

    /// The standing steps that took from a lot at a place, in the order of their days.
    pub(super) fn takers(&self, lot: LotId, place: PlaceId) -> Result<Vec<String>> {
        let lines = self.all(
            "SELECT lower(hex(s.id)), CASE l.role WHEN 'out' THEN l.amount WHEN 'in' THEN -l.amount ELSE 0 END
             FROM step_line l JOIN step s ON s.n = l.step
             WHERE l.lot = (SELECT n FROM lot WHERE id = ?1) AND l.place = (SELECT n FROM place WHERE id = ?2)
               AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.step = s.n) ORDER BY s.day, s.clock",
            params![lot.to_string(), place.to_string()],
            |r| Ok((StepId(r.parsed::<uuid::Uuid>(0)?), r.get::<i64>(1)?)),
        )?;
        let takers = name_takers(lines).into_iter();
        Ok(takers.map(|step| step.to_string()).collect())
    }

    /// The lines of a step, as stock counts them.
    pub(super) fn counted_lines(&self, step: StepId) -> Result<Vec<Line<LotId, PlaceId>>> {
        self.all(
            "SELECT lower(hex(s.id)), l.role, t.id, p.id, t.unit, l.amount FROM step s JOIN step_line l ON l.step = s.n
               JOIN lot t ON t.n = l.lot JOIN place p ON p.n = l.place WHERE s.id = unhex(?1, '-')",
            [step.to_string()],
            |r| {
                let unit: Unit = r.word(4, Unit::by_code)?;
                Ok(Line {
                    role: domain_role(r.word(1, LineRole::by_word)?),
                    lot: r.parsed(2)?,
                    place: r.parsed(3)?,
                    amount: r.quantity(5, unit.dimension())?,
                })
            },
        )
    }

    /// Code of a lot, its unit of trade, and whether it is counted at all.
    pub(super) fn lot_counted(&self, lot: LotId) -> Result<(String, Unit, bool)> {
        let found = self.one(
            "SELECT code, unit, tracked FROM lot WHERE id = ?1",
            [lot.to_string()],
            |r| Ok((r.get(0)?, r.word(1, Unit::by_code)?, r.get(2)?)),
        )?;
        found.ok_or_else(|| crate::AppError::new(crate::Code::Internal, format!("no lot {lot}")))
    }

    /// Masses and moistures of what came into a lot from outside, where somebody measured it: mg, ‰.
    pub(super) fn measured_moisture(&self, lot: LotId) -> Result<Vec<(Quantity, i64)>> {
        let begin = self.told_stages()?.codes_of(&[crate::stage::Class::Begin]);
        self.all(
            "SELECT s.id, l.amount, l.rest ->> 'moisture' FROM step_line l JOIN step s ON s.n = l.step
             WHERE l.lot = (SELECT n FROM lot WHERE id = ?1) AND l.role = 'out' AND l.rest ->> 'moisture' IS NOT NULL
               AND s.stage IN (SELECT value FROM json_each(?2)) AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.step = s.n)",
            params![lot.to_string(), begin],
            |r| Ok((r.quantity(1, nuong_domain::Dimension::Mass)?, r.get(2)?)),
        )
    }

    /// This file's own number of a lot.
    pub(crate) fn lot_number(&self, lot: LotId) -> Result<i64> {
        let found = self.one(
            "SELECT id, n FROM lot WHERE id = ?1",
            [lot.to_string()],
            |r| r.get(1),
        )?;
        found.ok_or_else(|| AppError::new(Code::Internal, format!("no lot {lot}")))
    }

    /// Whether a named person accepted a finding about one of these lots.
    pub(super) fn is_excepted(&self, lots: &[LotId], finding: &str) -> Result<bool> {
        let ids: Vec<String> = lots.iter().map(LotId::to_string).collect();
        const EXCEPTED: &str =
            "SELECT 1 FROM step s JOIN step_line l ON l.step = s.n JOIN lot t ON t.n = l.lot
             WHERE t.id IN (SELECT value FROM json_each(?1)) AND s.stage = 'except'
               AND EXISTS (SELECT 1 FROM json_each(s.rest, '$.findings') f WHERE f.value = ?2)
               AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.step = s.n)";
        let ids = serde_json::json!(ids).to_string();
        Ok(self
            .one(EXCEPTED, params![ids, finding], |_| Ok(()))?
            .is_some())
    }
}

/// A line's role as the arithmetic has it.
pub(super) fn domain_role(role: LineRole) -> Role {
    match role {
        LineRole::In => Role::In,
        LineRole::Out => Role::Out,
        LineRole::On => Role::On,
    }
}
