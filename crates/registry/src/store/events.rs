//! Events as they are kept: with what the index needs of them; never changed.

use jiff::Timestamp;
use nuong_epcis::{Content, Exact};
use rusqlite::{Connection, params};

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
    /// It came without an eventID, and the registry gives it one.
    pub(crate) given: bool,
    /// When the error was declared, where it is a declaration.
    pub(crate) declared: Option<Timestamp>,
    /// What it says; two records of one key that say the same are the same.
    pub(crate) content: Content,
    pub(crate) event_time: Timestamp,
    pub(crate) event_type: String,
    pub(crate) action: Option<String>,
    pub(crate) biz_step: Option<String>,
    pub(crate) disposition: Option<String>,
    /// Whether its persistent disposition sets a recall or unsets one.
    pub(crate) recalled: Option<bool>,
    pub(crate) read_point: Option<String>,
    pub(crate) biz_location: Option<String>,
    pub(crate) transformation_id: Option<String>,
    pub(crate) error_reason: Option<String>,
    pub(crate) corrective_ids: Vec<String>,
    pub(crate) things: Vec<Thing>,
    /// The event as it came, with its eventID, without `recordTime` and `@context`.
    pub(crate) body: Exact,
    /// The `@context` it came under, as JSON.
    pub(crate) context: String,
}

impl Record {
    /// Gives the record another eventID.
    pub(crate) fn rename_event(&mut self, event_id: String) {
        self.body.set_text("eventID", &event_id);
        self.event_id = event_id;
    }

    /// Stores the record, whose key must be free.
    pub(super) fn insert_whole(
        &self,
        tx: &Connection,
        organisation: i64,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let row = self.insert_row(tx, organisation, now)?;
        self.insert_things(tx, row)?;
        self.insert_corrections(tx, row)
    }

    /// The second half of the key: an error declaration repeats its event's id.
    pub(super) fn declared_key(&self) -> i64 {
        self.declared.map_or(UNDECLARED, Timestamp::as_microsecond)
    }

    fn insert_row(
        &self,
        tx: &Connection,
        organisation: i64,
        now: Timestamp,
    ) -> Result<i64, StoreError> {
        let context = context_row(tx, &self.context)?;
        tx.prepare_cached(
            "INSERT INTO event (organisation, context, event_id, declared_at, content, declaration,
                 given, record_time, event_time, event_type, action, biz_step, disposition,
                 recalled, read_point, biz_location, transformation_id, error_reason, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
        )?
        .execute(params![
            organisation,
            context,
            self.event_id,
            self.declared_key(),
            self.content.said.0,
            self.content.declared.map(|digest| digest.0),
            self.given,
            now.as_microsecond(),
            self.event_time.as_microsecond(),
            self.event_type,
            self.action,
            self.biz_step,
            self.disposition,
            self.recalled,
            self.read_point,
            self.biz_location,
            self.transformation_id,
            self.error_reason,
            self.body.to_string(),
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
