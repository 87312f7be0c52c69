//! [`Reader`]: the asking half of the store. Every question of every noun goes through [`Reader::one`] or [`Reader::all`].

use rusqlite::{Connection, Params};

use super::columns::Columns;
use crate::Result;

/// The asking half of the store: one consistent state.
pub struct Reader<'c> {
    conn: &'c Connection,
}

impl<'c> Reader<'c> {
    pub(crate) fn new(conn: &'c Connection) -> Self {
        Self { conn }
    }

    /// The first row, if there is one.
    pub(crate) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Columns<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let row = rows.next()?;
        row.map(|row| read(&Columns::of_row(row))).transpose()
    }

    /// Every row.
    pub(crate) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut read: impl FnMut(&Columns<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(&Columns::of_row(row))?);
        }
        Ok(found)
    }

    /// Every row, one at a time: there may be more than fit into memory.
    pub(crate) fn each(
        &self,
        sql: &str,
        params: impl Params,
        mut see: impl FnMut(&Columns<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            see(&Columns::of_row(row))?;
        }
        Ok(())
    }

    /// Whether a table holds anything.
    pub(crate) fn has_any(&self, table: &'static str) -> Result<bool> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {table})");
        Ok(self.one(&sql, [], |r| r.get(0))? == Some(true))
    }

    /// The number that a `count(*)` or a sum gives.
    pub(crate) fn count(&self, sql: &str, params: impl Params) -> Result<u32> {
        Ok(self.one(sql, params, |r| r.get(0))?.unwrap_or(0))
    }
}
