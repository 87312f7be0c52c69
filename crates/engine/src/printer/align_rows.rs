//! Printers that were taught: what was read off the ruler page, by printer and paper.

use nuong_labels::Marks;
use rusqlite::params;
use serde_json::json;

use crate::Result;
use crate::base::topic::Topic;
use crate::store::changes::Change;
use crate::store::reader::Reader;
use crate::store::tx::Tx;

impl Reader<'_> {
    /// Every printer and paper that was taught, by name.
    pub(crate) fn printer_fits(&self) -> Result<Vec<(String, String, Marks)>> {
        let rows: Vec<(String, String, String)> = self.all(
            "SELECT printer, sheet, marks FROM printer_fit ORDER BY printer, sheet",
            [],
            |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
        )?;
        let read = |(printer, sheet, marks): (String, String, String)| {
            Some((printer, sheet, serde_json::from_str(&marks).ok()?))
        };
        Ok(rows.into_iter().filter_map(read).collect())
    }

    /// What was read off this printer's ruler page on this paper.
    pub(crate) fn printer_fit(&self, printer: &str, sheet: &str) -> Result<Option<Marks>> {
        let row: Option<String> = self.one(
            "SELECT marks FROM printer_fit WHERE printer = ?1 AND sheet = ?2",
            [printer, sheet],
            |r| r.get(0),
        )?;
        Ok(row.and_then(|text| serde_json::from_str(&text).ok()))
    }
}

impl Tx<'_> {
    /// Keeps what was read; in place of what was read before.
    pub(crate) fn put_printer_fit(
        &mut self,
        printer: &str,
        sheet: &str,
        marks: Marks,
    ) -> Result<()> {
        let before = self.reader().printer_fit(printer, sheet)?;
        let at = self.at().to_owned();
        self.run(
            "INSERT INTO printer_fit (printer, sheet, marks, at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (printer, sheet) DO UPDATE SET marks = excluded.marks, at = excluded.at",
            params![printer, sheet, json!(marks).to_string(), at],
        )?;
        self.log_fit(printer, sheet, "taught", [before, Some(marks)])
    }

    /// Forgets a printer on a paper; pages come out uncorrected again. False when it was not taught there.
    pub(crate) fn forget_printer_fit(&mut self, printer: &str, sheet: &str) -> Result<bool> {
        let Some(before) = self.reader().printer_fit(printer, sheet)? else {
            return Ok(false);
        };
        self.run(
            "DELETE FROM printer_fit WHERE printer = ?1 AND sheet = ?2",
            [printer, sheet],
        )?;
        self.log_fit(printer, sheet, "forgotten", [Some(before), None])?;
        Ok(true)
    }

    fn log_fit(
        &mut self,
        printer: &str,
        sheet: &str,
        verb: &'static str,
        [before, after]: [Option<Marks>; 2],
    ) -> Result<()> {
        self.log(Change {
            noun: "printer",
            record: &format!("{printer} / {sheet}"),
            lot: None,
            verb,
            fields: vec![("marks", json!(before), json!(after))],
        })?;
        self.touch(Topic::Papers);
        Ok(())
    }
}
