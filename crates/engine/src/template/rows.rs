//! Templates of a cooperative's own, and templates as labels were drawn with them.

use rusqlite::params;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::Result;
use crate::base::topic::Topic;
use crate::store::kept::Kept;
use crate::store::reader::Reader;
use crate::store::tx::Tx;

const KEPT: Kept = Kept {
    noun: "template",
    table: "template_own",
    topic: Topic::Templates,
};

impl Reader<'_> {
    /// The own templates in sight as (id, JSON), oldest first.
    pub(crate) fn own_templates(&self) -> Result<Vec<(String, String)>> {
        self.all(
            "SELECT id, template FROM template_own WHERE deleted_at IS NULL ORDER BY rowid",
            [],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )
    }

    /// The JSON of one, also of one that was taken out of sight.
    pub(crate) fn own_template(&self, id: &str) -> Result<Option<String>> {
        let sql = "SELECT template FROM template_own WHERE id = ?1";
        self.one(sql, [id], |r| r.get(0))
    }

    /// The JSON of one in sight.
    pub(crate) fn own_template_in_sight(&self, id: &str) -> Result<Option<String>> {
        let sql = "SELECT template FROM template_own WHERE id = ?1 AND deleted_at IS NULL";
        self.one(sql, [id], |r| r.get(0))
    }

    /// The template that a print was drawn with; none for prints of an earlier program.
    pub(crate) fn printed_template(&self, print: &str) -> Result<Option<String>> {
        self.one(
            "SELECT t.template FROM template_printed t JOIN label_print p ON p.template_hash = t.hash WHERE p.id = ?1",
            [print],
            |r| r.get(0),
        )
    }
}

impl Tx<'_> {
    /// Adds an own template, or changes the one of that id; brings it back into sight.
    pub(crate) fn put_template(&mut self, id: &str, template: &str) -> Result<()> {
        let before = self.reader().own_template(id)?;
        self.run(
            "INSERT INTO template_own (id, template) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET template = excluded.template, deleted_at = NULL",
            params![id, template],
        )?;
        self.log_put(&KEPT, id, json!(before), json!(template))
    }

    /// Takes an own template out of sight, or brings it back. False when there is none of that id.
    pub(crate) fn set_template_deleted(&mut self, id: &str, deleted: bool) -> Result<bool> {
        self.set_kept_deleted(&KEPT, id, deleted)
    }

    /// Keeps a template as labels are drawn with it; its hash.
    pub(crate) fn keep_printed_template(&mut self, template: &str) -> Result<String> {
        let digest = Sha256::digest(template.as_bytes());
        let hash: String = digest.iter().map(|b| format!("{b:02x}")).collect();
        self.run(
            "INSERT INTO template_printed (hash, template) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING",
            params![hash, template],
        )?;
        Ok(hash)
    }
}
