//! What was declared wrong about a lot, and where it went instead.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::events::UNDECLARED;
use super::{LotKey, StoreError};

/// No page tells of more corrections than this; a lot has a few.
const MOST: i64 = 200;
/// Lots that a withdrawn one leads to.
const SUCCESSORS: i64 = 20;

/// A declaration that something recorded of a lot is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LotCorrection {
    pub(crate) declared: Timestamp,
    /// CBV word, or the declarer's own.
    pub(crate) reason: Option<String>,
    /// Other events stand in its place.
    pub(crate) corrected: bool,
}

impl LotCorrection {
    /// What an organisation declared about the lot, the latest first.
    pub(crate) fn of_lot(
        db: &Connection,
        lot: &LotKey,
        organisation: i64,
    ) -> Result<Vec<Self>, StoreError> {
        let mut statement = db.prepare_cached(
            "SELECT e.declared_at, e.error_reason,
                    EXISTS (SELECT 1 FROM event_correction c WHERE c.event = e.id)
             FROM event e
             WHERE e.id IN (SELECT event FROM event_thing WHERE thing = ?1)
               AND e.declared_at <> ?2 AND e.organisation = ?3
             ORDER BY e.declared_at DESC, e.id LIMIT ?4",
        )?;
        let key = params![lot.thing, UNDECLARED, organisation, MOST];
        let rows = statement.query_map(key, |row| {
            Ok(Self {
                declared: super::read_instant(row, 0)?,
                reason: row.get(1)?,
                corrected: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Things that standing corrective events of an organisation name in place of this lot, in canonical form.
pub(crate) fn successor_lots(
    db: &Connection,
    lot: &LotKey,
    organisation: i64,
) -> Result<Vec<String>, StoreError> {
    // A corrective event counts where it is of whoever declared the error, and was not declared wrong itself.
    let mut statement = db.prepare_cached(
        "SELECT DISTINCT t.thing
         FROM event e
         JOIN event_correction c ON c.event = e.id
         JOIN event w ON w.event_id = c.event_id AND w.organisation = e.organisation
         JOIN event_thing t ON t.event = w.id
         WHERE e.id IN (SELECT event FROM event_thing WHERE thing = ?1)
           AND e.declared_at <> ?2 AND e.organisation = ?3 AND t.thing <> ?1
           AND NOT EXISTS (SELECT 1 FROM event d
                           WHERE d.event_id = w.event_id AND d.declared_at <> ?2)
         ORDER BY t.thing LIMIT ?4",
    )?;
    let key = params![lot.thing, UNDECLARED, organisation, SUCCESSORS];
    let rows = statement.query_map(key, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
