//! What the public page may know of a lot: its events that still stand, and who recorded them.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};
use serde_json::Value;

use super::StoreError;
use super::events::UNDECLARED;
use crate::limits;

/// No page shows more stages than this; a lot has tens.
const EVENTS_SHOWN: i64 = 1000;

/// Identity of a lot (or a single item) in the index's canonical form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LotKey {
    /// EPC class of the lot, or the id of an item.
    pub(crate) thing: String,
    /// Class of the product the lot is of.
    pub(crate) product: String,
    /// What the ids of all its lots begin with, up to and with a separator.
    pub(crate) siblings: String,
    /// Where the id itself names its owner: the code of the organisation that alone may speak for it, once it is enrolled here.
    pub(crate) owner_organisation_code: Option<String>,
}

/// An event of a lot that no error declaration has withdrawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LotEvent {
    pub(crate) organisation: i64,
    pub(crate) organisation_name: String,
    pub(crate) organisation_code: String,
    pub(crate) record_time: Timestamp,
    pub(crate) event_time: Timestamp,
    pub(crate) action: Option<String>,
    pub(crate) biz_step: Option<String>,
    pub(crate) disposition: Option<String>,
    /// The lot only went into what this event made: dates and state that it tells are the products'.
    pub(crate) used_up: bool,
    pub(crate) body: Value,
}

/// Who has recorded something of a lot, and since when; what was declared wrong since counts too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LotRecorder {
    pub(crate) organisation: i64,
    pub(crate) since: Timestamp,
}

impl LotRecorder {
    /// The recorders of a lot, whoever was first first.
    pub(crate) fn of_lot(db: &Connection, lot: &LotKey) -> Result<Vec<Self>, StoreError> {
        let mut statement = db.prepare_cached(
            "SELECT e.organisation, min(e.record_time)
             FROM event e JOIN organisation o ON o.id = e.organisation
             WHERE e.id IN (SELECT event FROM event_thing WHERE thing = ?1)
               AND (?2 IS NULL OR o.organisation_code = ?2
                    OR NOT EXISTS (SELECT 1 FROM organisation WHERE organisation_code = ?2))
             GROUP BY e.organisation ORDER BY min(e.record_time), min(e.id) LIMIT ?3",
        )?;
        let key = params![lot.thing, lot.owner_organisation_code, EVENTS_SHOWN];
        let rows = statement.query_map(key, |row| {
            Ok(Self {
                organisation: row.get(0)?,
                since: super::read_instant(row, 1)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl LotEvent {
    /// Events about the lot in the order they happened.
    pub(crate) fn of_lot(db: &Connection, lot: &LotKey) -> Result<Vec<Self>, StoreError> {
        // An event falls out when any record under its id is an error declaration (declared_at is set), the declaration
        // itself included. ?3 is the owner that the lot's id names: once that owner is enrolled here, only it may speak.
        let mut statement = db.prepare_cached(
            "SELECT e.organisation, o.name, o.organisation_code, e.record_time, e.event_time, e.action,
                    e.biz_step, e.disposition,
                    NOT EXISTS (SELECT 1 FROM event_thing t
                                WHERE t.thing = ?1 AND t.event = e.id AND t.role <> 'input'),
                    e.body
             FROM event e JOIN organisation o ON o.id = e.organisation
             WHERE e.id IN (SELECT event FROM event_thing WHERE thing = ?1)
               AND NOT EXISTS (SELECT 1 FROM event d
                               WHERE d.event_id = e.event_id AND d.declared_at <> ?2)
               AND (?3 IS NULL OR o.organisation_code = ?3
                    OR NOT EXISTS (SELECT 1 FROM organisation WHERE organisation_code = ?3))
             ORDER BY e.event_time, e.id LIMIT ?4",
        )?;
        let rows = statement.query_map(
            params![
                lot.thing,
                UNDECLARED,
                lot.owner_organisation_code,
                EVENTS_SHOWN
            ],
            |row| Ok((Self::read_head(row)?, row.get::<_, String>(9)?)),
        )?;
        let mut events = Vec::new();
        let mut bytes = 0_usize;
        for row in rows {
            let (head, body) = row?;
            // Bounded by size too: a thousand events of a megabyte would be read for one page.
            bytes = bytes.saturating_add(body.len());
            if bytes > limits::PAGE_BYTES {
                break;
            }
            let body = serde_json::from_str(&body)?;
            events.push(Self { body, ..head });
        }
        Ok(events)
    }

    fn read_head(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            organisation: row.get(0)?,
            organisation_name: row.get(1)?,
            organisation_code: row.get(2)?,
            record_time: super::read_instant(row, 3)?,
            event_time: super::read_instant(row, 4)?,
            action: row.get(5)?,
            biz_step: row.get(6)?,
            disposition: row.get(7)?,
            used_up: row.get(8)?,
            body: Value::Null,
        })
    }
}

impl LotKey {
    /// Whether any lot of the same product is recorded.
    pub(crate) fn has_siblings(&self, db: &Connection) -> Result<bool, StoreError> {
        let mut end = self.siblings.clone();
        // A range instead of LIKE, because LIKE takes % and _ in a SKU for wildcards and passes the index by.
        // The prefix ends with '/' or ':'; the next character closes the range of what begins with it.
        let next = match end.pop() {
            Some(':') => ';',
            _ => '0',
        };
        end.push(next);
        Ok(db.query_row(
            "SELECT EXISTS (SELECT 1 FROM event_thing WHERE thing >= ?1 AND thing < ?2)",
            params![self.siblings, end],
            |row| row.get(0),
        )?)
    }
}
