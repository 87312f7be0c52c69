//! What an organisation has here: each of its records by eventID, with what tells whether it is the same as another's copy.

use jiff::Timestamp;
use nuong_epcis::Digest;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Row, params_from_iter};

use super::StoreError;
use super::events::UNDECLARED;
use crate::limits;

/// One record that the registry holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    /// Order of recording.
    pub(crate) row: i64,
    pub(crate) event_id: String,
    pub(crate) record_time: Timestamp,
    /// Of what the event says.
    pub(crate) content: Digest,
    /// What it declares, where it is a declaration of an error.
    pub(crate) declaration: Option<HeldDeclaration>,
    /// When the event was last declared in error, if ever.
    pub(crate) declared_last: Option<Timestamp>,
}

/// A declaration of an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeldDeclaration {
    pub(crate) time: Timestamp,
    pub(crate) reason: Option<String>,
    /// Of the whole declaration.
    pub(crate) content: Digest,
}

/// One page of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct HeldPage {
    pub(crate) records: Vec<Held>,
    /// More follow.
    pub(crate) more: bool,
}

/// Which of them are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeldSearch {
    pub(crate) organisation: i64,
    /// These eventIDs alone, where any are named.
    pub(crate) event_ids: Vec<String>,
    /// Recorded then or later.
    pub(crate) since: Timestamp,
    /// Last row of the page before.
    pub(crate) after: i64,
    /// Records on the page at most.
    pub(crate) limit: usize,
}

impl HeldSearch {
    /// One page, in the order of recording.
    pub(crate) fn find_page(&self, db: &Connection) -> Result<HeldPage, StoreError> {
        let named = match self.event_ids.len() {
            0 => String::new(),
            count => format!(" AND e.event_id IN ({})", vec!["?"; count].join(", ")),
        };
        // Only counted question marks are put into the text. One row more than the page holds tells whether there is a next page.
        let sql = format!(
            "SELECT e.id, e.event_id, e.record_time, e.content, e.declared_at, e.declaration, e.error_reason,
                    (SELECT max(d.declared_at) FROM event d
                     WHERE d.event_id = e.event_id AND d.declared_at <> ?)
             FROM event e WHERE e.organisation = ? AND e.id > ? AND e.record_time >= ?{named}
             ORDER BY e.id LIMIT {}",
            self.limit.saturating_add(1)
        );
        let texts = self.event_ids.iter().cloned().map(Sql::Text);
        let since = self.since.as_microsecond();
        let values = [UNDECLARED, self.organisation, self.after, since].map(Sql::Integer);
        let values = params_from_iter(values.into_iter().chain(texts));
        let mut statement = db.prepare(&sql)?;
        let rows = statement.query_map(values, held_row)?;
        HeldPage::fill_page(rows, self.limit)
    }
}

impl HeldPage {
    /// Takes records until the page is full by number or by size: an eventID may be as long as its document.
    fn fill_page(
        rows: impl Iterator<Item = rusqlite::Result<Held>>,
        limit: usize,
    ) -> Result<Self, StoreError> {
        let mut page = Self::default();
        let mut bytes = 0_usize;
        for row in rows {
            if page.records.len() >= limit || bytes > limits::PAGE_BYTES {
                page.more = true;
                break;
            }
            let row = row?;
            bytes = bytes.saturating_add(row.event_id.len());
            page.records.push(row);
        }
        Ok(page)
    }
}

fn held_row(row: &Row<'_>) -> rusqlite::Result<Held> {
    let declaration = match row.get::<_, Option<[u8; 32]>>(5)? {
        None => None,
        Some(content) => Some(HeldDeclaration {
            time: super::read_instant(row, 4)?,
            reason: row.get(6)?,
            content: Digest(content),
        }),
    };
    let declared_last = match row.get::<_, Option<i64>>(7)? {
        None => None,
        Some(_) => Some(super::read_instant(row, 7)?),
    };
    Ok(Held {
        row: row.get(0)?,
        event_id: row.get(1)?,
        record_time: super::read_instant(row, 2)?,
        content: Digest(row.get(3)?),
        declaration,
        declared_last,
    })
}
