use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::Result;
use crate::label_ledger::PrintInput;
use crate::store::reader::Reader;
use crate::store::tx::Tx;

/// A print that is drawn and about to take its place or to be sent. Kept in `meta` until it stands in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Announced {
    /// What the ledger will say.
    pub print: PrintInput,
    /// The PDF before it takes its place.
    pub draft: String,
    /// Its place; empty for one that is sent.
    pub out: String,
    /// The printer it is sent to; empty for a file.
    #[serde(default)]
    pub printer: String,
    /// When it was announced.
    pub at: Timestamp,
    /// The PDF's length, so that an older file of its name is not taken for it.
    #[serde(default)]
    pub bytes: Option<u64>,
    /// The PDF's SHA-256, in hexadecimal.
    #[serde(default)]
    pub sha256: Option<String>,
}

/// A file that is being drawn, noted so that it is taken away when its program dies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Drawing {
    /// The file.
    pub draft: String,
    /// When it was begun.
    pub at: Timestamp,
}

fn announced_key(id: &str) -> String {
    format!("print {id}")
}

fn drawing_key(id: &str) -> String {
    format!("drawing {id}")
}

impl Reader<'_> {
    /// Prints announced and not yet entered, with their ids.
    pub(crate) fn announced_prints(&self) -> Result<Vec<(String, Announced)>> {
        // `!` is the letter after the space: a range of keys, which the index walks, unlike LIKE.
        self.all(
            "SELECT substr(key, 7), value FROM meta WHERE key >= 'print ' AND key < 'print!'",
            [],
            |r| Ok((r.get(0)?, r.json(1)?)),
        )
    }

    fn announced_print(&self, id: &str) -> Result<Option<Announced>> {
        let sql = "SELECT key, value FROM meta WHERE key = ?1";
        self.one(sql, [announced_key(id)], |r| r.json(1))
    }

    /// Files that were being drawn, with the ids of their prints.
    pub(crate) fn noted_drawings(&self) -> Result<Vec<(String, Drawing)>> {
        // A range of keys, as above.
        self.all(
            "SELECT substr(key, 9), value FROM meta WHERE key >= 'drawing ' AND key < 'drawing!'",
            [],
            |r| Ok((r.get(0)?, r.json(1)?)),
        )
    }
}

impl Tx<'_> {
    /// Notes a file that is about to be drawn.
    pub(super) fn note_drawing(&mut self, id: &str, drawing: &Drawing) -> Result<()> {
        self.set_meta(&drawing_key(id), &json!(drawing).to_string())
    }

    /// Writes down what is about to be printed.
    pub(super) fn announce_print(&mut self, id: &str, announced: &Announced) -> Result<()> {
        self.set_meta(&announced_key(id), &json!(announced).to_string())
    }

    /// Enters an announced print; once, whoever comes first, who is told its id in the ledger.
    pub(super) fn enter_announced(&mut self, id: &str) -> Result<Option<String>> {
        let announced = self.reader().announced_print(id)?;
        self.forget_print(id)?;
        match announced {
            Some(announced) => self.record_print(&announced.print).map(Some),
            None => Ok(None),
        }
    }

    /// Drops an announcement, and the note of its drawing.
    pub(super) fn forget_print(&mut self, id: &str) -> Result<()> {
        self.forget_meta(&announced_key(id))?;
        self.forget_meta(&drawing_key(id))
    }
}
