//! Trace events: frozen the moment they are born, with their hash, and put into the outbox of every destination.

use nuong_domain::id::{EventId, LotId, PlotId};
use rusqlite::params;
use serde_json::Value;

use super::freeze::{Kind, Written};
use crate::Result;
use crate::store::reader::Reader;
use crate::store::tx::Tx;

/// A trace event as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredEvent {
    /// Id; on the wire `urn:uuid:{id}`.
    pub id: EventId,
    /// Its lot.
    pub lot: LotId,
    /// The frozen EPCIS event.
    pub json: Value,
    /// CBV 2.0 event hash.
    pub hash: String,
}

impl Reader<'_> {
    /// Every event in order of birth, or those with these ids (bare UUIDs or `urn:uuid:`).
    pub fn events(&self, ids: Option<&[String]>) -> Result<Vec<StoredEvent>> {
        const COLUMNS: &str = "SELECT event_id, lot_id, json, hash FROM trace_event";
        let map = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?));
        let rows: Vec<(String, String, String, String)> = match ids {
            None => self.all(&format!("{COLUMNS} ORDER BY n"), [], map)?,
            Some(ids) => {
                let bare: Vec<&str> = ids
                    .iter()
                    .map(|id| id.trim_start_matches("urn:uuid:"))
                    .collect();
                let list = serde_json::to_string(&bare).unwrap_or_default();
                self.all(
                    &format!(
                        "{COLUMNS} WHERE event_id IN (SELECT value FROM json_each(?1)) ORDER BY n"
                    ),
                    [list],
                    map,
                )?
            }
        };
        let event = |(id, lot, json, hash): (String, String, String, String)| {
            Some(StoredEvent {
                id: id.parse().ok()?,
                lot: lot.parse().ok()?,
                json: serde_json::from_str(&json).ok()?,
                hash,
            })
        };
        Ok(rows.into_iter().filter_map(event).collect())
    }

    /// The plot an event happened on, if it was one.
    pub(crate) fn event_plot(&self, event: EventId) -> Result<Option<PlotId>> {
        let plot: Option<Option<String>> = self.one(
            "SELECT plot_id FROM trace_event WHERE event_id = ?1",
            [event.to_string()],
            |r| r.get(0),
        )?;
        Ok(plot.flatten().and_then(|id| id.parse().ok()))
    }
}

impl Tx<'_> {
    pub(crate) fn keep_event(
        &mut self,
        kind: Kind,
        lot: LotId,
        plot: Option<&str>,
        id: EventId,
        written: &Written,
        targets: &[String],
    ) -> Result<()> {
        let (event, lot) = (id.to_string(), lot.to_string());
        self.run(
            "INSERT INTO trace_event (event_id, kind, lot_id, plot_id, happened, json, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            params![event, kind.as_str(), lot, plot, written.happened, written.json, written.hash],
        )?;
        for destination in targets {
            let (delivery, at) = (self.mint().to_string(), self.at().to_owned());
            self.run(
                "INSERT INTO delivery (id, n, event_id, lot_id, destination_id, state, changed_at)
                 SELECT ?1, n, event_id, lot_id, ?2, 'waiting', ?3 FROM trace_event WHERE event_id = ?4",
                params![delivery, destination, at, event],
            )?;
        }
        Ok(())
    }
}
