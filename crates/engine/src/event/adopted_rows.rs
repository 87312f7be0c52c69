//! Events that a destination had in other words under the same eventID, from an older program or before a GTIN or GLN was known. What is
//! recorded there does not change, so its words are taken over; what was written here stays as it is, beside them.

use rusqlite::types::Value;
use serde_json::Value as Json;

use super::freeze::frozen;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text};
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// The words that count for an event.
struct AdoptedEvent {
    /// This data file's number of the event.
    event: i64,
    json: String,
    hash: String,
    at: String,
}

pub(crate) static KIND: Kind = Kind::new(
    "adopted_event",
    "adopted_event",
    &["event", "json", "hash", "at"],
    &[Topic::Sync, Topic::Lots],
)
.unlogged();

impl Record for AdoptedEvent {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        vec![
            self.event.into(),
            text(&self.json),
            text(&self.hash),
            text(&self.at),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            event: row.get(0)?,
            json: row.get(1)?,
            hash: row.get(2)?,
            at: row.get(3)?,
        })
    }
}

impl Reader<'_> {
    fn adopted_event(&self, event: i64) -> Result<Option<AdoptedEvent>> {
        self.record(&[event.into()])
    }
}

impl Tx<'_> {
    /// Takes over an event as a destination has it: from now on it is shown, exported and declared so. The first that is taken over stays.
    ///
    /// # Errors
    /// `event_invalid` where what the destination has is no event; the store's own.
    pub(crate) fn adopt_event(&mut self, event: i64, words: &str) -> Result<()> {
        if self.reader().adopted_event(event)?.is_some() {
            return Ok(());
        }
        let words: Json =
            serde_json::from_str(words).map_err(|e| AppError::of(Code::EventInvalid, e))?;
        let written = frozen(&words, String::new(), self.now())?;
        let at = self.at().to_owned();
        self.append(&AdoptedEvent {
            event,
            json: written.json,
            hash: written.hash,
            at,
        })?;
        for lot in self.reader().lots_of_event(event)? {
            self.note("event", &event.to_string(), &lot, "adopted")?;
        }
        Ok(())
    }
}
