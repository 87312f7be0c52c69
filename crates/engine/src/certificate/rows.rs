//! Certificates: taken out of sight, never removed, because labels carry them.

use rusqlite::params;
use serde_json::json;

use super::view::Certificate;
use crate::base::topic::Topic;
use crate::store::kept::Kept;
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

const KEPT: Kept = Kept {
    noun: "certificate",
    table: "certificate",
    topic: Topic::Certificates,
};

fn parsed(text: &str) -> Result<Certificate> {
    serde_json::from_str(text).map_err(|e| AppError::of(Code::Internal, e))
}

impl Reader<'_> {
    /// The certificates in sight, oldest first.
    pub(crate) fn certificates(&self) -> Result<Vec<Certificate>> {
        let rows: Vec<String> = self.all(
            "SELECT certificate FROM certificate WHERE deleted_at IS NULL ORDER BY id",
            [],
            |r| r.get(0),
        )?;
        rows.iter().map(|text| parsed(text)).collect()
    }

    /// One, also one that was taken out of sight.
    pub(crate) fn certificate(&self, id: &str) -> Result<Option<Certificate>> {
        let sql = "SELECT certificate FROM certificate WHERE id = ?1";
        let row: Option<String> = self.one(sql, [id], |r| r.get(0))?;
        row.map(|text| parsed(&text)).transpose()
    }
}

impl Tx<'_> {
    /// Adds a certificate, or changes the one of its id; brings it back into sight.
    pub(crate) fn put_certificate(&mut self, certificate: &Certificate) -> Result<()> {
        let before = self.reader().certificate(&certificate.id)?;
        self.run(
            "INSERT INTO certificate (id, certificate) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET certificate = excluded.certificate, deleted_at = NULL",
            params![certificate.id, json!(certificate).to_string()],
        )?;
        self.log_put(&KEPT, &certificate.id, json!(before), json!(certificate))
    }

    /// Takes a certificate out of sight, or brings it back. False when there is none of that id.
    pub(crate) fn set_certificate_deleted(&mut self, id: &str, deleted: bool) -> Result<bool> {
        self.set_kept_deleted(&KEPT, id, deleted)
    }
}
