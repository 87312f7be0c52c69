//! Label papers whose geometry a person typed.

use nuong_labels::Sheet;
use rusqlite::types::Value;
use serde_json::json;

use crate::Result;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, kept_verb, text, text_if_any};
use crate::store::tx::Tx;

/// One as stored: with whether it is in sight.
struct StoredPaper {
    id: String,
    kept: Sheet,
    /// When it was taken out of sight; none while it is there.
    deleted_at: Option<String>,
}

pub(crate) static KIND: Kind = Kind::new(
    "paper",
    "paper",
    &["id", "sheet", "deleted_at"],
    &[Topic::Papers],
)
.nesting(&["sheet"]);

impl Record for StoredPaper {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        vec![
            text(&self.id),
            text(json!(self.kept)),
            text_if_any(self.deleted_at.as_ref()),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        let sheet: String = row.get(1)?;
        Ok(Self {
            id: row.get(0)?,
            kept: Sheet::parse(&sheet).map_err(|e| row.damaged(1, &e))?,
            deleted_at: row.get(2)?,
        })
    }

    fn verb(&self, before: Option<&Self>) -> &'static str {
        kept_verb(before.map(|b| &b.deleted_at), &self.deleted_at)
    }
}

impl Reader<'_> {
    /// The papers in sight, oldest first.
    pub(crate) fn own_papers(&self) -> Result<Vec<Sheet>> {
        let stored = self.records("WHERE deleted_at IS NULL ORDER BY rowid", &[])?;
        let kept = stored.into_iter().map(|one: StoredPaper| one.kept);
        Ok(kept.collect())
    }

    fn stored_paper(&self, id: &str) -> Result<Option<StoredPaper>> {
        self.record(&[text(id)])
    }

    /// The paper of that id, also one that was taken out of sight: prints may name it.
    pub(crate) fn own_paper(&self, id: &str) -> Result<Option<Sheet>> {
        Ok(self.stored_paper(id)?.map(|stored| stored.kept))
    }

    /// The paper of that id, when it is in sight.
    pub(crate) fn paper_in_sight(&self, id: &str) -> Result<Option<Sheet>> {
        let stored = self.stored_paper(id)?;
        Ok(stored.filter(|s| s.deleted_at.is_none()).map(|s| s.kept))
    }
}

impl Tx<'_> {
    /// Adds the paper, or changes the one of its id; brings it back into sight.
    pub(super) fn put_paper(&mut self, sheet: &Sheet) -> Result<()> {
        self.put(&StoredPaper {
            id: sheet.id.clone(),
            kept: sheet.clone(),
            deleted_at: None,
        })
        .map(|_before| ())
    }

    /// Takes a paper out of sight, or brings it back. False when there is none of that id.
    pub(super) fn set_paper_deleted(&mut self, id: &str, deleted: bool) -> Result<bool> {
        let Some(stored) = self.reader().stored_paper(id)? else {
            return Ok(false);
        };
        let deleted_at = deleted.then(|| self.at().to_owned());
        self.put(&StoredPaper {
            deleted_at,
            ..stored
        })?;
        Ok(true)
    }
}
