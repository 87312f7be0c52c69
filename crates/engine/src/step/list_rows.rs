//! Steps as listed: with the codes of what they name.

use nuong_domain::Unit;
use serde_json::{Map, Value};

use super::view::StepQuery;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::{AppError, Code, Result};

/// A step with codes in the place of numbers, and its fields as they are kept.
pub(super) struct ListedStep {
    pub n: i64,
    pub id: String,
    pub stage: String,
    pub day: String,
    pub time: Option<String>,
    pub place: String,
    pub origin: Option<String>,
    pub party: Option<String>,
    pub told: Map<String, Value>,
    pub rest: Map<String, Value>,
    pub entered_at: String,
    pub entered_by: String,
    pub clock: String,
    pub state: String,
}

/// A line of it.
pub(super) struct ListedLine {
    pub role: String,
    pub lot: String,
    pub sku: String,
    /// In kg, l or pieces.
    pub quantity: f64,
    pub unit: &'static str,
    pub place: String,
    pub rest: Map<String, Value>,
}

/// The least state of its events: of each event, of its deliveries; one with no delivery is on this computer alone.
const STATE: &str = "coalesce((SELECT CASE min(CASE d.state WHEN 'refused' THEN 1 WHEN 'waiting' THEN 2 WHEN 'sent' THEN 3 WHEN 'accepted' THEN 4 ELSE 0 END)
      WHEN 0 THEN 'local' WHEN 1 THEN 'refused' WHEN 2 THEN 'waiting' WHEN 3 THEN 'sent' ELSE 'accepted' END
    FROM trace_event e LEFT JOIN delivery d ON d.event_id = e.event_id WHERE e.step = s.n HAVING count(*) > 0), 'none')";

/// What [`read_listed`] reads; conditions follow.
fn select_steps() -> String {
    format!(
        "SELECT lower(hex(s.id)), s.n, s.stage, s.day, s.time, p.code, o.code, t.code, s.told, s.rest, s.entered_at, s.entered_by, s.clock, {STATE}
         FROM step s JOIN place p ON p.n = s.place LEFT JOIN place o ON o.n = s.origin LEFT JOIN party t ON t.n = s.party"
    )
}

impl Reader<'_> {
    /// Refuses codes that name nothing: an empty list would say that nothing happened.
    pub(super) fn check_codes(&self, query: &StepQuery) -> Result<()> {
        let asked = [
            (
                "SELECT 1 FROM lot WHERE code = ?1",
                &query.lot,
                Code::LotNotFound,
            ),
            (
                "SELECT 1 FROM place WHERE code = ?1",
                &query.place,
                Code::PlaceUnknown,
            ),
            (
                "SELECT 1 FROM party WHERE code = ?1",
                &query.party,
                Code::PartyUnknown,
            ),
        ];
        for (sql, code, unknown) in asked {
            if !code.is_empty() && self.one(sql, [code], |_| Ok(()))?.is_none() {
                let error = AppError::new(unknown, code).with("value", code);
                return Err(error.with("lot", code));
            }
        }
        Ok(())
    }

    /// The steps that a query asks for, latest day first, at most so many.
    pub(super) fn listed_steps(&self, query: &StepQuery, most: u32) -> Result<Vec<ListedStep>> {
        let sql = format!(
            "{select}
             WHERE (?1 = '' OR s.n IN (SELECT step FROM step_line WHERE lot IN (SELECT n FROM lot WHERE code = ?1)))
               AND (?2 = '' OR s.stage = ?2) AND (?3 = '' OR p.code = ?3 OR o.code = ?3) AND (?4 = '' OR t.code = ?4)
               AND (?5 = '' OR s.day >= ?5) AND (?6 = '' OR s.day <= ?6)
             ORDER BY s.day DESC, s.clock DESC LIMIT ?7",
            select = select_steps()
        );
        let most = most.to_string();
        let asked = [
            &query.lot,
            &query.stage,
            &query.place,
            &query.party,
            &query.from,
            &query.to,
            &most,
        ];
        self.all(&sql, asked, read_listed)
    }

    /// The step of this id.
    pub(super) fn listed_step(&self, id: &str) -> Result<Option<ListedStep>> {
        let sql = format!(
            "{select} WHERE s.id = unhex(?1, '-')",
            select = select_steps()
        );
        self.one(&sql, [id], read_listed)
    }

    /// The lines of a step, in their order.
    pub(super) fn listed_lines(&self, step: i64) -> Result<Vec<ListedLine>> {
        self.all(
            "SELECT l.role, t.code, t.sku, l.amount, t.unit, p.code, l.rest FROM step_line l JOIN lot t ON t.n = l.lot JOIN place p ON p.n = l.place
             WHERE l.step = ?1 ORDER BY l.i",
            [step],
            |r| {
                let unit: Unit = r.word(4, Unit::by_code)?;
                let trade = unit.dimension().trade_unit();
                Ok(ListedLine {
                    role: r.get(0)?,
                    lot: r.get(1)?,
                    sku: r.get(2)?,
                    quantity: r.quantity(3, unit.dimension())?.number_in(trade),
                    unit: trade.code(),
                    place: r.get(5)?,
                    rest: r.json(6)?,
                })
            },
        )
    }
}

fn read_listed(r: &Columns<'_>) -> Result<ListedStep> {
    Ok(ListedStep {
        id: r.get(0)?,
        n: r.get(1)?,
        stage: r.get(2)?,
        day: r.get(3)?,
        time: r.get(4)?,
        place: r.get(5)?,
        origin: r.get(6)?,
        party: r.get(7)?,
        told: r.json(8)?,
        rest: r.json(9)?,
        entered_at: r.get(10)?,
        entered_by: r.get(11)?,
        clock: r.get(12)?,
        state: r.get(13)?,
    })
}
