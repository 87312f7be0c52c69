//! One way to write. A record's kind says its table, its columns, how a row is read and what its values are, once; from these follow the
//! SQL, the entry in the change log, what becomes stale, and what the projections must look at. [`Tx::put`] stores a record that may
//! change, [`Tx::append`] a fact, [`Tx::remove`] takes a record out: there is no other way to write one.
//!
//! The change log holds each record whole: `{"is": {…}}` when it came, `{"was": {…}, "is": {…}}` with the columns that changed, `{"was": {…}}`
//! when it went. Read from the first entry to the last it gives the tables again (a test says so), and up to some day, what was then.

use rusqlite::params_from_iter;
use rusqlite::types::Value;
use serde_json::{Map, Value as Json};

use super::changes::Change;
use super::columns::Columns;
pub(crate) use super::kind::Kind;
use super::mark::Mark;
use super::reader::Reader;
use super::tx::Tx;
use crate::{AppError, Code, Result};

/// A record of the data file.
pub(crate) trait Record: Sized {
    /// Its kind.
    fn kind() -> &'static Kind;

    /// Its values, in the order of the kind's columns.
    fn values(&self) -> Vec<Value>;

    /// Reads it from its columns, in the same order.
    ///
    /// # Errors
    /// `file_damaged`.
    fn read(row: &Columns<'_>) -> Result<Self>;

    /// The lot whose history shows its changes.
    fn lot(&self) -> Option<String> {
        None
    }

    /// What happened to it, for the log and the locale key `core.history.{noun}_{verb}`.
    fn verb(&self, before: Option<&Self>) -> &'static str {
        match before {
            Some(_) => "changed",
            None => "created",
        }
    }

    /// What the projections must look at.
    fn marks(&self, _before: Option<&Self>) -> Vec<Mark> {
        Vec::new()
    }
}

impl Reader<'_> {
    /// The record with this key.
    ///
    /// # Errors
    /// `file_damaged` (args `record`).
    pub(crate) fn record<R: Record>(&self, key: &[Value]) -> Result<Option<R>> {
        let kind = R::kind();
        let found = self.one(&kind.sql().select_one, params_from_iter(key), R::read);
        found.map_err(|e| named(kind.noun, e))
    }

    /// Every record that meets a condition, which may name an order.
    ///
    /// # Errors
    /// `file_damaged` (args `record`).
    pub(crate) fn records<R: Record>(&self, condition: &str, values: &[Value]) -> Result<Vec<R>> {
        let kind = R::kind();
        let sql = format!("{} {condition}", kind.select());
        let found = self.all(&sql, params_from_iter(values), |row| R::read(row));
        found.map_err(|e| named(kind.noun, e))
    }
}

/// An unreadable record is named by its noun, too.
fn named(noun: &str, error: AppError) -> AppError {
    match error.args.get("record") {
        Some(record) if error.code == Code::FileDamaged => {
            let record = format!("{noun} {record}");
            error.with("record", record)
        }
        _ => error,
    }
}

