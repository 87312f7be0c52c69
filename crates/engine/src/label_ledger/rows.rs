//! The ledger of labels as asked and added to: what was printed, what of it is on no pack, what is left. Prints themselves are entered
//! in `prints.rs`.

use std::collections::BTreeSet;

use nuong_domain::SerialBlock;
use rusqlite::params;

use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::{AppError, Code, Result};

/// A print as it stands in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintRecord {
    /// Id.
    pub id: String,
    /// When, RFC 3339.
    pub at: String,
    /// Who.
    pub person: String,
    /// Lot id.
    pub lot: String,
    /// Lot code.
    pub code: String,
    /// Product name, as it is today.
    pub product: String,
    /// Template id.
    pub template: String,
    /// Sheet id.
    pub sheet: String,
    /// What the code says.
    pub payload: String,
    /// File name.
    pub file: String,
    /// Labels printed.
    pub labels: u32,
    /// Of them withdrawn.
    pub void: u32,
    /// Of them spoilt and printed again.
    pub spoilt: u32,
    /// Every value on the label, as JSON; empty on prints of an earlier program.
    pub said: String,
    /// The print whose labels it replaces.
    pub reprint_of: Option<String>,
    /// Why it replaces them.
    pub reason: String,
    /// Serial numbers of the first and the last label, where each has its own.
    pub serials: Option<(String, String)>,
    /// SSCCs of the first and the last pallet, on labels of pallets.
    pub ssccs: Option<(String, String)>,
    /// The last label that no other print replaces, from 1.
    pub last: u32,
    /// Labels of which only is known that they were withdrawn, not which ones.
    pub void_counted: u32,
}

impl PrintRecord {
    /// Labels of this print that are, or may yet be, on packs.
    pub fn in_use(&self) -> u32 {
        self.labels.saturating_sub(self.void + self.spoilt)
    }
}

const COLUMNS: &str = "SELECT p.id, p.at, p.person, p.lot_id, l.code, g.name, p.template, p.sheet, p.payload, p.file, p.labels,
      (SELECT coalesce(sum(labels), 0) FROM label_loss WHERE print_id = p.id AND kind = 'void'),
      (SELECT coalesce(sum(labels), 0) FROM label_loss WHERE print_id = p.id AND kind = 'spoilt'), p.said, p.reprint_of, p.reason,
      p.first_serial, p.last_serial, p.first_sscc, p.last_sscc,
      coalesce((SELECT min(first) - 1 FROM label_loss WHERE print_id = p.id AND kind = 'spoilt'),
        p.labels - (SELECT coalesce(sum(labels), 0) FROM label_loss WHERE print_id = p.id AND kind = 'spoilt')),
      (SELECT coalesce(sum(labels), 0) FROM label_loss WHERE print_id = p.id AND kind = 'void' AND first IS NULL)
    FROM label_print p JOIN lot l ON l.id = p.lot_id JOIN product g ON g.id = l.product_id";

fn both_ends(first: Option<String>, last: Option<String>) -> Option<(String, String)> {
    first.zip(last)
}

pub(crate) fn read_print(r: &Columns<'_>) -> Result<PrintRecord> {
    Ok(PrintRecord {
        id: r.get(0)?,
        at: r.get(1)?,
        person: r.get(2)?,
        lot: r.get(3)?,
        code: r.get(4)?,
        product: r.get(5)?,
        template: r.get(6)?,
        sheet: r.get(7)?,
        payload: r.get(8)?,
        file: r.get(9)?,
        labels: r.get(10)?,
        void: r.get(11)?,
        spoilt: r.get(12)?,
        said: r.get(13)?,
        reprint_of: r.get(14)?,
        reason: r.get(15)?,
        serials: both_ends(r.get(16)?, r.get(17)?),
        ssccs: both_ends(r.get(18)?, r.get(19)?),
        last: r.get(20)?,
        void_counted: r.get(21)?,
    })
}

