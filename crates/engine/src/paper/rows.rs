//! Label papers whose geometry a person typed.

use nuong_labels::Sheet;
use rusqlite::params;
use serde_json::json;

use crate::Result;
use crate::base::topic::Topic;
use crate::store::kept::Kept;
use crate::store::reader::Reader;
use crate::store::tx::Tx;

const KEPT: Kept = Kept {
    noun: "paper",
    table: "paper",
    topic: Topic::Papers,
};

impl Reader<'_> {
    /// The papers in sight, oldest first.
    pub(crate) fn papers(&self) -> Result<Vec<Sheet>> {
        let rows: Vec<String> = self.all(
            "SELECT sheet FROM paper WHERE deleted_at IS NULL ORDER BY rowid",
            [],
            |r| r.get(0),
        )?;
        Ok(rows.iter().filter_map(|s| Sheet::parse(s).ok()).collect())
    }

    /// The paper of that id, also one that was taken out of sight: prints may name it.
    pub(crate) fn paper(&self, id: &str) -> Result<Option<Sheet>> {
        self.paper_where("id = ?1", id)
    }

    /// The paper of that id, when it is in sight.
    pub(crate) fn paper_in_sight(&self, id: &str) -> Result<Option<Sheet>> {
        self.paper_where("id = ?1 AND deleted_at IS NULL", id)
    }

    fn paper_where(&self, condition: &str, id: &str) -> Result<Option<Sheet>> {
        let sql = format!("SELECT sheet FROM paper WHERE {condition}");
        let row: Option<String> = self.one(&sql, [id], |r| r.get(0))?;
        Ok(row.and_then(|s| Sheet::parse(&s).ok()))
    }
}

impl Tx<'_> {
    /// Adds the paper, or changes the one of its id; brings it back into sight.
    pub(crate) fn put_paper(&mut self, sheet: &Sheet) -> Result<()> {
        let before = self.reader().paper(&sheet.id)?;
        let text = json!(sheet).to_string();
        self.run(
            "INSERT INTO paper (id, sheet) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET sheet = excluded.sheet, deleted_at = NULL",
            params![sheet.id, text],
        )?;
        self.log_put(&KEPT, &sheet.id, json!(before), json!(sheet))
    }

    /// Takes a paper out of sight, or brings it back. False when there is none of that id.
    pub(crate) fn set_paper_deleted(&mut self, id: &str, deleted: bool) -> Result<bool> {
        if self.reader().paper(id)?.is_none() {
            return Ok(false);
        }
        self.set_kept_deleted(&KEPT, id, deleted)
    }
}
