//! The ledger of printed labels: facts with the payload exactly as printed.

use rusqlite::params;
use serde_json::json;

use super::changes::Change;
use super::{Reader, Tx};
use crate::Result;
use crate::views::Topic;

/// A finished print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintInput {
    /// Lot id.
    pub lot: String,
    /// What the code says.
    pub payload: String,
    /// Template id.
    pub template: String,
    /// Version of the program whose template it was.
    pub template_version: String,
    /// Sheet id.
    pub sheet: String,
    /// Labels.
    pub labels: u32,
    /// Cells skipped on the first sheet.
    pub skipped: u32,
    /// Pages.
    pub pages: u32,
    /// File name, without its folder.
    pub file: String,
}

impl Reader<'_> {
    /// Labels printed of a lot so far.
    pub(crate) fn labels_printed(&self, lot: &str) -> Result<u32> {
        self.count(
            "SELECT coalesce(sum(labels), 0) FROM label_print WHERE lot_id = ?1",
            [lot],
        )
    }

    /// Payloads ever printed for a lot, oldest first.
    pub fn printed_payloads(&self, lot: &str) -> Result<Vec<String>> {
        self.all(
            "SELECT payload FROM label_print WHERE lot_id = ?1 GROUP BY payload ORDER BY min(id)",
            [lot],
            |r| r.get(0),
        )
    }
}

impl Tx<'_> {
    /// Enters a print.
    pub(crate) fn record_print(&mut self, p: &PrintInput) -> Result<()> {
        let (id, at, person) = (
            self.mint().to_string(),
            self.at().to_owned(),
            self.actor().to_owned(),
        );
        self.run(
            "INSERT INTO label_print (id, lot_id, payload, template, template_version, sheet, labels, skipped, pages, file, person, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![id, p.lot, p.payload, p.template, p.template_version, p.sheet, p.labels, p.skipped, p.pages, p.file, person, at],
        )?;
        let after = json!({"labels": p.labels, "sheet": p.sheet, "template": p.template, "payload": p.payload});
        self.log(Change {
            noun: "label",
            record: &id,
            lot: Some(&p.lot),
            verb: "printed",
            fields: vec![("print", json!(null), after)],
        })?;
        self.touch(Topic::Labels);
        self.touch(Topic::Lots);
        Ok(())
    }
}
