//! What is taken out of sight but never removed, because prints name it: certificates, papers and templates of a cooperative's own.

use rusqlite::params;
use serde_json::{Value, json};

use super::changes::Change;
use super::tx::Tx;
use crate::Result;
use crate::base::topic::Topic;

/// A kind of such records. Its table has the columns `id` and `deleted_at`.
pub(crate) struct Kept {
    /// What the change log calls it.
    pub noun: &'static str,
    /// Its table.
    pub table: &'static str,
    /// What a change of it makes stale.
    pub topic: Topic,
}

impl Tx<'_> {
    /// Logs that a record was put in the place of `before`; null: there was none.
    pub(crate) fn log_put(
        &mut self,
        kind: &Kept,
        id: &str,
        before: Value,
        after: Value,
    ) -> Result<()> {
        let verb = if before.is_null() {
            "created"
        } else {
            "changed"
        };
        self.log_kept(kind, id, verb, before, after)
    }

    /// Takes a record out of sight, or brings it back. False when there is none of that id.
    pub(crate) fn set_kept_deleted(
        &mut self,
        kind: &Kept,
        id: &str,
        deleted: bool,
    ) -> Result<bool> {
        let at = deleted.then(|| self.at().to_owned());
        let sql = format!("UPDATE {} SET deleted_at = ?2 WHERE id = ?1", kind.table);
        if self.run(&sql, params![id, at])? == 0 {
            return Ok(false);
        }
        let verb = if deleted { "deleted" } else { "restored" };
        self.log_kept(kind, id, verb, json!(!deleted), json!(deleted))?;
        Ok(true)
    }

    fn log_kept(
        &mut self,
        kind: &Kept,
        id: &str,
        verb: &'static str,
        before: Value,
        after: Value,
    ) -> Result<()> {
        self.log(Change {
            noun: kind.noun,
            record: id,
            lot: None,
            verb,
            fields: vec![(kind.noun, before, after)],
        })?;
        self.touch(kind.topic);
        Ok(())
    }
}
