//! What stands in the place of a step, as facts: only ever added to, so that the change log does not repeat them.

use std::collections::BTreeSet;

use nuong_domain::id::StepId;
use nuong_domain::supersede::{Judgement, Supersede, SupersedeKind, judge_steps};
use rusqlite::types::Value;
use serde_json::json;

use crate::Result;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text};

/// A row as stored.
pub(crate) struct StoredSupersede {
    pub row: Supersede<StepId>,
    pub reason: String,
    pub person: String,
    pub at: String,
    /// What was saved together.
    pub action: i64,
}

pub(crate) static KIND: Kind = Kind::new(
    "supersede",
    "supersede",
    &[
        "old", "clock", "new", "kind", "reason", "person", "at", "action",
    ],
    &[Topic::Lots],
)
.keyed_by(2)
.with_step_ids(&["old", "new"])
.unlogged();

impl Record for StoredSupersede {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        let new = self.row.new.map_or(Value::Null, text);
        vec![
            text(self.row.old),
            text(self.row.tick),
            new,
            text(self.row.kind.as_str()),
            text(&self.reason),
            text(&self.person),
            text(&self.at),
            self.action.into(),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            row: Supersede {
                old: row.parsed(0)?,
                tick: row.parsed(1)?,
                new: row.parsed_if_any(2)?,
                kind: row.word(3, SupersedeKind::by_word)?,
            },
            reason: row.get(4)?,
            person: row.get(5)?,
            at: row.get(6)?,
            action: row.get(7)?,
        })
    }
}

/// Steps that rows tie together, from some on.
const TIED: &str = "WITH RECURSIVE tied (id) AS (SELECT unhex(value, '-') FROM json_each(?1)
    UNION SELECT s.new FROM tied JOIN supersede s ON s.old = tied.id WHERE s.new IS NOT NULL
    UNION SELECT s.old FROM tied JOIN supersede s ON s.new = tied.id)";

impl Reader<'_> {
    /// Every row that is tied to these steps, however far.
    pub(crate) fn tied_rows(
        &self,
        steps: impl IntoIterator<Item = StepId>,
    ) -> Result<Vec<StoredSupersede>> {
        let ids: Vec<String> = steps.into_iter().map(|id| id.to_string()).collect();
        self.all(
            &format!("{TIED} SELECT lower(hex(s.old)), s.clock, nullif(lower(hex(s.new)), ''), s.kind, s.reason, s.person, s.at, s.action
                FROM supersede s WHERE s.old IN (SELECT id FROM tied) ORDER BY s.clock"),
            [json!(ids).to_string()],
            StoredSupersede::read,
        )
    }

    /// What the rows tied to these steps come to, and every step that they name.
    pub(crate) fn judged(&self, steps: &[StepId]) -> Result<(Judgement<StepId>, BTreeSet<StepId>)> {
        let rows = self.tied_rows(steps.iter().copied())?;
        let named = rows.iter().flat_map(|r| [Some(r.row.old), r.row.new]);
        let named: BTreeSet<StepId> = named.flatten().collect();
        let mut here = BTreeSet::new();
        for step in &named {
            if self.step_is_known(*step)? {
                here.insert(*step);
            }
        }
        let judgement = judge_steps(rows.iter().map(|r| r.row), |step| here.contains(&step));
        Ok((judgement, here))
    }

    /// Whether a step stands.
    pub(crate) fn step_stands(&self, step: StepId) -> Result<bool> {
        let sql = "SELECT 1 FROM dead d JOIN step s ON s.n = d.step WHERE s.id = unhex(?1, '-')";
        Ok(self.one(sql, [step.to_string()], |_| Ok(()))?.is_none())
    }

    /// The step that stands in the place of one that does not; none where nothing does.
    pub(crate) fn standing_heir(&self, step: StepId) -> Result<Option<StepId>> {
        let mut met = BTreeSet::from([step]);
        let mut at = step;
        while let Some(next) = self.deciding_row(at)?.and_then(|row| row.row.new) {
            if !met.insert(next) || !self.step_is_known(next)? {
                return Ok(None);
            }
            if self.step_stands(next)? {
                return Ok(Some(next));
            }
            at = next;
        }
        Ok(None)
    }

    /// The row that decides about a step: the latest by the logical clock.
    pub(crate) fn deciding_row(&self, step: StepId) -> Result<Option<StoredSupersede>> {
        let found = self.records(
            "WHERE old = unhex(?1, '-') ORDER BY clock DESC LIMIT 1",
            &[text(step)],
        )?;
        Ok(found.into_iter().next())
    }
}
