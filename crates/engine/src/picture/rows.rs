//! Pictures by the SHA-256 of their files: the same file is kept once, and what was printed can be printed again.

use rusqlite::types::Value;

use crate::Result;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text};
use crate::store::tx::Tx;

/// A picture as stored.
pub(crate) struct StoredPicture {
    hash: String,
    /// `png` or `jpeg`.
    kind: String,
    bytes: Vec<u8>,
}

pub(crate) static KIND: Kind =
    Kind::new("picture", "picture", &["hash", "kind", "bytes"], &[]).leaving_aside(&["bytes"]);

impl Record for StoredPicture {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        vec![
            text(&self.hash),
            text(&self.kind),
            Value::Blob(self.bytes.clone()),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            hash: row.get(0)?,
            kind: row.get(1)?,
            bytes: row.get(2)?,
        })
    }
}

impl StoredPicture {
    /// The record of a file that labels can draw.
    pub(crate) fn of_file(hash: &str, bytes: Vec<u8>) -> Self {
        Self {
            hash: hash.to_owned(),
            kind: kind_of(&bytes).to_owned(),
            bytes,
        }
    }
}

/// `png` or `jpeg`.
pub(super) fn kind_of(bytes: &[u8]) -> &'static str {
    match bytes.starts_with(b"\x89PNG") {
        true => "png",
        false => "jpeg",
    }
}

impl Reader<'_> {
    /// The file of a picture.
    pub(crate) fn stored_picture(&self, hash: &str) -> Result<Option<Vec<u8>>> {
        let stored: Option<StoredPicture> = self.record(&[text(hash)])?;
        Ok(stored.map(|stored| stored.bytes))
    }
}

impl Tx<'_> {
    /// Keeps a picture; one that is kept already stays. `kind` is `png` or `jpeg`.
    pub(super) fn put_picture(&mut self, hash: &str, kind: &str, bytes: &[u8]) -> Result<()> {
        if self.reader().stored_picture(hash)?.is_some() {
            return Ok(());
        }
        self.append(&StoredPicture {
            hash: hash.to_owned(),
            kind: kind.to_owned(),
            bytes: bytes.to_vec(),
        })
    }
}
