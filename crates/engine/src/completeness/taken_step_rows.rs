//! The steps that a lot and those it was made of went through.

use rusqlite::params;
use serde_json::{Map, Value};

use crate::Result;
use crate::store::columns::Columns;
use crate::store::reader::Reader;

/// A line of a standing step.
pub(super) struct TakenLine {
    pub step: i64,
    pub stage: String,
    pub has_time: bool,
    pub has_origin: bool,
    pub has_party: bool,
    pub told: Map<String, Value>,
    pub rest: Map<String, Value>,
    pub lot: String,
    pub line: Map<String, Value>,
    pub price: Option<i64>,
    pub per: Option<String>,
    pub value: Option<i64>,
}

const LINES: &str = "SELECT s.n, s.stage, s.time IS NOT NULL, s.origin IS NOT NULL, s.party IS NOT NULL, s.told, s.rest, t.code, l.rest, l.price, l.per, l.value
    FROM step_line l JOIN step s ON s.n = l.step JOIN lot t ON t.n = l.lot WHERE NOT EXISTS (SELECT 1 FROM dead d WHERE d.step = s.n)";

fn read_line(r: &Columns<'_>) -> Result<TakenLine> {
    Ok(TakenLine {
        step: r.get(0)?,
        stage: r.get(1)?,
        has_time: r.get(2)?,
        has_origin: r.get(3)?,
        has_party: r.get(4)?,
        told: r.json(5)?,
        rest: r.json(6)?,
        lot: r.get(7)?,
        line: r.json(8)?,
        price: r.get(9)?,
        per: r.get(10)?,
        value: r.get(11)?,
    })
}

impl Reader<'_> {
    /// Lines by which lots arose, came back, were moved, counted or looked at; by day. What only took from them, as a sale or a turn
    /// into something else, did not happen to what is left.
    pub(super) fn lines_about_lots(&self, lots: &str) -> Result<Vec<TakenLine>> {
        let sql = format!(
            "{LINES} AND l.lot IN (SELECT value FROM json_each(?1)) AND l.role IN ('out', 'on') ORDER BY s.day, s.clock, l.i"
        );
        self.all(&sql, [lots], read_line)
    }

    /// Lines that took from a lot by one of these stages.
    pub(super) fn lines_out_of_lot(&self, lot: i64, stages: &str) -> Result<Vec<TakenLine>> {
        let sql = format!(
            "{LINES} AND l.lot = ?1 AND l.role = 'in' AND s.stage IN (SELECT value FROM json_each(?2)) ORDER BY s.day, s.clock, l.i"
        );
        self.all(&sql, params![lot, stages], read_line)
    }

    /// What a step used up.
    pub(super) fn lines_used_by(&self, step: i64) -> Result<Vec<TakenLine>> {
        let sql = format!("{LINES} AND l.step = ?1 AND l.role = 'in' ORDER BY l.i");
        self.all(&sql, [step], read_line)
    }
}
