//! Steps as stored: what happened, once told never changed, and their lines. The tables say themselves who, when and by which tick, so that
//! the change log has entries only of what was amended.

use jiff::civil::Date;
use nuong_domain::id::{LotId, PartyId, PlaceId, StepId};
use rusqlite::types::Value;
use serde_json::{Map, Value as Json};

use super::identity::LineRole;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text, text_if_any};
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// A step as stored.
pub(crate) struct Step {
    pub id: StepId,
    pub stage: String,
    pub day: Date,
    /// HH:MM.
    pub time: Option<String>,
    pub place: PlaceId,
    pub origin: Option<PlaceId>,
    pub party: Option<PartyId>,
    pub told: Map<String, Json>,
    pub mark: String,
    pub rest: Map<String, Json>,
    /// What was saved together.
    pub action: i64,
    pub entered_at: String,
    pub entered_by: String,
    pub clock: String,
}

/// A line of a step as stored.
pub(crate) struct StepLine {
    pub step: StepId,
    /// Place among the sorted told lines.
    pub i: i64,
    pub role: LineRole,
    pub lot: LotId,
    pub place: PlaceId,
    /// Base units of the lot's dimension.
    pub amount: i64,
    pub money: LineMoney,
    pub rest: Map<String, Json>,
}

/// What a line is worth; may be agreed on later.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct LineMoney {
    /// Đồng for one `per`.
    pub price: Option<i64>,
    /// Unit code.
    pub per: Option<String>,
    /// Đồng, as agreed.
    pub value: Option<i64>,
}

pub(crate) static KIND: Kind = Kind::new(
    "step",
    "step",
    &[
        "id",
        "stage",
        "day",
        "time",
        "place",
        "origin",
        "party",
        "told",
        "mark",
        "rest",
        "action",
        "entered_at",
        "entered_by",
        "clock",
    ],
    &[Topic::Lots],
)
.referring(&[("place", "place"), ("origin", "place"), ("party", "party")])
.nesting(&["rest"])
.amendable(&["rest"])
.unlogged();

pub(crate) static LINE: Kind = Kind::new(
    "step_line",
    "step_line",
    &[
        "step", "i", "role", "lot", "place", "amount", "price", "per", "value", "rest",
    ],
    &[Topic::Lots],
)
.keyed_by(2)
.referring(&[("step", "step"), ("lot", "lot"), ("place", "place")])
.nesting(&["rest"])
.amendable(&["price", "per", "value", "rest"])
.unlogged();

impl Record for Step {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        vec![
            text(self.id),
            text(&self.stage),
            text(self.day),
            text_if_any(self.time.as_ref()),
            text(self.place),
            text_if_any(self.origin),
            text_if_any(self.party),
            json_text(&self.told),
            text(&self.mark),
            json_text(&self.rest),
            self.action.into(),
            text(&self.entered_at),
            text(&self.entered_by),
            text(&self.clock),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            id: row.parsed(0)?,
            stage: row.get(1)?,
            day: row.parsed(2)?,
            time: row.get(3)?,
            place: row.parsed(4)?,
            origin: row.parsed_if_any(5)?,
            party: row.parsed_if_any(6)?,
            told: row.json(7)?,
            mark: row.get(8)?,
            rest: row.json(9)?,
            action: row.get(10)?,
            entered_at: row.get(11)?,
            entered_by: row.get(12)?,
            clock: row.get(13)?,
        })
    }
}

impl Record for StepLine {
    fn kind() -> &'static Kind {
        &LINE
    }

    fn values(&self) -> Vec<Value> {
        vec![
            text(self.step),
            self.i.into(),
            text(self.role.as_str()),
            text(self.lot),
            text(self.place),
            self.amount.into(),
            self.money.price.into(),
            text_if_any(self.money.per.as_ref()),
            self.money.value.into(),
            json_text(&self.rest),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            step: row.parsed(0)?,
            i: row.get(1)?,
            role: row.word(2, LineRole::by_word)?,
            lot: row.parsed(3)?,
            place: row.parsed(4)?,
            amount: row.get(5)?,
            money: LineMoney {
                price: row.get(6)?,
                per: row.get(7)?,
                value: row.get(8)?,
            },
            rest: row.json(9)?,
        })
    }

    fn lot(&self) -> Option<String> {
        Some(self.lot.to_string())
    }
}

