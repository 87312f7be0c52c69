//! The ledger of labels as asked and added to: what was printed, what of it is on no pack, what is left. Prints themselves are entered
//! in `prints.rs`.

use rusqlite::{Row, params};
use serde_json::json;

use super::changes::Change;
use super::{Reader, Tx};
use crate::views::Topic;
use crate::{AppError, Result};

/// Why a label is on no pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// Withdrawn by a person.
    Void,
    /// Came out unusable; printed again.
    Spoilt,
}

impl Loss {
    fn as_str(self) -> &'static str {
        match self {
            Self::Void => "void",
            Self::Spoilt => "spoilt",
        }
    }
}

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
}

impl PrintRecord {
    /// Labels of this print that are, or may yet be, on packs.
    pub fn in_use(&self) -> u32 {
        self.labels.saturating_sub(self.void + self.spoilt)
    }
}

const COLUMNS: &str = "SELECT p.id, p.at, p.person, p.lot_id, l.code, g.name, p.template, p.sheet, p.payload, p.file, p.labels,
      (SELECT coalesce(sum(labels), 0) FROM label_loss WHERE print_id = p.id AND kind = 'void'),
      (SELECT coalesce(sum(labels), 0) FROM label_loss WHERE print_id = p.id AND kind = 'spoilt'), p.said, p.reprint_of, p.reason
    FROM label_print p JOIN lot l ON l.id = p.lot_id JOIN product g ON g.id = l.product_id";

fn record(r: &Row<'_>) -> rusqlite::Result<PrintRecord> {
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
    })
}

impl Reader<'_> {
    /// Prints, newest first: of one lot (its id) or of all, after the first `offset`.
    pub(crate) fn prints(
        &self,
        lot: Option<&str>,
        limit: u32,
        offset: u32,
    ) -> Result<Vec<PrintRecord>> {
        self.all(
            &format!(
                "{COLUMNS} WHERE ?1 IS NULL OR p.lot_id = ?1 ORDER BY p.id DESC LIMIT ?2 OFFSET ?3"
            ),
            params![lot, limit, offset],
            record,
        )
    }

    /// The print a person names: by its id, or by the end of it that a list shows.
    ///
    /// # Errors
    /// `print_not_found` (args `print`) when none or several end so.
    pub(crate) fn print_named(&self, name: &str) -> Result<PrintRecord> {
        let missing = || AppError::new("print_not_found", name).with("print", name);
        let tail = name.trim().to_lowercase();
        if tail.len() < SHORT_ID {
            return Err(missing());
        }
        let found = self.all(
            &format!("{COLUMNS} WHERE substr(p.id, -length(?1)) = ?1 LIMIT 2"),
            [&tail],
            record,
        )?;
        match <[PrintRecord; 1]>::try_from(found) {
            Ok([one]) => Ok(one),
            Err(_) => Err(missing()),
        }
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

/// Letters of a print's id that lists show.
pub(crate) const SHORT_ID: usize = 6;

impl Tx<'_> {
    /// Enters labels of a print as lost.
    ///
    /// # Errors
    /// `print_not_found`; `label_loss_too_many` (args `left`) when the print has not so many in use.
    pub(crate) fn lose_labels(
        &mut self,
        print: &str,
        loss: Loss,
        labels: u32,
        reason: &str,
    ) -> Result<()> {
        let before = self.reader().print_named(print)?;
        if labels == 0 || labels > before.in_use() {
            return Err(AppError::new("label_loss_too_many", labels).with("left", before.in_use()));
        }
        let (id, at, person) = (
            self.mint().to_string(),
            self.at().to_owned(),
            self.actor().to_owned(),
        );
        self.run(
            "INSERT INTO label_loss (id, print_id, kind, labels, reason, person, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![id, before.id, loss.as_str(), labels, reason, person, at],
        )?;
        let after = json!({"labels": labels, "reason": reason});
        self.log(Change {
            noun: "label",
            record: &id,
            lot: Some(&before.lot),
            verb: loss.as_str(),
            fields: vec![("loss", json!(null), after)],
        })?;
        self.touch(Topic::Labels);
        self.touch(Topic::Lots);
        Ok(())
    }
}
