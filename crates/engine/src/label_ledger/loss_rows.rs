use rusqlite::params;
use serde_json::json;

use crate::base::topic::Topic;
use crate::store::changes::Change;
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

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

/// Labels of a print that are on no pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lost {
    /// Why.
    pub loss: Loss,
    /// How many.
    pub labels: u32,
    /// From which to which, counted from 1, where that is known; beyond the last: to the last that no other print replaces.
    pub which: Option<(u32, u32)>,
}

impl Reader<'_> {
    /// Labels of a print that were withdrawn one by one: from which to which, from 1.
    pub(crate) fn withdrawn(&self, print: &str) -> Result<Vec<(u32, u32)>> {
        self.all(
            "SELECT first, last FROM label_loss WHERE print_id = ?1 AND kind = 'void' AND first IS NOT NULL ORDER BY first",
            [print],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )
    }
}

impl Tx<'_> {
    /// Enters labels of a print as lost.
    ///
    /// # Errors
    /// `print_not_found`; `label_loss_too_many` (args `left`) when the print has not so many in use.
    pub(crate) fn lose_labels(&mut self, print: &str, lost: &Lost, reason: &str) -> Result<()> {
        let before = self.reader().print_named(print)?;
        let (loss, labels) = (lost.loss, lost.labels);
        let first = lost.which.map(|(first, _)| first);
        let last = lost.which.map(|(_, last)| last.min(before.last));
        if labels == 0 || labels > before.in_use() {
            return Err(AppError::new(Code::LabelLossTooMany, labels).with("left", before.in_use()));
        }
        let (id, at, person) = (
            self.mint().to_string(),
            self.at().to_owned(),
            self.actor().to_owned(),
        );
        self.run(
            "INSERT INTO label_loss (id, print_id, kind, labels, reason, person, at, first, last) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![id, before.id, loss.as_str(), labels, reason, person, at, first, last],
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
