//! Templates of a cooperative's own, and templates as labels were drawn with them.

use rusqlite::types::Value;
use sha2::{Digest, Sha256};

use crate::Result;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::kept::Keep;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text};
use crate::store::tx::Tx;

/// A template as its row holds it.
pub(crate) struct TemplateRow {
    id: String,
    /// Its JSON.
    template: String,
}

pub(crate) static KIND: Kind = Kind::new(
    "template",
    "template_own",
    &["id", "template", "deleted_at"],
    &[Topic::Templates],
);

impl Keep for TemplateRow {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn written(&self) -> String {
        self.template.clone()
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            template: row.get(1)?,
        })
    }
}

impl Reader<'_> {
    /// The own templates in sight as (id, JSON), oldest first.
    pub(crate) fn own_templates(&self) -> Result<Vec<(String, String)>> {
        let kept = self.all_kept_in_sight()?.into_iter();
        Ok(kept
            .map(|TemplateRow { id, template }| (id, template))
            .collect())
    }

    /// The JSON of one, also of one that was taken out of sight.
    pub(crate) fn own_template(&self, id: &str) -> Result<Option<String>> {
        Ok(self.kept(id)?.map(|TemplateRow { template, .. }| template))
    }

    /// The JSON of one in sight.
    pub(crate) fn own_template_in_sight(&self, id: &str) -> Result<Option<String>> {
        let kept = self.kept_in_sight(id)?;
        Ok(kept.map(|TemplateRow { template, .. }| template))
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
pub(crate) struct PrintedTemplate {
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

impl PrintedTemplate {
    /// The record of a template's JSON.
    pub(crate) fn of_text(template: &str) -> Self {
        let digest = Sha256::digest(template.as_bytes());
        Self {
            hash: digest.iter().map(|b| format!("{b:02x}")).collect(),
            template: template.to_owned(),
        }
    }

    /// The hash by which prints name it.
    pub(crate) fn hash(&self) -> &str {
        &self.hash
    }
}

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
        self.put_kept(TemplateRow {
            id: id.to_owned(),
            template: template.to_owned(),
        })
    }

    /// Takes an own template out of sight, or brings it back. False when there is none of that id.
    pub(super) fn set_stored_template_deleted(&mut self, id: &str, deleted: bool) -> Result<bool> {
        self.set_kept_deleted::<TemplateRow>(id, deleted)
    }

    /// Keeps a template as labels are drawn with it; its hash.
    pub(crate) fn keep_printed_template(&mut self, template: &str) -> Result<String> {
        let printed = PrintedTemplate::of_text(template);
        let known: Option<PrintedTemplate> = self.reader().record(&[text(&printed.hash)])?;
        if known.is_none() {
            self.append(&printed)?;
        }
        Ok(printed.hash)
    }
}
