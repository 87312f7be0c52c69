//! Pictures by the SHA-256 of their files: the same file is kept once, and what was printed can be printed again.

use rusqlite::params;
use serde_json::json;

use crate::Result;
use crate::store::changes::Change;
use crate::store::reader::Reader;
use crate::store::tx::Tx;

impl Reader<'_> {
    /// The file of a picture.
    pub(crate) fn picture(&self, hash: &str) -> Result<Option<Vec<u8>>> {
        self.one("SELECT bytes FROM picture WHERE hash = ?1", [hash], |r| {
            r.get(0)
        })
    }
}

impl Tx<'_> {
    /// Keeps a picture; one that is kept already stays. `kind` is `png` or `jpeg`.
    pub(crate) fn put_picture(&mut self, hash: &str, kind: &str, bytes: &[u8]) -> Result<()> {
        let sql = "INSERT INTO picture (hash, kind, bytes) VALUES (?1, ?2, ?3) ON CONFLICT (hash) DO NOTHING";
        if self.run(sql, params![hash, kind, bytes])? == 0 {
            return Ok(());
        }
        self.log(Change {
            noun: "picture",
            record: hash,
            lot: None,
            verb: "created",
            fields: vec![("bytes", json!(null), json!(bytes.len()))],
        })
    }
}
