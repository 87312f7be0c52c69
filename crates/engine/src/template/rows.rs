//! Templates of a cooperative's own, and templates as labels were drawn with them.

use rusqlite::types::Value;
use sha2::{Digest, Sha256};

use crate::Result;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, kept_verb, text, text_if_any};
use crate::store::tx::Tx;

/// One as stored: with whether it is in sight.
struct StoredTemplate {
    id: String,
    kept: String,
    /// When it was taken out of sight; none while it is there.
    deleted_at: Option<String>,
}

pub(crate) static KIND: Kind = Kind::new(
    "template",
    "template_own",
    &["id", "template", "deleted_at"],
    &[Topic::Templates],
);

impl Record for StoredTemplate {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        vec![
            text(&self.id),
            text(&self.kept),
            text_if_any(self.deleted_at.as_ref()),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            kept: row.get(1)?,
            deleted_at: row.get(2)?,
        })
    }

    fn verb(&self, before: Option<&Self>) -> &'static str {
        kept_verb(before.map(|b| &b.deleted_at), &self.deleted_at)
    }
}

impl Reader<'_> {
    /// The own templates in sight as (id, JSON), oldest first.
    pub(crate) fn own_templates(&self) -> Result<Vec<(String, String)>> {
        let stored = self.records("WHERE deleted_at IS NULL ORDER BY rowid", &[])?;
        let kept = stored
            .into_iter()
            .map(|one: StoredTemplate| (one.id, one.kept));
        Ok(kept.collect())
    }

    fn stored_template(&self, id: &str) -> Result<Option<StoredTemplate>> {
        self.record(&[text(id)])
    }

    /// The JSON of one, also of one that was taken out of sight.
    pub(crate) fn own_template(&self, id: &str) -> Result<Option<String>> {
        Ok(self.stored_template(id)?.map(|stored| stored.kept))
    }

    /// The JSON of one in sight.
    pub(crate) fn own_template_in_sight(&self, id: &str) -> Result<Option<String>> {
        let stored = self.stored_template(id)?;
        Ok(stored.filter(|s| s.deleted_at.is_none()).map(|s| s.kept))
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

/// A template as labels were drawn with it, by the SHA-256 of its JSON.
struct PrintedTemplate {
    hash: String,
    template: String,
}

pub(crate) static PRINTED: Kind = Kind::new(
    "printed_template",
    "template_printed",
    &["hash", "template"],
    &[],
)
.leaving_aside(&["template"]);

impl Record for PrintedTemplate {
    fn kind() -> &'static Kind {
        &PRINTED
    }

    fn values(&self) -> Vec<Value> {
        vec![text(&self.hash), text(&self.template)]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            hash: row.get(0)?,
            template: row.get(1)?,
        })
    }
}

impl Tx<'_> {
    /// Adds an own template, or changes the one of that id; brings it back into sight.
    pub(super) fn put_template(&mut self, id: &str, template: &str) -> Result<()> {
        self.put(&StoredTemplate {
            id: id.to_owned(),
            kept: template.to_owned(),
            deleted_at: None,
        })
        .map(|_before| ())
    }

    /// Takes an own template out of sight, or brings it back. False when there is none of that id.
    pub(super) fn set_stored_template_deleted(&mut self, id: &str, deleted: bool) -> Result<bool> {
        let Some(stored) = self.reader().stored_template(id)? else {
            return Ok(false);
        };
        let deleted_at = deleted.then(|| self.at().to_owned());
        self.put(&StoredTemplate {
            deleted_at,
            ..stored
        })?;
        Ok(true)
    }

    /// Keeps a template as labels are drawn with it; its hash.
    pub(crate) fn keep_printed_template(&mut self, template: &str) -> Result<String> {
        let digest = Sha256::digest(template.as_bytes());
        let hash: String = digest.iter().map(|b| format!("{b:02x}")).collect();
        let known: Option<PrintedTemplate> = self.reader().record(&[text(&hash)])?;
        if known.is_none() {
            self.append(&PrintedTemplate {
                hash: hash.clone(),
                template: template.to_owned(),
            })?;
        }
        Ok(hash)
    }
}
