//! Steps as listed: with the codes of what they name.

use nuong_domain::Unit;
use serde_json::{Map, Value};

use uuid::Uuid;

use super::rows::LineMoney;
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
    pub stands: bool,
    pub superseded_by: Option<Uuid>,
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
    pub money: LineMoney,
    pub rest: Map<String, Value>,
}

/// The least state of its events and their declarations; an event with no delivery is on this computer alone, a declaration that is withdrawn
/// says nothing.
const STATE: &str = "coalesce((SELECT CASE min(CASE d.state WHEN 'needs_person' THEN 0 WHEN 'refused' THEN 1 WHEN 'waiting' THEN 3 WHEN 'sent' THEN 4 WHEN 'accepted' THEN 5
        WHEN 'withdrawn' THEN 6 ELSE CASE WHEN EXISTS (SELECT 1 FROM dead x WHERE x.step = s.n) THEN 6 ELSE 2 END END)
      WHEN 0 THEN 'needs_person' WHEN 1 THEN 'refused' WHEN 2 THEN 'local' WHEN 3 THEN 'waiting' WHEN 4 THEN 'sent' WHEN 5 THEN 'accepted' ELSE 'withdrawn' END
    FROM trace_event e LEFT JOIN delivery d ON d.event = e.n WHERE e.step = s.n AND (e.declares = '' OR d.state <> 'withdrawn') HAVING count(*) > 0), 'none')";

/// The row that decides about a step that is out: the latest.
const HEIR: &str = "(SELECT CASE WHEN x.new <> s.id THEN lower(hex(x.new)) END FROM supersede x WHERE x.old = s.id ORDER BY x.clock DESC LIMIT 1)";

/// What [`read_listed`] reads; conditions follow.
fn select_steps() -> String {
    format!(
        "SELECT lower(hex(s.id)), s.n, s.stage, s.day, s.time, p.code, o.code, t.code, s.told, s.rest, s.entered_at, s.entered_by, s.clock, {STATE},
           NOT EXISTS (SELECT 1 FROM dead d WHERE d.step = s.n), {HEIR}
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
               AND (?8 = '' OR NOT EXISTS (SELECT 1 FROM dead d WHERE d.step = s.n))
             ORDER BY s.day DESC, s.clock DESC LIMIT ?7",
            select = select_steps()
        );
        let most = most.to_string();
        let standing = if query.standing { "standing" } else { "" }.to_owned();
        let asked = [
            &query.lot,
            &query.stage,
            &query.place,
            &query.party,
            &query.from,
            &query.to,
            &most,
            &standing,
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
            "SELECT l.role, t.code, t.sku, l.amount, t.unit, p.code, l.rest, l.price, l.per, l.value FROM step_line l JOIN lot t ON t.n = l.lot JOIN place p ON p.n = l.place
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
                    money: LineMoney {
                        price: r.get(7)?,
                        per: r.get(8)?,
                        value: r.get(9)?,
                    },
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
        stands: r.get(14)?,
        superseded_by: r.parsed_if_any(15)?,
    })
}
