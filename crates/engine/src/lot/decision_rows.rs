//! What people decided about a lot: held, called back, closed, released. The last decision is the lot's status.

use nuong_domain::LotStatus;
use nuong_domain::id::LotId;
use rusqlite::params;
use serde_json::json;

use super::view::LotDecision;
use crate::Result;
use crate::base::topic::Topic;
use crate::store::changes::Change;
use crate::store::reader::Reader;
use crate::store::tx::Tx;

impl Reader<'_> {
    /// The last decision about a lot; none when nobody ever decided.
    pub(crate) fn lot_decision(&self, lot: LotId) -> Result<Option<LotDecision>> {
        self.one(
            "SELECT status, person, reason, at FROM lot_decision WHERE lot_id = ?1 ORDER BY n DESC LIMIT 1",
            [lot.to_string()],
            |r| Ok(LotDecision { status: r.get(0)?, by: r.get(1)?, reason: r.get(2)?, at: r.get(3)? }),
        )
    }

    /// The status that people gave a lot.
    pub(crate) fn decided_status(&self, lot: LotId) -> Result<LotStatus> {
        let decided = self
            .lot_decision(lot)?
            .and_then(|d| LotStatus::by_word(&d.status));
        // `released` is no status of its own: the lot is what it was before.
        Ok(decided.unwrap_or(LotStatus::Draft))
    }
}

impl Tx<'_> {
    /// Records what `person` decided about a lot: `on_hold`, `recalled`, `closed` or `released`.
    pub(crate) fn decide_lot(
        &mut self,
        lot: LotId,
        status: &str,
        person: &str,
        reason: &str,
    ) -> Result<()> {
        let before = self.reader().decided_status(lot)?;
        let (id, record, at) = (
            self.mint().to_string(),
            lot.to_string(),
            self.at().to_owned(),
        );
        self.run(
            "INSERT INTO lot_decision (id, lot_id, status, person, reason, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![id, record, status, person, reason, at],
        )?;
        let verb = match status {
            "on_hold" => "on_hold",
            "recalled" => "recalled",
            "closed" => "closed",
            _ => "released",
        };
        self.log(Change {
            noun: "lot",
            record: &record,
            lot: Some(&record),
            verb,
            fields: vec![
                ("status", json!(before.as_str()), json!(status)),
                (
                    "decision",
                    json!(null),
                    json!({"by": person, "reason": reason}),
                ),
            ],
        })?;
        self.stale.insert(lot);
        self.touch(Topic::Lots);
        Ok(())
    }
}
