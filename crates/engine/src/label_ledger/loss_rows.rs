//! Labels of a print that are on no pack: withdrawn, or spoilt and printed again.

use rusqlite::types::Value;

use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text};
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
    fn by_word(word: &str) -> Option<Self> {
        [Self::Void, Self::Spoilt]
            .into_iter()
            .find(|loss| loss.as_str() == word)
    }

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

/// Labels that came to nothing, as stored: a fact.
pub(crate) struct LabelLoss {
    id: String,
    print: String,
    kind: Loss,
    labels: u32,
    reason: String,
    person: String,
    at: String,
    which: Option<(u32, u32)>,
    /// Whose labels; known while they are entered.
    lot: Option<String>,
}

pub(crate) static KIND: Kind = Kind::new(
    "label_loss",
    "label_loss",
    &[
        "id", "print_id", "kind", "labels", "reason", "person", "at", "first", "last",
    ],
    &[Topic::Labels, Topic::Lots],
)
.entered_at("at");

impl Record for LabelLoss {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        let (first, last) = self.which.unzip();
        vec![
            text(&self.id),
            text(&self.print),
            text(self.kind.as_str()),
            self.labels.into(),
            text(&self.reason),
            text(&self.person),
            text(&self.at),
            first.into(),
            last.into(),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        let (first, last): (Option<u32>, Option<u32>) = (row.get(7)?, row.get(8)?);
        Ok(Self {
            id: row.get(0)?,
            print: row.get(1)?,
            kind: row.word(2, Loss::by_word)?,
            labels: row.get(3)?,
            reason: row.get(4)?,
            person: row.get(5)?,
            at: row.get(6)?,
            which: first.zip(last),
            lot: None,
        })
    }

    fn lot(&self) -> Option<String> {
        self.lot.clone()
    }

    fn verb(&self, _before: Option<&Self>) -> &'static str {
        self.kind.as_str()
    }
}

impl Reader<'_> {
    /// Labels of a print that were withdrawn one by one: from which to which, from 1.
    pub(crate) fn withdrawn_serials(&self, print: &str) -> Result<Vec<(u32, u32)>> {
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
    pub(super) fn lose_labels(&mut self, print: &str, lost: &Lost, reason: &str) -> Result<()> {
        let before = self.reader().print_named(print)?;
        let labels = lost.labels;
        let first = lost.which.map(|(first, _)| first);
        let last = lost.which.map(|(_, last)| last.min(before.last));
        if labels == 0 || labels > before.in_use() {
            return Err(AppError::new(Code::LabelLossTooMany, labels).with("left", before.in_use()));
        }
        let loss = LabelLoss {
            id: self.mint().to_string(),
            print: before.id,
            kind: lost.loss,
            labels,
            reason: reason.to_owned(),
            person: self.actor().to_owned(),
            at: self.at().to_owned(),
            which: first.zip(last),
            lot: Some(before.lot),
        };
        self.append(&loss)
    }
}
