//! What comes from other computers: entries of their logs beside ours, and records as the union of all logs tells them. Whatever comes in
//! whatever order, and however often, the same set of entries gives the same records.

use std::collections::BTreeMap;

use nuong_domain::clock::Tick;
use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};
use serde_json::{Map, Value as Json, json};

use super::changes::replay;
use super::kind::Kind;
use super::reader::Reader;
use super::record::Record;
use super::tx::Tx;
use crate::{AppError, Code, Result};

/// An entry of the log as computers tell it to one another. Notes are each computer's own and are not told.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SharedEntry {
    /// When by the logical clock, and on which computer.
    pub tick: Tick,
    /// When, RFC 3339.
    pub at: String,
    /// Who.
    pub actor: String,
    /// What kind of record.
    pub noun: String,
    /// Its key.
    pub record: String,
    /// The lot whose history shows it.
    pub lot: Option<String>,
    /// What happened to it.
    pub verb: String,
    /// `was` and `is`.
    pub fields: Map<String, Json>,
}

/// How the entries of several computers come to one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Union {
    /// What may change: field by field the latest word holds.
    ByField,
    /// A fact: as it was told first.
    FirstBirth,
}

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Settled {
    /// It is as it was.
    Same,
    /// It is new, or has changed.
    Written,
}

const ENTRIES: &str =
    "SELECT clock, at, actor, noun, record, lot_id, verb, fields FROM change_log WHERE";

fn read_entry(r: &super::columns::Columns<'_>) -> Result<SharedEntry> {
    Ok(SharedEntry {
        tick: r.parsed(0)?,
        at: r.get(1)?,
        actor: r.get(2)?,
        noun: r.get(3)?,
        record: r.get(4)?,
        lot: r.get(5)?,
        verb: r.get(6)?,
        fields: r.json(7)?,
    })
}

impl Reader<'_> {
    /// Sees every entry about records of these nouns, in order of the logical clock.
    ///
    /// # Errors
    /// `file_damaged`; what `see` refuses.
    pub(crate) fn each_entry(
        &self,
        nouns: &[&str],
        mut see: impl FnMut(SharedEntry) -> Result<()>,
    ) -> Result<()> {
        let sql = format!(
            "{ENTRIES} fields <> '{{}}' AND noun IN (SELECT value FROM json_each(?1)) ORDER BY clock"
        );
        self.each(&sql, [json!(nouns).to_string()], |r| see(read_entry(r)?))
    }

    /// The entries about a record, in order of the logical clock.
    pub(crate) fn entries_of(&self, noun: &str, record: &str) -> Result<Vec<SharedEntry>> {
        let sql =
            format!("{ENTRIES} record = ?1 AND noun = ?2 AND fields <> '{{}}' ORDER BY clock");
        self.all(&sql, [record, noun], read_entry)
    }

    /// The entry of a tick.
    pub(crate) fn entry_at(&self, tick: Tick) -> Result<Option<SharedEntry>> {
        self.one(
            &format!("{ENTRIES} clock = ?1"),
            [tick.to_string()],
            read_entry,
        )
    }

    /// This computer, as entries name it.
    pub(crate) fn own_device(&self) -> Result<String> {
        let sql = "SELECT key, value FROM meta WHERE key = 'device'";
        Ok(self.one(sql, [], |r| r.get(1))?.unwrap_or_default())
    }

    /// A record as its entries tell it.
    fn told_record<R: Record>(&self, key: &str, union: Union) -> Result<R> {
        let kind = R::kind();
        let entries = self.entries_of(kind.noun, key)?;
        let mut columns = None;
        let mut entered = "";
        for entry in &entries {
            let is_birth = !entry.fields.contains_key("was");
            if columns.is_none() && is_birth {
                entered = &entry.at;
            }
            if columns.is_none() || union == Union::ByField {
                replay(&mut columns, &entry.fields)?;
            }
        }
        let gone = || damaged(kind.noun, key);
        let values = told_values(kind, key, &columns.ok_or_else(gone)?, entered);
        let marks: Vec<String> = (1..)
            .zip(kind.columns)
            .map(|(n, column)| format!("?{n} AS {column}"))
            .collect();
        // The record reads itself, so that what it would not read from its table is not written there.
        let sql = format!("SELECT {}", marks.join(", "));
        self.one(&sql, params_from_iter(values), R::read)?
            .ok_or_else(gone)
    }
}

fn damaged(noun: &str, key: &str) -> AppError {
    AppError::new(Code::FileDamaged, "entries that make no record")
        .with("record", format!("{noun} {key}"))
}

fn told_values(kind: &Kind, key: &str, columns: &Map<String, Json>, entered: &str) -> Vec<Value> {
    let told = |(i, column): (usize, &&str)| match () {
        () if kind.keys == 1 && i == 0 => Value::Text(key.to_owned()),
        () if kind.entered == Some(*column) => Value::Text(entered.to_owned()),
        () => columns.get(*column).map_or(Value::Null, value_of),
    };
    kind.columns.iter().enumerate().map(told).collect()
}

