//! Certificates: taken out of sight, never removed, because labels carry them.

use rusqlite::types::Value;
use serde_json::json;

use super::view::Certificate;
use crate::Result;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, kept_verb, text, text_if_any};
use crate::store::tx::Tx;

/// One as stored: with whether it is in sight.
struct StoredCertificate {
    id: String,
    kept: Certificate,
    /// When it was taken out of sight; none while it is there.
    deleted_at: Option<String>,
}

pub(crate) static KIND: Kind = Kind::new(
    "certificate",
    "certificate",
    &["id", "certificate", "deleted_at"],
    &[Topic::Certificates],
)
.nesting(&["certificate"]);

impl Record for StoredCertificate {
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
        Ok(Self {
            id: row.get(0)?,
            kept: row.json(1)?,
            deleted_at: row.get(2)?,
        })
    }

    fn verb(&self, before: Option<&Self>) -> &'static str {
        kept_verb(before.map(|b| &b.deleted_at), &self.deleted_at)
    }
}

impl Reader<'_> {
    /// The certificates in sight, oldest first.
    pub(crate) fn certificates(&self) -> Result<Vec<Certificate>> {
        let stored = self.records("WHERE deleted_at IS NULL ORDER BY id", &[])?;
        let kept = stored.into_iter().map(|one: StoredCertificate| one.kept);
        Ok(kept.collect())
    }

    fn stored_certificate(&self, id: &str) -> Result<Option<StoredCertificate>> {
        self.record(&[text(id)])
    }

    /// One, also one that was taken out of sight.
    pub(crate) fn certificate(&self, id: &str) -> Result<Option<Certificate>> {
        Ok(self.stored_certificate(id)?.map(|stored| stored.kept))
    }
}

impl Tx<'_> {
    /// Adds a certificate, or changes the one of its id; brings it back into sight.
    pub(super) fn put_certificate(&mut self, certificate: &Certificate) -> Result<()> {
        self.put(&StoredCertificate {
            id: certificate.id.clone(),
            kept: certificate.clone(),
            deleted_at: None,
        })
        .map(|_before| ())
    }

    /// Takes a certificate out of sight, or brings it back. False when there is none of that id.
    pub(super) fn set_certificate_deleted(&mut self, id: &str, deleted: bool) -> Result<bool> {
        let Some(stored) = self.reader().stored_certificate(id)? else {
            return Ok(false);
        };
        let deleted_at = deleted.then(|| self.at().to_owned());
        self.put(&StoredCertificate {
            deleted_at,
            ..stored
        })?;
        Ok(true)
    }
}
