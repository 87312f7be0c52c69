//! The ledger of printed labels: facts with the payload exactly as printed.

use rusqlite::params;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::loss_rows::{Loss, Lost};
use crate::Result;
use crate::base::topic::Topic;
use crate::store::changes::Change;
use crate::store::reader::Reader;
use crate::store::tx::Tx;

/// A finished print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// File name, without its folder; the printer's name where it was sent.
    pub file: String,
    /// Every value on the label as JSON, so that a reprint says the same whatever became of the product.
    #[serde(default)]
    pub said: String,
    /// The template as JSON, so that a reprint is drawn as this print was.
    #[serde(default)]
    pub template_text: String,
    /// The print whose last labels this one replaces.
    #[serde(default)]
    pub reprint_of: Option<String>,
    /// Why they are replaced; empty for a first print.
    #[serde(default)]
    pub reason: String,
    /// The first label of that print that is replaced, from 1.
    #[serde(default)]
    pub replaced_from: Option<u32>,
    /// Serial number of the first label, where each has its own.
    #[serde(default)]
    pub first_serial: Option<String>,
    /// Serial number of the last label.
    #[serde(default)]
    pub last_serial: Option<String>,
    /// SSCC of the first pallet, on labels of pallets.
    #[serde(default)]
    pub first_sscc: Option<String>,
    /// SSCC of the last pallet.
    #[serde(default)]
    pub last_sscc: Option<String>,
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
    /// Enters a print; its id.
    pub(crate) fn record_print(&mut self, p: &PrintInput) -> Result<String> {
        let (id, at, person) = (
            self.mint().to_string(),
            self.at().to_owned(),
            self.actor().to_owned(),
        );
        let template = match p.template_text.as_str() {
            "" => None,
            text => Some(self.keep_printed_template(text)?),
        };
        self.run(
            "INSERT INTO label_print (id, lot_id, payload, template, template_version, sheet, labels, skipped, pages, file, person, at, said, reprint_of, reason,
               template_hash, first_serial, last_serial, first_sscc, last_sscc)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
            params![
                id, p.lot, p.payload, p.template, p.template_version, p.sheet, p.labels, p.skipped, p.pages, p.file, person, at, p.said,
                p.reprint_of, p.reason, template, p.first_serial, p.last_serial, p.first_sscc, p.last_sscc
            ],
        )?;
        if let Some(original) = &p.reprint_of {
            // Some may have been withdrawn since the print was announced.
            let left = self.reader().print_named(original)?.in_use();
            if left > 0 {
                let which = p.replaced_from.map(|first| (first, u32::MAX));
                let spoilt = Lost {
                    loss: Loss::Spoilt,
                    labels: p.labels.min(left),
                    which,
                };
                self.lose_labels(original, &spoilt, &p.reason)?;
            }
        }
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
        Ok(id)
    }
}
