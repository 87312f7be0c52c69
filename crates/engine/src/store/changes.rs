//! The change log: who changed what, when, on which device, before and after. It holds no secrets. Records come in through
//! `record.rs`; a projection or the sync notes here what a lot's history shows and no record holds.

use jiff::Timestamp;
use rusqlite::params;
use serde_json::{Map, Value as Json};

use super::reader::Reader;
use super::tx::Tx;
use crate::base::day::local;
use crate::{AppError, Code, Result};

/// An entry to write.
pub(super) struct Change<'a> {
    /// What kind of record: `product`, `lot`, …
    pub noun: &'static str,
    /// Its key.
    pub record: &'a str,
    /// The lot whose history shows it.
    pub lot: Option<&'a str>,
    /// `created`, `changed`, … : last part of the locale key `core.history.{noun}_{verb}`.
    pub verb: &'static str,
    /// `was` and `is`, or a note.
    pub fields: Map<String, Json>,
}

/// An entry as read for a lot's history.
pub(crate) struct Entry {
    /// Its place in time, by the logical clock.
    pub clock: String,
    /// When, RFC 3339.
    pub at: String,
    /// Who.
    pub actor: String,
    /// What kind of record.
    pub noun: String,
    /// What happened to it.
    pub verb: String,
    /// The columns after the change, or what was noted.
    pub is: Map<String, Json>,
}

impl Tx<'_> {
    /// Writes an entry.
    pub(super) fn log(&mut self, change: Change<'_>) -> Result<()> {
        let (clock, at, device, actor) = (
            self.tick()?.to_string(),
            self.at().to_owned(),
            self.device(),
            self.actor().to_owned(),
        );
        self.run(
            "INSERT INTO change_log (clock, at, device, actor, noun, record, lot_id, verb, fields) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![clock, at, device, actor, change.noun, change.record, change.lot, change.verb, Json::Object(change.fields).to_string()],
        )?;
        Ok(())
    }

    /// Notes what a lot's history shows although no record changed: a flag that came up, a record that went out.
    pub(crate) fn note(
        &mut self,
        noun: &'static str,
        record: &str,
        lot: &str,
        verb: &'static str,
    ) -> Result<()> {
        self.log(Change {
            noun,
            record,
            lot: Some(lot),
            verb,
            fields: Map::new(),
        })
    }
}

impl Reader<'_> {
    /// The entries of a lot's history, newest first.
    pub(crate) fn lot_history(&self, lot: &str) -> Result<Vec<Entry>> {
        self.all(
            "SELECT at, actor, noun, verb, fields, clock FROM change_log WHERE lot_id = ?1 ORDER BY clock DESC LIMIT 200",
            [lot],
            |r| {
                let mut fields: Map<String, Json> = r.json(4)?;
                let is = match fields.remove("is") {
                    Some(Json::Object(is)) => is,
                    _ => Map::new(),
                };
                Ok(Entry { at: r.get(0)?, actor: r.get(1)?, noun: r.get(2)?, verb: r.get(3)?, is, clock: r.get(5)? })
            },
        )
    }

    /// The columns of a record as the log told them up to an instant; none when it had not come by then, or had gone. Not among them
    /// are its key, when it was entered (the entry says both), and contents that the log leaves aside.
    ///
    /// # Errors
    /// `file_damaged`.
    pub fn columns_as_of(
        &self,
        noun: &str,
        record: &str,
        at: Timestamp,
    ) -> Result<Option<Map<String, Json>>> {
        let told = self.all(
            "SELECT record, fields FROM change_log WHERE record = ?1 AND noun = ?2 AND at <= ?3 ORDER BY clock",
            params![record, noun, local(at)],
            |r| r.json::<Map<String, Json>>(1),
        )?;
        let mut columns = None;
        for fields in &told {
            replay(&mut columns, fields)?;
        }
        Ok(columns)
    }
}

/// Brings a record's columns one entry further; none: it is not there.
///
/// # Errors
/// `file_damaged` when the entry is none of ours.
pub(crate) fn replay(
    columns: &mut Option<Map<String, Json>>,
    fields: &Map<String, Json>,
) -> Result<()> {
    match (fields.get("was"), fields.get("is")) {
        // Another computer made it too: what it left empty it says nothing about.
        (None, Some(Json::Object(is))) if columns.is_some() => {
            complete_columns(columns.get_or_insert_with(Map::new), is);
            Ok(())
        }
        // `is` without `was`: the record came, or came again after it had gone.
        (was, Some(Json::Object(is))) => {
            let columns = columns.get_or_insert_with(Map::new);
            for (name, value) in is {
                let before = was.and_then(|was| was.get(name));
                replay_column(columns, name, before, value);
            }
            Ok(())
        }
        (Some(Json::Object(_)), None) => {
            *columns = None;
            Ok(())
        }
        (None, None) => Ok(()), // a note
        _ => Err(AppError::new(
            Code::FileDamaged,
            "an entry of the change log cannot be read",
        )
        .with("record", "change_log")),
    }
}

/// Columns of one more birth of a record that is there, where it says something.
fn complete_columns(columns: &mut Map<String, Json>, born: &Map<String, Json>) {
    for (name, value) in born.iter().filter(|(_, value)| says_something(value)) {
        match (columns.get_mut(name), value) {
            (Some(Json::Object(own)), Json::Object(members)) => complete_columns(own, members),
            _ => {
                columns.insert(name.clone(), value.clone());
            }
        }
    }
}

fn says_something(value: &Json) -> bool {
    match value {
        Json::Null => false,
        Json::String(text) => !text.is_empty(),
        Json::Array(values) => !values.is_empty(),
        Json::Object(members) => !members.is_empty(),
        Json::Bool(_) | Json::Number(_) => true,
    }
}

/// A column that holds an object is told by its members; one that only the state before had is gone.
fn replay_column(columns: &mut Map<String, Json>, name: &str, before: Option<&Json>, after: &Json) {
    match (columns.get_mut(name), before, after) {
        (Some(Json::Object(own)), Some(Json::Object(before)), Json::Object(after)) => {
            own.retain(|member, _| !before.contains_key(member) || after.contains_key(member));
            own.extend(
                after
                    .iter()
                    .map(|(member, value)| (member.clone(), value.clone())),
            );
        }
        _ => {
            columns.insert(name.to_owned(), after.clone());
        }
    }
}