impl Reader<'_> {
    /// Prints, newest first: of one lot (its id) or of all, after the first `offset`.
    pub(crate) fn prints_page(
        &self,
        lot: Option<&str>,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<PrintRecord>> {
        // `?1 IS NULL`: no lot asks for all. Ids are of the time they were made, so they order prints by age.
        self.all(
            &format!(
                "{COLUMNS} WHERE ?1 IS NULL OR p.lot_id = ?1 ORDER BY p.id DESC LIMIT ?2 OFFSET ?3"
            ),
            params![lot, limit, offset],
            read_print,
        )
    }

    /// The print a person names: by its id, or by the end of it that a list shows.
    ///
    /// # Errors
    /// `print_not_found` (args `print`); `print_ambiguous` (args `print`, `found`) when several end so.
    pub(crate) fn print_named(&self, name: &str) -> Result<PrintRecord> {
        let missing = || AppError::new(Code::PrintNotFound, name).with("print", name);
        let tail = name.trim().to_lowercase();
        if tail.len() < SHORT_ID {
            return Err(missing());
        }
        // A negative start counts from the end: the id ends with what was typed.
        let found = self.all(
            &format!("{COLUMNS} WHERE substr(p.id, -length(?1)) = ?1 ORDER BY p.id DESC LIMIT {MOST_NAMESAKES}"),
            [&tail],
            read_print,
        )?;
        match <[PrintRecord; 1]>::try_from(found) {
            Ok([one]) => Ok(one),
            Err(several) if several.is_empty() => Err(missing()),
            Err(several) => Err(AppError::new(Code::PrintAmbiguous, name)
                .with("print", name)
                .with("found", told_apart(&several))),
        }
    }

    /// The print one of whose labels has this serial number, and which label it is, from 1.
    ///
    /// # Errors
    /// `serial_not_found` (args `serial`).
    pub(crate) fn print_of_serial(&self, serial: &str) -> Result<(PrintRecord, u32)> {
        let missing = || AppError::new(Code::SerialNotFound, serial).with("serial", serial);
        let block = SerialBlock::of_serial(serial).ok_or_else(missing)?;
        // The first ten letters of a serial number name its block, and each print has a block of its own.
        let print = self.one(
            &format!("{COLUMNS} WHERE substr(p.first_serial, 1, 10) = ?1"),
            [block.id()],
            read_print,
        )?;
        let print = print.ok_or_else(missing)?;
        let label = block.label_number(serial).filter(|n| *n < print.labels);
        Ok((print, label.ok_or_else(missing)? + 1))
    }

    /// Labels of a lot that are, or may yet be, on packs.
    pub(crate) fn labels_in_use(&self, lot: &str) -> Result<u32> {
        self.count(
            "SELECT coalesce(sum(labels), 0) - coalesce((SELECT sum(x.labels) FROM label_loss x JOIN label_print q ON q.id = x.print_id
               WHERE q.lot_id = ?1), 0) FROM label_print WHERE lot_id = ?1",
            [lot],
        )
    }
}

/// Prints named when several end alike.
const MOST_NAMESAKES: u32 = 6;

/// Ids that end alike, each by so much of its end that it is told from the others.
fn told_apart(prints: &[PrintRecord]) -> String {
    let tail = |print: &PrintRecord, letters: usize| {
        let from = print.id.len().saturating_sub(letters);
        print.id.get(from..).unwrap_or(&print.id).to_owned()
    };
    let told_apart = (SHORT_ID..36).find(|letters| {
        let tails: BTreeSet<String> = prints.iter().map(|p| tail(p, *letters)).collect();
        tails.len() == prints.len()
    });
    let letters = told_apart.unwrap_or(36);
    let named = prints
        .iter()
        .map(|p| format!("{} ({})", tail(p, letters), p.code));
    named.collect::<Vec<_>>().join(", ")
}

/// Letters of a print's id that lists show.
pub(crate) const SHORT_ID: usize = 6;
