//! Events: filed once per (eventID, declaration time), never changed.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value};

use super::StoreError;

/// Marks "no error declaration" in the unique key, where NULL would not collide with NULL.
pub(super) const UNDECLARED: i64 = i64::MIN;

/// In which field of an event a thing stands; what the `MATCH_…` parameters ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// `epcList`, `childEPCs`, `quantityList`, `childQuantityList`.
    Epc,
    /// `parentID`.
    Parent,
    /// `inputEPCList`, `inputQuantityList`.
    Input,
    /// `outputEPCList`, `outputQuantityList`.
    Output,
}

impl Role {
    /// The word kept in the database.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Epc => "epc",
            Self::Parent => "parent",
            Self::Input => "input",
            Self::Output => "output",
        }
    }
}

/// Something an event is about, in canonical form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Thing {
    pub(crate) id: String,
    pub(crate) role: Role,
    /// An EPC class with a quantity, not a single instance.
    pub(crate) class: bool,
}

/// One valid event with what the index needs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Record {
    pub(crate) event_id: String,
    pub(crate) declared: Option<Timestamp>,
    /// CBV 2.0 event hash, an `ni:` URI.
    pub(crate) hash: String,
    pub(crate) event_time: Timestamp,
    pub(crate) event_type: String,
    pub(crate) action: Option<String>,
    pub(crate) biz_step: Option<String>,
    pub(crate) disposition: Option<String>,
    pub(crate) read_point: Option<String>,
    pub(crate) biz_location: Option<String>,
    pub(crate) transformation_id: Option<String>,
    pub(crate) error_reason: Option<String>,
    pub(crate) corrective_ids: Vec<String>,
    pub(crate) things: Vec<Thing>,
    /// The event as it came, with its eventID, without `recordTime` and `@context`.
    pub(crate) body: Map<String, Value>,
    /// The `@context` it came under, as JSON.
    pub(crate) context: String,
}

/// What became of a record that was to be filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filed {
    /// It is stored now.
    Stored,
    /// The same record was stored before; nothing was done.
    Duplicate,
    /// Another record of the same organisation bears this eventID.
    Conflict,
    /// The eventID belongs to another organisation.
    Foreign,
}

impl Record {
    /// Stores the record unless its identity is taken.
    pub(crate) fn file_once(
        &self,
        tx: &Connection,
        organisation: i64,
        now: Timestamp,
    ) -> Result<Filed, StoreError> {
        if let Some(taken) = self.find_taken(tx, organisation)? {
            return Ok(taken);
        }
        let row = self.insert(tx, organisation, now)?;
        self.insert_things(tx, row)?;
        self.insert_corrections(tx, row)?;
        Ok(Filed::Stored)
    }

    /// Gives the record another eventID.
    pub(crate) fn rename_event(&mut self, event_id: String) {
        self.body
            .insert("eventID".to_owned(), Value::String(event_id.clone()));
        self.event_id = event_id;
    }

    /// Whether another organisation already uses this eventID.
    pub(crate) fn is_foreign(
        &self,
        tx: &Connection,
        organisation: i64,
    ) -> Result<bool, StoreError> {
        Ok(tx.query_row(
            "SELECT EXISTS (SELECT 1 FROM event WHERE event_id = ?1 AND organisation <> ?2)",
            params![self.event_id, organisation],
            |row| row.get(0),
        )?)
    }

    fn find_taken(&self, tx: &Connection, organisation: i64) -> Result<Option<Filed>, StoreError> {
        if self.is_foreign(tx, organisation)? {
            return Ok(Some(Filed::Foreign));
        }
        // An error declaration repeats its event's id, so the id and the time of declaration together name a record.
        let hash: Option<String> = tx
            .query_row(
                "SELECT hash FROM event WHERE event_id = ?1 AND declared_at = ?2",
                params![self.event_id, self.declared_key()],
                |row| row.get(0),
            )
            .optional()?;
        Ok(hash.map(|hash| {
            if hash == self.hash {
                Filed::Duplicate
            } else {
                Filed::Conflict
            }
        }))
    }

    fn declared_key(&self) -> i64 {
        self.declared.map_or(UNDECLARED, Timestamp::as_microsecond)
    }

    fn insert(
        &self,
        tx: &Connection,
        organisation: i64,
        now: Timestamp,
    ) -> Result<i64, StoreError> {
        let context = context_row(tx, &self.context)?;
        tx.prepare_cached(
            "INSERT INTO event (organisation, context, event_id, declared_at, hash, record_time,
                 event_time, event_type, action, biz_step, disposition, read_point, biz_location,
                 transformation_id, error_reason, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            organisation,
            context,
            self.event_id,
            self.declared_key(),
            self.hash,
            now.as_microsecond(),
            self.event_time.as_microsecond(),
            self.event_type,
            self.action,
            self.biz_step,
            self.disposition,
            self.read_point,
            self.biz_location,
            self.transformation_id,
            self.error_reason,
            serde_json::to_string(&self.body)?,
        ])?;
        Ok(tx.last_insert_rowid())
    }

    fn insert_things(&self, tx: &Connection, event: i64) -> Result<(), StoreError> {
        // IGNORE: an event may name one thing twice in one role.
        let mut statement = tx.prepare_cached(
            "INSERT OR IGNORE INTO event_thing (thing, event, role, class) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for thing in &self.things {
            statement.execute(params![thing.id, event, thing.role.word(), thing.class])?;
            super::short_codes::index_lot(tx, &thing.id)?;
        }
        Ok(())
    }

    fn insert_corrections(&self, tx: &Connection, event: i64) -> Result<(), StoreError> {
        // IGNORE: a declaration may list one corrective event twice.
        let mut statement = tx.prepare_cached(
            "INSERT OR IGNORE INTO event_correction (event_id, event) VALUES (?1, ?2)",
        )?;
        for id in &self.corrective_ids {
            statement.execute(params![id, event])?;
        }
        Ok(())
    }
}

fn context_row(tx: &Connection, body: &str) -> Result<i64, StoreError> {
    // Thousands of events share a handful of contexts. A context that is known is ignored, and then there is no row id to take.
    tx.execute("INSERT OR IGNORE INTO context (body) VALUES (?1)", [body])?;
    Ok(
        tx.query_row("SELECT id FROM context WHERE body = ?1", [body], |row| {
            row.get(0)
        })?,
    )
}
