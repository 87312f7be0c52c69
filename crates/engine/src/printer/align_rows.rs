//! Printers that were taught: what was read off the ruler page, by printer and paper.

use nuong_labels::Marks;
use rusqlite::types::Value;
use serde_json::json;

use crate::Result;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text};
use crate::store::tx::Tx;

/// What was read off the ruler page of a paper.
struct Alignment {
    printer: String,
    sheet: String,
    marks: Marks,
    at: String,
}

pub(crate) static KIND: Kind = Kind::new(
    "alignment",
    "printer_fit",
    &["printer", "sheet", "marks", "at"],
    &[Topic::Papers],
)
.keyed_by(2);

impl Record for Alignment {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        vec![
            text(&self.printer),
            text(&self.sheet),
            text(json!(self.marks)),
            text(&self.at),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            printer: row.get(0)?,
            sheet: row.get(1)?,
            marks: row.json(2)?,
            at: row.get(3)?,
        })
    }
}

impl Reader<'_> {
    /// Every printer and paper that was taught, by name.
    pub(crate) fn printer_fits(&self) -> Result<Vec<(String, String, Marks)>> {
        let all: Vec<Alignment> = self.records("ORDER BY printer, sheet", &[])?;
        let told = all
            .into_iter()
            .map(|one| (one.printer, one.sheet, one.marks));
        Ok(told.collect())
    }

    fn stored_alignment(&self, printer: &str, sheet: &str) -> Result<Option<Alignment>> {
        self.record(&[text(printer), text(sheet)])
    }

    /// What was read off this printer's ruler page on this paper.
    pub(crate) fn printer_fit(&self, printer: &str, sheet: &str) -> Result<Option<Marks>> {
        Ok(self.stored_alignment(printer, sheet)?.map(|one| one.marks))
    }
}

impl Tx<'_> {
    /// Keeps what was read; in place of what was read before.
    pub(super) fn put_printer_fit(
        &mut self,
        printer: &str,
        sheet: &str,
        marks: Marks,
    ) -> Result<()> {
        let at = self.at().to_owned();
        self.put(&Alignment {
            printer: printer.to_owned(),
            sheet: sheet.to_owned(),
            marks,
            at,
        })
        .map(|_before| ())
    }

    /// Forgets a printer on a paper; pages come out uncorrected again. False when it was not taught there.
    pub(super) fn drop_alignment(&mut self, printer: &str, sheet: &str) -> Result<bool> {
        let Some(known) = self.reader().stored_alignment(printer, sheet)? else {
            return Ok(false);
        };
        self.remove(&known)?;
        Ok(true)
    }
}
