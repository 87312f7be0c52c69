//! Master data elements: products, places, parties; the latest from each organisation.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::StoreError;

/// One vocabulary element with its attributes by local name (`cbvmda:name` → `name`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) kind: String,
    pub(crate) id: String,
    pub(crate) attributes: BTreeMap<String, String>,
}

impl Element {
    /// Stores the element, in place of an earlier one of the same organisation.
    pub(crate) fn keep(
        &self,
        tx: &Connection,
        organisation: i64,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        // first_at stays out of the update: who described a thing first goes on speaking for it.
        tx.prepare_cached(
            "INSERT INTO vocabulary (organisation, kind, element, attributes, first_at, recorded_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?5)
             ON CONFLICT (organisation, kind, element)
             DO UPDATE SET attributes = excluded.attributes, recorded_at = excluded.recorded_at",
        )?
        .execute(params![
            organisation,
            self.kind,
            self.id,
            serde_json::to_string(&self.attributes)?,
            now.as_microsecond(),
        ])?;
        Ok(())
    }

    /// The attributes `organisation` last sent for `id`, none where it sent nothing; elements of several kinds are merged.
    pub(crate) fn attributes_of(
        db: &Connection,
        organisation: i64,
        id: &str,
    ) -> Result<BTreeMap<String, String>, StoreError> {
        // Oldest first, so that of an attribute sent under two kinds the later value stays.
        let mut statement = db.prepare_cached(
            "SELECT attributes FROM vocabulary WHERE organisation = ?1 AND element = ?2
             ORDER BY recorded_at",
        )?;
        let rows = statement.query_map(params![organisation, id], |row| row.get(0))?;
        let mut merged = BTreeMap::new();
        for row in rows {
            let text: String = row?;
            let one: BTreeMap<String, String> = serde_json::from_str(&text)?;
            merged.extend(one);
        }
        Ok(merged)
    }

    /// The organisation that first described `id`; only the one with `organisation_code`, where one is given and enrolled here.
    pub(crate) fn described_by(
        db: &Connection,
        id: &str,
        organisation_code: Option<&str>,
    ) -> Result<Option<i64>, StoreError> {
        Ok(db
            .query_row(
                "SELECT v.organisation FROM vocabulary v JOIN organisation o ON o.id = v.organisation
                 WHERE v.element = ?1
                   AND (?2 IS NULL OR o.organisation_code = ?2
                        OR NOT EXISTS (SELECT 1 FROM organisation WHERE organisation_code = ?2))
                 ORDER BY v.first_at, v.organisation LIMIT 1",
                params![id, organisation_code],
                |row| row.get(0),
            )
            .optional()?)
    }
}
