//! Overrides of pre-harvest conflicts: a named person answers, with a reason, for the conflicts known at that moment. One that comes to
//! light later flags the lot again.

use std::collections::BTreeSet;

use nuong_domain::id::LotId;
use rusqlite::params;
use serde_json::json;

use super::view::PhiOverride;
use crate::Result;
use crate::base::topic::Topic;
use crate::store::changes::Change;
use crate::store::reader::Reader;
use crate::store::tx::Tx;

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
            "SELECT pairs FROM phi_override WHERE lot_id = ?1",
            [lot.to_string()],
            |r| r.get::<_, String>(0),
        )?;
        let answered: BTreeSet<String> = answered
            .iter()
            .filter_map(|p| serde_json::from_str::<Vec<String>>(p).ok())
            .flatten()
            .collect();
        Ok(if clashes.iter().all(|c| answered.contains(&c.pair())) {
            2
        } else {
            1
        })
    }
}

impl Tx<'_> {
    /// Records that `person` answers for every conflict of the lot known now.
    pub(crate) fn override_phi(&mut self, lot: LotId, person: &str, reason: &str) -> Result<()> {
        let pairs: Vec<String> = self
            .reader()
            .lot_clashes(lot)?
            .iter()
            .map(crate::harvest::Clash::pair)
            .collect();
        let (id, record, at) = (
            self.mint().to_string(),
            lot.to_string(),
            self.at().to_owned(),
        );
        self.run(
            "INSERT INTO phi_override (id, lot_id, person, reason, pairs, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![id, record, person, reason, json!(pairs).to_string(), at],
        )?;
        let after = json!({"by": person, "reason": reason});
        self.log(Change {
            noun: "lot",
            record: &record,
            lot: Some(&record),
            verb: "phi_overridden",
            fields: vec![("phi_override", json!(null), after)],
        })?;
        self.stale.insert(lot);
        self.touch(Topic::Lots);
        Ok(())
    }
}
