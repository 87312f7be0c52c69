//! In which state a lot is, as its own cooperative last told: a recall stays until it is lifted, whatever else happens to the lot.

use rusqlite::{Connection, OptionalExtension, params};

use super::events::UNDECLARED;
use super::{LotKey, StoreError};

/// CBV's word for the state that outlasts the next one.
const RECALLED: &str = "recalled";

/// What was last told of a lot's state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct LotState {
    disposition: Option<Told<String>>,
    recalled: Option<Told<bool>>,
}

/// A word and its event's place in the order of all: time, then order of recording.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told<T> {
    word: T,
    place: (i64, i64),
}

impl LotState {
    /// What `organisation` last told of the lot, in events that stand and did not only use the lot up.
    pub(crate) fn of_lot(
        db: &Connection,
        lot: &LotKey,
        organisation: i64,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            disposition: last_told(db, "disposition", lot, organisation)?,
            recalled: last_told(db, "recalled", lot, organisation)?,
        })
    }

    /// CBV's word for the state. `persistentDisposition` sets and unsets a recall (EPCIS 2.0, 7.4); a plain disposition counts until the
    /// next one, and a recall that was only told so is lifted too by whoever unsets it.
    pub(crate) fn word(&self) -> Option<&str> {
        let recall = self.recalled.as_ref();
        if recall.is_some_and(|told| told.word) {
            return Some(RECALLED);
        }
        let last = self.disposition.as_ref()?;
        let lifted = recall.is_some_and(|unset| unset.place >= last.place);
        (last.word != RECALLED || !lifted).then_some(last.word.as_str())
    }
}

/// The last event that says something in `column`. Asked for by itself: a page reads no more than so many events, and a recall must not be
/// the one that it leaves out.
fn last_told<T: rusqlite::types::FromSql>(
    db: &Connection,
    column: &'static str,
    lot: &LotKey,
    organisation: i64,
) -> Result<Option<Told<T>>, StoreError> {
    let mut statement = db.prepare_cached(&format!(
        "SELECT e.{column}, e.event_time, e.id FROM event e
         WHERE e.id IN (SELECT event FROM event_thing WHERE thing = ?1 AND role <> 'input')
           AND e.organisation = ?2 AND e.{column} IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM event d
                           WHERE d.event_id = e.event_id AND d.declared_at <> ?3)
         ORDER BY e.event_time DESC, e.id DESC LIMIT 1"
    ))?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Told {
            word: row.get(0)?,
            place: (row.get(1)?, row.get(2)?),
        })
    };
    let told = statement.query_row(params![lot.thing, organisation, UNDECLARED], read);
    Ok(told.optional()?)
}
