//! Records that are taken out of sight and never removed, because prints name them: an id, what is kept as one text, since when it is out of sight.

use rusqlite::types::Value;

use super::columns::Columns;
use super::kind::Kind;
use super::reader::Reader;
use super::record::{Record, text, text_if_any};
use super::tx::Tx;
use crate::Result;

/// What a noun keeps so, in a table of three columns: `id`, the text, `deleted_at`.
pub(crate) trait Keep: Sized {
    /// Its kind.
    fn kind() -> &'static Kind;

    /// By what it is found and named.
    fn id(&self) -> &str;

    /// It as the text that is kept.
    fn written(&self) -> String;

    /// Reads it from column 0, its id, and column 1, the text.
    ///
    /// # Errors
    /// `file_damaged`.
    fn read(row: &Columns<'_>) -> Result<Self>;
}

/// One as stored.
pub(crate) struct Kept<T> {
    what: T,
    /// When it was taken out of sight; none while it is there.
    deleted_at: Option<String>,
}

impl<T: Keep> Record for Kept<T> {
    fn kind() -> &'static Kind {
        T::kind()
    }

    fn values(&self) -> Vec<Value> {
        vec![
            text(self.what.id()),
            Value::Text(self.what.written()),
            text_if_any(self.deleted_at.as_ref()),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            what: T::read(row)?,
            deleted_at: row.get(2)?,
        })
    }

    fn verb(&self, before: Option<&Self>) -> &'static str {
        kept_verb(before.map(|b| &b.deleted_at), &self.deleted_at)
    }
}

/// What happened to a record that is taken out of sight and never removed, by when it was.
pub(crate) fn kept_verb(before: Option<&Option<String>>, now: &Option<String>) -> &'static str {
    match (before, now) {
        (None, _) => "created",
        (Some(None), Some(_)) => "deleted",
        (Some(Some(_)), None) => "restored",
        _ => "changed",
    }
}

impl Reader<'_> {
    fn stored_kept<T: Keep>(&self, id: &str) -> Result<Option<Kept<T>>> {
        self.record(&[text(id)])
    }

    /// The one of that id, also one that was taken out of sight.
    ///
    /// # Errors
    /// `file_damaged` (args `record`).
    pub(crate) fn kept<T: Keep>(&self, id: &str) -> Result<Option<T>> {
        Ok(self.stored_kept(id)?.map(|stored| stored.what))
    }

    /// The one of that id, when it is in sight.
    ///
    /// # Errors
    /// `file_damaged` (args `record`).
    pub(crate) fn kept_in_sight<T: Keep>(&self, id: &str) -> Result<Option<T>> {
        let stored = self.stored_kept(id)?;
        Ok(stored
            .filter(|s| s.deleted_at.is_none())
            .map(|stored| stored.what))
    }

    /// Those in sight, oldest first.
    ///
    /// # Errors
    /// `file_damaged` (args `record`).
    pub(crate) fn all_kept_in_sight<T: Keep>(&self) -> Result<Vec<T>> {
        let stored = self.records("WHERE deleted_at IS NULL ORDER BY rowid", &[])?;
        let kept = stored.into_iter().map(|one: Kept<T>| one.what);
        Ok(kept.collect())
    }
}

impl Tx<'_> {
    /// Adds one, or changes the one of its id; brings it back into sight.
    ///
    /// # Errors
    /// As [`Tx::put`].
    pub(crate) fn put_kept<T: Keep>(&mut self, what: T) -> Result<()> {
        let in_sight = Kept {
            what,
            deleted_at: None,
        };
        self.put(&in_sight).map(|_before| ())
    }

    /// Takes the one of that id out of sight, or brings it back. False when there is none.
    ///
    /// # Errors
    /// As [`Tx::put`].
    pub(crate) fn set_kept_deleted<T: Keep>(&mut self, id: &str, deleted: bool) -> Result<bool> {
        let Some(Kept { what, .. }) = self.reader().stored_kept::<T>(id)? else {
            return Ok(false);
        };
        let deleted_at = deleted.then(|| self.at().to_owned());
        self.put(&Kept { what, deleted_at })?;
        Ok(true)
    }
}
