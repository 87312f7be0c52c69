//! The columns of one row. What stands in the file and cannot be read is an error that names the record: never a record
//! that vanishes, nor a default in its place.

use std::fmt::Display;
use std::str::FromStr;

use nuong_domain::{Dimension, Quantity};
use rusqlite::Row;
use rusqlite::types::{FromSql, ValueRef};
use serde::de::DeserializeOwned;

use crate::{AppError, Code, Result};

/// The columns of the row that a query stands at.
pub(crate) struct Columns<'r>(&'r Row<'r>);

impl<'r> Columns<'r> {
    pub fn of_row(row: &'r Row<'r>) -> Self {
        Self(row)
    }

    /// A column as SQLite holds it.
    ///
    /// # Errors
    /// `file_damaged` when it is of another kind.
    pub fn get<T: FromSql>(&self, index: usize) -> Result<T> {
        T::column_result(self.0.get_ref(index)?).map_err(|e| self.damaged(index, &e))
    }

    /// A text column as what it means: an id, a day.
    ///
    /// # Errors
    /// `file_damaged` (args `record`, `column`).
    pub fn parsed<T: FromStr<Err: Display>>(&self, index: usize) -> Result<T> {
        let text: String = self.get(index)?;
        text.parse()
            .map_err(|e| self.damaged(index, &format!("{text:?}: {e}")))
    }

    /// As [`Columns::parsed`], of a column that may be empty.
    ///
    /// # Errors
    /// `file_damaged` (args `record`, `column`).
    pub fn parsed_if_any<T: FromStr<Err: Display>>(&self, index: usize) -> Result<Option<T>> {
        match self.get::<Option<String>>(index)? {
            Some(_) => self.parsed(index).map(Some),
            None => Ok(None),
        }
    }

    /// A text column that holds JSON.
    ///
    /// # Errors
    /// `file_damaged` (args `record`, `column`).
    pub fn json<T: DeserializeOwned>(&self, index: usize) -> Result<T> {
        let text: String = self.get(index)?;
        serde_json::from_str(&text).map_err(|e| self.damaged(index, &e))
    }

    /// A text column that holds one of the words that `by_word` knows.
    ///
    /// # Errors
    /// `file_damaged` (args `record`, `column`) for any other.
    pub fn word<T>(&self, index: usize, by_word: impl FnOnce(&str) -> Option<T>) -> Result<T> {
        let word: String = self.get(index)?;
        by_word(&word).ok_or_else(|| self.damaged(index, &format!("{word:?} is no word of ours")))
    }

    /// A quantity in base units of a dimension.
    ///
    /// # Errors
    /// `file_damaged` (args `record`, `column`) for one that no quantity has.
    pub fn quantity(&self, index: usize, dimension: Dimension) -> Result<Quantity> {
        let base: i64 = self.get(index)?;
        Quantity::from_base(base, dimension).map_err(|e| self.damaged(index, &e))
    }

    /// That a column holds what cannot be.
    pub fn damaged(&self, index: usize, why: &dyn Display) -> AppError {
        let column = self.0.as_ref().column_name(index).unwrap_or("?").to_owned();
        AppError::new(Code::FileDamaged, format!("column {column}: {why}"))
            .with("record", self.name())
            .with("column", column)
    }

    /// The first column, by which a person finds the record.
    fn name(&self) -> String {
        match self.0.get_ref(0) {
            Ok(ValueRef::Text(text)) => String::from_utf8_lossy(text).into_owned(),
            Ok(ValueRef::Integer(number)) => number.to_string(),
            _ => "?".to_owned(),
        }
    }
}