/// A value as a column holds it.
fn value_of(told: &Json) -> Value {
    match told {
        Json::Null => Value::Null,
        Json::Bool(yes) => i64::from(*yes).into(),
        Json::String(text) => Value::Text(text.clone()),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => whole.into(),
            (None, Some(real)) => real.into(),
            (None, None) => Value::Null,
        },
        Json::Object(_) | Json::Array(_) => Value::Text(told.to_string()),
    }
}

impl Tx<'_> {
    /// Puts another computer's entry beside ours; false where it is there already.
    ///
    /// # Errors
    /// `changes_contradict` where the same tick says something else here: a computer never uses one twice.
    pub(crate) fn union_entry(&mut self, entry: &SharedEntry) -> Result<bool> {
        if let Some(own) = self.reader().entry_at(entry.tick)? {
            return match own == *entry {
                true => Ok(false),
                false => Err(AppError::new(Code::ChangesContradict, entry.tick)),
            };
        }
        let device = entry.tick.device().to_string();
        let fields = Json::Object(entry.fields.clone()).to_string();
        self.run(
            "INSERT INTO change_log (clock, at, device, actor, noun, record, lot_id, verb, fields) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![entry.tick.to_string(), entry.at, device, entry.actor, entry.noun, entry.record, entry.lot, entry.verb, fields],
        )?;
        Ok(true)
    }

    /// Brings a record in line with its entries.
    ///
    /// # Errors
    /// `file_damaged` where they make no record; `conflicting_record` where another record has what only one may have.
    pub(crate) fn union_record<R: Record>(&mut self, key: &str, union: Union) -> Result<Settled> {
        let kind = R::kind();
        let record: R = self.reader().told_record(key, union)?;
        let values = record.values();
        if kind.key_name(&values) != key {
            return Err(damaged(kind.noun, key));
        }
        let before: Option<R> = self.reader().record(kind.key_of(&values))?;
        if before.as_ref().map(R::values).as_ref() == Some(&values) {
            return Ok(Settled::Same);
        }
        if before.is_some() && union == Union::FirstBirth {
            self.lift_locks(kind.table)?;
        }
        self.run(&kind.sql().upsert, params_from_iter(&values))?;
        self.tell_union(&record, before.as_ref());
        Ok(Settled::Written)
    }

    /// Adds a fact that came with its contents; its entry comes for itself.
    ///
    /// # Errors
    /// As [`Tx::append`].
    pub(crate) fn union_fact<R: Record>(&mut self, fact: &R) -> Result<()> {
        self.run(&R::kind().sql().insert, params_from_iter(fact.values()))?;
        self.tell_union(fact, None);
        Ok(())
    }

    /// Writes the columns anew that may be amended, as entries that are there tell them.
    ///
    /// # Errors
    /// Those of the disk.
    pub(crate) fn union_amended<R: Record>(&mut self, fact: &R) -> Result<()> {
        let (kind, values) = (R::kind(), fact.values());
        let columns = kind.columns.iter().zip(&values);
        let amended = columns.filter(|(column, _)| kind.amendable.contains(column));
        let amended = amended.map(|(_, value)| value);
        let key = kind.key_of(&values);
        self.run(
            &kind.sql().amend,
            params_from_iter(key.iter().chain(amended)),
        )?;
        self.tell_union(fact, None);
        Ok(())
    }

    fn tell_union<R: Record>(&mut self, record: &R, before: Option<&R>) {
        for topic in R::kind().topics {
            self.touch(*topic);
        }
        for mark in record.marks(before) {
            self.mark(mark);
        }
    }

    /// Lets facts of a table be written anew until the transaction ends: two computers told the same one, and both go by the first telling.
    ///
    /// # Errors
    /// Those of the disk.
    pub(crate) fn lift_locks(&mut self, table: &'static str) -> Result<()> {
        if self.lifted.contains_key(table) {
            return Ok(());
        }
        const LOCKS: &str =
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1";
        let locks = self.reader().all(LOCKS, [table], |r| {
            Ok((r.get::<String>(0)?, r.get::<String>(1)?))
        })?;
        let mut statements = Vec::with_capacity(locks.len());
        for (name, sql) in locks {
            self.run(&format!("DROP TRIGGER {name}"), [])?;
            statements.push(sql);
        }
        self.lifted.insert(table.to_owned(), statements);
        Ok(())
    }

    /// Locks again what was lifted; the door does it before each commit.
    pub(super) fn set_locks(&mut self) -> Result<()> {
        let lifted: BTreeMap<String, Vec<String>> = std::mem::take(&mut self.lifted);
        for sql in lifted.into_values().flatten() {
            self.run(&sql, [])?;
        }
        Ok(())
    }
}
