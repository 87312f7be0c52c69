use rusqlite::params;

use super::tx::Tx;
use crate::Result;

impl Tx<'_> {
    /// Takes a natural key; false when it was taken before, so that the same ledger row is never taken twice.
    ///
    /// # Errors
    /// The store's own.
    pub fn claim_key(&mut self, kind: &str, key: &str, record: &str) -> Result<bool> {
        // Asked and taken in one statement: OR IGNORE leaves a key that is there as it is, and 0 rows say so.
        let added = self.run(
            "INSERT OR IGNORE INTO import_key (kind, key, record) VALUES (?1, ?2, ?3)",
            params![kind, key, record],
        )?;
        Ok(added == 1)
    }

    /// Takes a natural key over from another computer; false when it was taken here too. Where the two name different records, both
    /// computers go by the lesser name.
    ///
    /// # Errors
    /// The store's own.
    pub(crate) fn union_key(&mut self, kind: &str, key: &str, record: &str) -> Result<bool> {
        if self.claim_key(kind, key, record)? {
            return Ok(true);
        }
        self.run(
            "UPDATE import_key SET record = ?3 WHERE kind = ?1 AND key = ?2 AND record > ?3",
            params![kind, key, record],
        )?;
        Ok(false)
    }
}
