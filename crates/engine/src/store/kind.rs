//! What a kind of record is called, where it stands, and the statements that follow from it.

use std::sync::OnceLock;

use rusqlite::types::Value;

use crate::base::topic::Topic;

/// What a kind of record is called, and where it stands.
pub(crate) struct Kind {
    /// What the change log calls it.
    pub noun: &'static str,
    /// Its table.
    pub table: &'static str,
    /// Its columns; those of the key come first.
    pub columns: &'static [&'static str],
    /// How many columns the key has.
    pub keys: usize,
    /// Columns that the log leaves out: contents whose hash is the key, and what this laptop alone notes down.
    pub aside: &'static [&'static str],
    /// The column of a fact that says when it was entered: the entry's own `at`, which the log does not repeat.
    pub entered: Option<&'static str>,
    /// Columns that hold a JSON object, of which the log tells each member for itself.
    pub nested: &'static [&'static str],
    /// Columns that a projection fills later, with what stands in them at birth as SQL.
    pub projected: &'static [(&'static str, &'static str)],
    /// Columns that hold another record's number in this file, with that record's table; in values and in the log they are its id.
    pub refers: &'static [(&'static str, &'static str)],
    /// Columns of a fact that may be written anew; the log tells of that alone where the kind has no entries.
    pub amendable: &'static [&'static str],
    /// Columns that hold a step's id itself, which is 16 bytes: the step may not have come yet.
    pub step_ids: &'static [&'static str],
    /// What a change makes stale.
    pub topics: &'static [Topic],
    /// False where the table is its own log: it is only ever added to, or it is this laptop's talk with a destination.
    pub logged: bool,
    sql: OnceLock<Sql>,
}

/// Tables whose ids are 16 bytes: there may be millions of rows. In values and in the log they are texts, as everywhere.
const IDS_IN_BYTES: &[&str] = &["step"];

/// An id as text, as its table's column holds it.
fn id_in_column(table: &str, n: usize) -> String {
    if IDS_IN_BYTES.contains(&table) {
        format!("unhex(?{n}, '-')")
    } else {
        format!("?{n}")
    }
}

/// A table's id as text.
fn id_as_text(table: &str) -> &'static str {
    if IDS_IN_BYTES.contains(&table) {
        "lower(hex(id))"
    } else {
        "id"
    }
}

/// The statements of a kind.
pub(super) struct Sql {
    pub select: String,
    pub select_one: String,
    pub insert: String,
    pub upsert: String,
    pub delete: String,
    /// Values of the key, then those of the columns that may be written anew.
    pub amend: String,
}

