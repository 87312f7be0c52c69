//! Overrides of pre-harvest conflicts: a named person answers, with a reason, for the conflicts known at that moment. One that comes to
//! light later flags the lot again.

use std::collections::BTreeSet;

use nuong_domain::id::LotId;
use rusqlite::types::Value;
use serde_json::json;

use super::STALE;
use super::view::PhiOverride;
use crate::Result;
use crate::base::topic::Topic;
use crate::harvest::Clash;
use crate::store::columns::Columns;
use crate::store::mark::Mark;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text};
use crate::store::tx::Tx;

/// An override as stored: a fact.
pub(crate) struct StoredOverride {
    id: String,
    lot: LotId,
    /// Which harvests and sprays it answers for: [`Clash::override_pair`].
    pairs: Vec<String>,
    answer: PhiOverride,
}

pub(crate) static KIND: Kind = Kind::new(
    "phi_override",
    "phi_override",
    &["id", "lot_id", "person", "reason", "pairs", "at"],
    &[Topic::Lots],
)
.entered_at("at");

impl Record for StoredOverride {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        let answer = &self.answer;
        vec![
            text(&self.id),
            text(self.lot),
            text(&answer.by),
            text(&answer.reason),
            text(json!(self.pairs)),
            text(&answer.at),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            lot: row.parsed(1)?,
            pairs: row.json(4)?,
            answer: PhiOverride {
                by: row.get(2)?,
                reason: row.get(3)?,
                at: row.get(5)?,
            },
        })
    }

    fn lot(&self) -> Option<String> {
        Some(self.lot.to_string())
    }

    fn marks(&self, _before: Option<&Self>) -> Vec<Mark> {
        vec![Mark::new(STALE, self.lot)]
    }
}

impl Reader<'_> {
    /// The latest override of a lot.
    pub(crate) fn phi_override(&self, lot: LotId) -> Result<Option<PhiOverride>> {
        self.one("SELECT person, reason, at FROM phi_override WHERE lot_id = ?1 ORDER BY id DESC LIMIT 1", [lot.to_string()], |r| {
            Ok(PhiOverride { by: r.get(0)?, reason: r.get(1)?, at: r.get(2)? })
        })
    }

    /// 0 without conflict, 1 with one that nobody answers for, 2 when somebody answers for all.
    pub(crate) fn phi_flag(&self, lot: LotId) -> Result<i64> {
        let clashes = self.lot_clashes(lot)?;
        if clashes.is_empty() {
            return Ok(0);
        }
        let answered = self.all(
            "SELECT id, pairs FROM phi_override WHERE lot_id = ?1",
            [lot.to_string()],
            |r| r.json::<Vec<String>>(1),
        )?;
        let answered: BTreeSet<String> = answered.into_iter().flatten().collect();
        Ok(
            if clashes
                .iter()
                .all(|c| answered.contains(&c.override_pair()))
            {
                2
            } else {
                1
            },
        )
    }
}

impl Tx<'_> {
    /// Records that `person` answers for every conflict of the lot known now.
    pub(super) fn override_phi(&mut self, lot: LotId, person: &str, reason: &str) -> Result<()> {
        let clashes = self.reader().lot_clashes(lot)?;
        let answer = StoredOverride {
            id: self.mint().to_string(),
            lot,
            pairs: clashes.iter().map(Clash::override_pair).collect(),
            answer: PhiOverride {
                by: person.to_owned(),
                reason: reason.to_owned(),
                at: self.at().to_owned(),
            },
        };
        self.append(&answer)
    }
}