impl Tx<'_> {
    /// Stores a record in the place of the one with its key, which is given back. Nothing is written where nothing changed.
    ///
    /// # Errors
    /// `file_damaged` when the one before cannot be read; those of the disk.
    pub(crate) fn put<R: Record>(&mut self, record: &R) -> Result<Option<R>> {
        let (kind, values) = (R::kind(), record.values());
        let key = kind.key_of(&values);
        let before: Option<R> = self.reader().record(key)?;
        let was = before.as_ref().map(R::values);
        if was.as_ref() == Some(&values) {
            return Ok(before);
        }
        self.run(&kind.sql().upsert, params_from_iter(&values))?;
        self.tell_change(record, before.as_ref(), was.as_deref(), Some(&values))?;
        Ok(before)
    }

    /// Adds a fact, which nobody ever changes.
    ///
    /// # Errors
    /// `conflicting_record` when there is one with its key; those of the disk.
    pub(crate) fn append<R: Record>(&mut self, fact: &R) -> Result<()> {
        let values = fact.values();
        self.run(&R::kind().sql().insert, params_from_iter(&values))?;
        self.tell_change(fact, None, None, Some(&values))
    }

    /// Writes the columns of a fact anew that may be amended, and says so in the log, whether or not it has an entry of the fact itself.
    ///
    /// # Errors
    /// `internal` when there is no such fact; those of the disk.
    pub(crate) fn amend<R: Record>(&mut self, fact: &R) -> Result<()> {
        let (kind, values) = (R::kind(), fact.values());
        let key = kind.key_of(&values);
        let before: Option<R> = self.reader().record(key)?;
        let missing = || AppError::new(Code::Internal, "nothing to amend");
        let before = before.ok_or_else(missing)?.values();
        let columns = kind.columns.iter().zip(&values);
        let amended = columns.filter(|(column, _)| kind.amendable.contains(column));
        let amended = amended.map(|(_, value)| value);
        let fields = told(kind, Some(&before), Some(&values));
        if fields.is_empty() {
            return Ok(());
        }
        self.run(
            &kind.sql().amend,
            params_from_iter(key.iter().chain(amended)),
        )?;
        for topic in kind.topics {
            self.touch(*topic);
        }
        self.log(Change {
            noun: kind.noun,
            record: &kind.key_name(&values),
            lot: fact.lot().as_deref(),
            verb: "amended",
            fields,
        })
    }

    /// Takes a record out. What prints or events name is never taken out, but put out of sight.
    ///
    /// # Errors
    /// Those of the disk.
    pub(crate) fn remove<R: Record>(&mut self, record: &R) -> Result<()> {
        let (kind, values) = (R::kind(), record.values());
        let key = kind.key_of(&values);
        self.run(&kind.sql().delete, params_from_iter(key))?;
        self.tell_change(record, Some(record), Some(&values), None)
    }

    /// Log, topics and marks of a write.
    fn tell_change<R: Record>(
        &mut self,
        record: &R,
        before: Option<&R>,
        was: Option<&[Value]>,
        is: Option<&[Value]>,
    ) -> Result<()> {
        let kind = R::kind();
        for topic in kind.topics {
            self.touch(*topic);
        }
        for mark in record.marks(before) {
            self.mark(mark);
        }
        let Some(values) = is.or(was).filter(|_| kind.logged) else {
            return Ok(());
        };
        let fields = told(kind, was, is);
        if fields.is_empty() {
            return Ok(());
        }
        let name = kind.key_name(values);
        let verb = match is {
            Some(_) => record.verb(before),
            None => "removed",
        };
        self.log(Change {
            noun: kind.noun,
            record: &name,
            lot: record.lot().as_deref(),
            verb,
            fields,
        })
    }
}

/// What the log says of a change; empty where nothing of it belongs there.
fn told(kind: &Kind, was: Option<&[Value]>, is: Option<&[Value]>) -> Map<String, Json> {
    let mut fields = Map::new();
    for (name, own, other) in [("was", was, is), ("is", is, was)] {
        let Some(own) = own else { continue };
        let columns = told_side(kind, own, other);
        // A record that came or went has its entry, even where its key says all.
        if !columns.is_empty() || other.is_none() {
            fields.insert(name.to_owned(), Json::Object(columns));
        }
    }
    fields
}

/// The columns of one side: those that differ from the other, or all that hold something where there is no other.
fn told_side(kind: &Kind, own: &[Value], other: Option<&[Value]>) -> Map<String, Json> {
    let mut columns = Map::new();
    for (at, column) in kind.told_columns() {
        let Some(value) = own.get(at) else { continue };
        let beside = other.and_then(|other| other.get(at));
        if beside == Some(value) || (other.is_none() && *value == Value::Null) {
            continue;
        }
        let told = match (kind.nested.contains(&column), beside) {
            (true, beside) => members(value, beside),
            (false, _) => json_of(value),
        };
        columns.insert(column.to_owned(), told);
    }
    columns
}

/// A JSON object's members that differ from the other's. A text that is no object is told as it is.
fn members(value: &Value, beside: Option<&Value>) -> Json {
    let object = |value: &Value| match value {
        Value::Text(text) => match serde_json::from_str(text) {
            Ok(Json::Object(members)) => Some(members),
            _ => None,
        },
        _ => None,
    };
    let (Some(mut own), other) = (object(value), beside.and_then(object)) else {
        return json_of(value);
    };
    if let Some(other) = other {
        own.retain(|name, member| other.get(name) != Some(member));
    }
    Json::Object(own)
}

/// A value as the log holds it. Bytes stand aside, so there are none here.
fn json_of(value: &Value) -> Json {
    match value {
        Value::Null | Value::Blob(_) => Json::Null,
        Value::Integer(number) => (*number).into(),
        Value::Real(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
    }
}

/// A text as a value of a column.
pub(crate) fn text(of: impl ToString) -> Value {
    Value::Text(of.to_string())
}

/// A text that may be missing.
pub(crate) fn text_if_any(of: Option<impl ToString>) -> Value {
    of.map_or(Value::Null, text)
}