impl Kind {
    /// A kind of record with one column as its key, whose every column the log holds.
    pub const fn new(
        noun: &'static str,
        table: &'static str,
        columns: &'static [&'static str],
        topics: &'static [Topic],
    ) -> Self {
        Self {
            noun,
            table,
            columns,
            keys: 1,
            aside: &[],
            entered: None,
            nested: &[],
            projected: &[],
            refers: &[],
            amendable: &[],
            step_ids: &[],
            topics,
            logged: true,
            sql: OnceLock::new(),
        }
    }

    /// With so many columns as its key.
    pub const fn keyed_by(mut self, keys: usize) -> Self {
        self.keys = keys;
        self
    }

    /// With columns that the log leaves out.
    pub const fn leaving_aside(mut self, aside: &'static [&'static str]) -> Self {
        self.aside = aside;
        self
    }

    /// With a column that says when the fact was entered.
    pub const fn entered_at(mut self, column: &'static str) -> Self {
        self.entered = Some(column);
        self
    }

    /// With columns that hold a JSON object.
    pub const fn nesting(mut self, nested: &'static [&'static str]) -> Self {
        self.nested = nested;
        self
    }

    /// With columns that a projection fills.
    pub const fn projecting(mut self, projected: &'static [(&'static str, &'static str)]) -> Self {
        self.projected = projected;
        self
    }

    /// With columns that name other records.
    pub const fn referring(mut self, refers: &'static [(&'static str, &'static str)]) -> Self {
        self.refers = refers;
        self
    }

    /// With columns that may be written anew.
    pub const fn amendable(mut self, amendable: &'static [&'static str]) -> Self {
        self.amendable = amendable;
        self
    }

    /// With columns that hold the ids of steps.
    pub const fn with_step_ids(mut self, step_ids: &'static [&'static str]) -> Self {
        self.step_ids = step_ids;
        self
    }

    /// With no entries in the log.
    pub const fn unlogged(mut self) -> Self {
        self.logged = false;
        self
    }

    /// The table that a column refers to.
    fn referred(&self, column: &str) -> Option<&'static str> {
        let found = self.refers.iter().find(|(name, _)| *name == column);
        found.map(|(_, table)| *table)
    }

    /// A value as it goes into a column.
    fn written(&self, n: usize, column: &str) -> String {
        match self.referred(column) {
            // A record that is not there has the number -1, which no foreign key takes: it must not become "none".
            Some(table) => format!(
                "CASE WHEN ?{n} IS NOT NULL THEN coalesce((SELECT n FROM {table} WHERE id = {}), -1) END",
                id_in_column(table, n)
            ),
            None if column == "id" => id_in_column(self.table, n),
            None if self.step_ids.contains(&column) => id_in_column("step", n),
            None => format!("?{n}"),
        }
    }

    /// A column as it is read.
    fn read(&self, column: &str) -> String {
        match self.referred(column) {
            Some(table) => format!(
                "(SELECT {id} FROM {table} WHERE n = {own}.{column}) AS {column}",
                id = id_as_text(table),
                own = self.table
            ),
            None if column == "id" => format!("{} AS id", id_as_text(self.table)),
            None if self.step_ids.contains(&column) => {
                format!("nullif(lower(hex({column})), '') AS {column}")
            }
            None => column.to_owned(),
        }
    }

    pub(super) fn sql(&self) -> &Sql {
        self.sql.get_or_init(|| {
            let (keys, rest) = self.columns.split_at(self.keys.min(self.columns.len()));
            let columns = self.columns.join(", ");
            let born = |part: fn(&(&'static str, &'static str)) -> &'static str| -> String {
                self.projected
                    .iter()
                    .map(|p| format!(", {}", part(p)))
                    .collect()
            };
            let marks: Vec<String> = (1..)
                .zip(self.columns)
                .map(|(n, c)| self.written(n, c))
                .collect();
            let read: Vec<String> = self.columns.iter().map(|c| self.read(c)).collect();
            let by_key: Vec<String> = (1..)
                .zip(keys)
                .map(|(n, key)| format!("{key} = {}", self.written(n, key)))
                .collect();
            let set: Vec<String> = rest.iter().map(|c| format!("{c} = excluded.{c}")).collect();
            let amended: Vec<String> = (keys.len() + 1..)
                .zip(self.amendable)
                .map(|(n, c)| format!("{c} = ?{n}"))
                .collect();
            let (table, by_key) = (self.table, by_key.join(" AND "));
            let insert = format!(
                "INSERT INTO {table} ({columns}{}) VALUES ({}{})",
                born(|p| p.0),
                marks.join(", "),
                born(|p| p.1)
            );
            let select = format!("SELECT {} FROM {table}", read.join(", "));
            Sql {
                select_one: format!("{select} WHERE {by_key}"),
                select,
                upsert: format!(
                    "{insert} ON CONFLICT ({}) DO UPDATE SET {}",
                    keys.join(", "),
                    set.join(", ")
                ),
                insert,
                delete: format!("DELETE FROM {table} WHERE {by_key}"),
                amend: format!("UPDATE {table} SET {} WHERE {by_key}", amended.join(", ")),
            }
        })
    }

    /// `SELECT` of every column, in order; conditions follow.
    pub fn select(&self) -> &str {
        &self.sql().select
    }

    /// The columns that an entry of the log spells out, each with its place: not a single key, which the entry is filed under, nor when a
    /// fact was entered, which is when the entry was written.
    pub fn told_columns(&self) -> impl Iterator<Item = (usize, &'static str)> {
        let all = self.columns.iter().copied().enumerate();
        let told = all.skip(if self.keys == 1 { 1 } else { 0 });
        told.filter(|(_, column)| !self.aside.contains(column) && self.entered != Some(column))
    }

    /// The values of the key, which come first.
    pub(super) fn key_of<'v>(&self, values: &'v [Value]) -> &'v [Value] {
        values.split_at(self.keys.min(values.len())).0
    }

    /// A key as the log names it.
    pub fn key_name(&self, values: &[Value]) -> String {
        let keys = values.iter().take(self.keys).map(|value| match value {
            Value::Text(text) => text.clone(),
            Value::Integer(number) => number.to_string(),
            _ => String::new(),
        });
        keys.collect::<Vec<_>>().join(" / ")
    }
}