fn json_text(fields: &Map<String, Json>) -> Value {
    Value::Text(Json::Object(fields.clone()).to_string())
}

/// A step of a lot, as its history shows it.
pub(crate) struct LotStep {
    /// When it was entered, RFC 3339.
    pub at: String,
    /// Who entered it.
    pub actor: String,
    /// Its place in time, by the logical clock.
    pub clock: String,
    /// The stage's code.
    pub stage: String,
    /// When it happened.
    pub day: String,
    /// Base units, of its lines of this lot that change it; none where it only looked at it.
    pub amount: Option<i64>,
    /// Who it was, or who said so.
    pub person: String,
    /// Why, where that was written down.
    pub reason: String,
    /// Whether it counts.
    pub stands: bool,
}

impl Tx<'_> {
    /// Writes what no event says of a step anew.
    ///
    /// # Errors
    /// As [`Tx::amend`].
    pub(crate) fn amend_rest(&mut self, step: StepId, rest: Map<String, Json>) -> Result<()> {
        let before = self.reader().stored_step(step)?;
        self.amend(&Step { rest, ..before })
    }

    /// Writes what no event says of a line anew.
    ///
    /// # Errors
    /// As [`Tx::amend`].
    pub(crate) fn amend_line(&mut self, line: &StepLine) -> Result<()> {
        self.amend(line)
    }
}

impl Reader<'_> {
    pub(crate) fn step_is_known(&self, id: StepId) -> Result<bool> {
        let sql = "SELECT 1 FROM step WHERE id = unhex(?1, '-')";
        Ok(self.one(sql, [id.to_string()], |_| Ok(()))?.is_some())
    }

    /// The stage of a step.
    pub(crate) fn stage_code(&self, step: StepId) -> Result<String> {
        Ok(self.stored_step(step)?.stage)
    }

    pub(crate) fn stored_step(&self, step: StepId) -> Result<Step> {
        let found = self.record(&[text(step)])?;
        found.ok_or_else(|| AppError::new(Code::StepUnknown, step).with("value", step))
    }

    /// What of a step may be amended.
    pub(crate) fn step_rest(&self, step: StepId) -> Result<Map<String, Json>> {
        Ok(self.stored_step(step)?.rest)
    }

    /// The lines of a step, in their order.
    pub(crate) fn step_lines(&self, step: StepId) -> Result<Vec<StepLine>> {
        self.records(
            "WHERE step = (SELECT n FROM step WHERE id = unhex(?1, '-')) ORDER BY i",
            &[text(step)],
        )
    }

    /// The latest steps of a lot, at most 200, newest entry first.
    pub(crate) fn steps_of_lot(&self, lot: &str) -> Result<Vec<LotStep>> {
        self.all(
            "SELECT s.entered_at, s.entered_by, s.clock, s.stage, s.day, sum(l.amount) FILTER (WHERE l.role <> 'on'),
               coalesce(s.rest ->> 'person', s.entered_by), coalesce(s.rest ->> 'reason', ''), NOT EXISTS (SELECT 1 FROM dead d WHERE d.step = s.n)
             FROM step_line l JOIN step s ON s.n = l.step
             WHERE l.lot = (SELECT n FROM lot WHERE id = ?1) GROUP BY s.n ORDER BY s.clock DESC LIMIT 200",
            [lot],
            |r| {
                Ok(LotStep {
                    at: r.get(0)?,
                    actor: r.get(1)?,
                    clock: r.get(2)?,
                    stage: r.get(3)?,
                    day: r.get(4)?,
                    amount: r.get(5)?,
                    person: r.get(6)?,
                    reason: r.get(7)?,
                    stands: r.get(8)?,
                })
            },
        )
    }
}
