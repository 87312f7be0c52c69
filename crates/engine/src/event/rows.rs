//! Trace events: frozen the moment they are born, with their hash, and put into the outbox of every destination.

use nuong_domain::id::{EventId, LotId, PlaceId, StepId};
use rusqlite::types::Value;
use serde_json::{Value as Json, json};

use super::freeze::{EventKind, Written};
use crate::Result;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text, text_if_any};
use crate::store::tx::Tx;

/// A trace event as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredEvent {
    /// Id; on the wire `urn:uuid:{id}`.
    pub id: EventId,
    /// Its lot.
    pub lot: LotId,
    /// The frozen EPCIS event.
    pub json: Json,
    /// CBV 2.0 event hash.
    pub hash: String,
}

impl Reader<'_> {
    /// Every event in order of birth, or those with these ids (bare UUIDs or `urn:uuid:`).
    ///
    /// # Errors
    /// `file_damaged` (args `record`) when one cannot be read: an export with one event less would be a lie.
    pub fn events(&self, ids: Option<&[String]>) -> Result<Vec<StoredEvent>> {
        const COLUMNS: &str = "SELECT event_id, lot_id, json, hash FROM trace_event";
        let read = |r: &Columns<'_>| {
            Ok(StoredEvent {
                id: r.parsed(0)?,
                lot: r.parsed(1)?,
                json: r.json(2)?,
                hash: r.get(3)?,
            })
        };
        let Some(ids) = ids else {
            return self.all(&format!("{COLUMNS} ORDER BY n"), [], read);
        };
        // However many ids there are, they are one value: a list of `?` has an end.
        let bare = ids.iter().map(|id| id.trim_start_matches("urn:uuid:"));
        let list = json!(bare.collect::<Vec<_>>()).to_string();
        let sql =
            format!("{COLUMNS} WHERE event_id IN (SELECT value FROM json_each(?1)) ORDER BY n");
        self.all(&sql, [list], read)
    }

    /// The plot an event happened on, if it was one.
    pub(crate) fn event_plot(&self, event: EventId) -> Result<Option<PlaceId>> {
        let plot = self.one(
            "SELECT plot_id FROM trace_event WHERE event_id = ?1",
            [event.to_string()],
            |r| r.parsed_if_any(0),
        )?;
        Ok(plot.flatten())
    }
}

/// An event as it is kept for ever. The log has no entry of it: the table is only ever added to.
struct FrozenEvent {
    id: String,
    kind: String,
    lot: String,
    plot: Option<String>,
    step: Option<StepId>,
    happened: String,
    json: String,
    hash: String,
}

/// Of which record and where an event tells.
#[derive(Clone, Copy)]
pub(crate) struct About<'a> {
    /// Which record.
    pub kind: EventKind,
    /// Its lot.
    pub lot: LotId,
    /// The plot it happened on, by its id.
    pub plot: Option<&'a str>,
    /// The step it tells of; none for what a lot gained in a transaction.
    pub step: Option<StepId>,
}

pub(crate) static KIND: Kind = Kind::new(
    "trace_event",
    "trace_event",
    &[
        "event_id", "kind", "lot_id", "plot_id", "step", "happened", "json", "hash",
    ],
    &[Topic::Sync],
)
.referring(&[("step", "step")])
.unlogged();

impl Record for FrozenEvent {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        vec![
            text(&self.id),
            text(&self.kind),
            text(&self.lot),
            text_if_any(self.plot.as_ref()),
            text_if_any(self.step),
            text(&self.happened),
            text(&self.json),
            text(&self.hash),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            kind: row.get(1)?,
            lot: row.get(2)?,
            plot: row.get(3)?,
            step: row.parsed_if_any(4)?,
            happened: row.get(5)?,
            json: row.get(6)?,
            hash: row.get(7)?,
        })
    }
}

impl Tx<'_> {
    /// Keeps an event as it was written, and puts it into the outbox of each destination.
    ///
    /// # Errors
    /// The store's own.
    pub(crate) fn keep_event(
        &mut self,
        about: About<'_>,
        id: EventId,
        written: &Written,
        targets: &[String],
    ) -> Result<()> {
        self.append(&FrozenEvent {
            id: id.to_string(),
            kind: about.kind.as_str().to_owned(),
            lot: about.lot.to_string(),
            plot: about.plot.map(str::to_owned),
            step: about.step,
            happened: written.happened.clone(),
            json: written.json.clone(),
            hash: written.hash.clone(),
        })?;
        for destination in targets {
            self.enqueue_event(&id.to_string(), destination)?;
        }
        Ok(())
    }
}
