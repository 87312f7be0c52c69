//! The ledger of printed labels: facts with the payload exactly as printed.

use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

use super::loss_rows::{Loss, Lost};
use crate::Result;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text, text_if_any};
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

/// A print as it stands in the ledger: a fact.
pub(crate) struct LabelPrint {
    id: String,
    print: PrintInput,
    template_hash: Option<String>,
    person: String,
    at: String,
}

pub(crate) static KIND: Kind = Kind::new(
    "label_print",
    "label_print",
    &[
        "id",
        "lot_id",
        "payload",
        "template",
        "template_version",
        "sheet",
        "labels",
        "skipped",
        "pages",
        "file",
        "person",
        "at",
        "said",
        "reprint_of",
        "reason",
        "template_hash",
        "first_serial",
        "last_serial",
        "first_sscc",
        "last_sscc",
    ],
    &[Topic::Labels, Topic::Lots],
)
.entered_at("at");

impl Record for LabelPrint {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        let p = &self.print;
        vec![
            text(&self.id),
            text(&p.lot),
            text(&p.payload),
            text(&p.template),
            text(&p.template_version),
            text(&p.sheet),
            p.labels.into(),
            p.skipped.into(),
            p.pages.into(),
            text(&p.file),
            text(&self.person),
            text(&self.at),
            text(&p.said),
            text_if_any(p.reprint_of.as_ref()),
            text(&p.reason),
            text_if_any(self.template_hash.as_ref()),
            text_if_any(p.first_serial.as_ref()),
            text_if_any(p.last_serial.as_ref()),
            text_if_any(p.first_sscc.as_ref()),
            text_if_any(p.last_sscc.as_ref()),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            print: PrintInput {
                lot: row.get(1)?,
                payload: row.get(2)?,
                template: row.get(3)?,
                template_version: row.get(4)?,
                sheet: row.get(5)?,
                labels: row.get(6)?,
                skipped: row.get(7)?,
                pages: row.get(8)?,
                file: row.get(9)?,
                said: row.get(12)?,
                // By its hash, and which labels it replaced by their losses.
                template_text: String::new(),
                replaced_from: None,
                reprint_of: row.get(13)?,
                reason: row.get(14)?,
                first_serial: row.get(16)?,
                last_serial: row.get(17)?,
                first_sscc: row.get(18)?,
                last_sscc: row.get(19)?,
            },
            template_hash: row.get(15)?,
            person: row.get(10)?,
            at: row.get(11)?,
        })
    }

    fn lot(&self) -> Option<String> {
        Some(self.print.lot.clone())
    }
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
        let template_hash = match p.template_text.as_str() {
            "" => None,
            text => Some(self.keep_printed_template(text)?),
        };
        let id = self.mint().to_string();
        self.append(&LabelPrint {
            id: id.clone(),
            print: p.clone(),
            template_hash,
            person: self.actor().to_owned(),
            at: self.at().to_owned(),
        })?;
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
        Ok(id)
    }
}
