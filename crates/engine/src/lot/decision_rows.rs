//! What people decided about a lot: held, called back, closed, released. The last decision is the lot's status.

use nuong_domain::LotStatus;
use nuong_domain::id::LotId;
use rusqlite::types::Value;

use super::STALE;
use super::view::LotDecision;
use crate::Result;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::mark::Mark;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text};
use crate::store::tx::Tx;

/// A decision as stored: a fact.
struct StoredDecision {
    id: String,
    lot: LotId,
    decision: LotDecision,
}

pub(crate) static KIND: Kind = Kind::new(
    "lot_decision",
    "lot_decision",
    &["id", "lot_id", "status", "person", "reason", "at"],
    &[Topic::Lots],
)
.entered_at("at");

impl Record for StoredDecision {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        let d = &self.decision;
        vec![
            text(&self.id),
            text(self.lot),
            text(&d.status),
            text(&d.by),
            text(&d.reason),
            text(&d.at),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            lot: row.parsed(1)?,
            decision: LotDecision {
                status: row.get(2)?,
                by: row.get(3)?,
                reason: row.get(4)?,
                at: row.get(5)?,
            },
        })
    }

    fn lot(&self) -> Option<String> {
        Some(self.lot.to_string())
    }

    fn verb(&self, _before: Option<&Self>) -> &'static str {
        match self.decision.status.as_str() {
            "on_hold" => "on_hold",
            "recalled" => "recalled",
            "closed" => "closed",
            _ => "released",
        }
    }

    fn marks(&self, _before: Option<&Self>) -> Vec<Mark> {
        vec![Mark::new(STALE, self.lot)]
    }
}

impl Reader<'_> {
    /// The last decision about a lot; none when nobody ever decided.
    pub(crate) fn lot_decision(&self, lot: LotId) -> Result<Option<LotDecision>> {
        // `n` counts as rows come: two decisions of one instant keep their order.
        self.one(
            "SELECT status, person, reason, at FROM lot_decision WHERE lot_id = ?1 ORDER BY n DESC LIMIT 1",
            [lot.to_string()],
            |r| Ok(LotDecision { status: r.get(0)?, by: r.get(1)?, reason: r.get(2)?, at: r.get(3)? }),
        )
    }

    /// The status that people gave a lot.
    pub(crate) fn decided_status(&self, lot: LotId) -> Result<LotStatus> {
        const LAST: &str =
            "SELECT id, status FROM lot_decision WHERE lot_id = ?1 ORDER BY n DESC LIMIT 1";
        // `released` is no status of its own: the lot is what it was before.
        let status = |word: &str| match word {
            "released" => Some(LotStatus::Draft),
            word => LotStatus::by_word(word),
        };
        let decided = self.one(LAST, [lot.to_string()], |r| r.word(1, status))?;
        Ok(decided.unwrap_or(LotStatus::Draft))
    }
}

impl Tx<'_> {
    /// Records what `person` decided about a lot: `on_hold`, `recalled`, `closed` or `released`.
    pub(super) fn decide_lot(
        &mut self,
        lot: LotId,
        status: &str,
        person: &str,
        reason: &str,
    ) -> Result<()> {
        let decision = StoredDecision {
            id: self.mint().to_string(),
            lot,
            decision: LotDecision {
                status: status.to_owned(),
                by: person.to_owned(),
                reason: reason.to_owned(),
                at: self.at().to_owned(),
            },
        };
        self.append(&decision)
    }
}
