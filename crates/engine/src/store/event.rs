//! Trace events: frozen the moment they are born, with their hash, and put into the outbox of every destination.

use jiff::{Timestamp, civil::Date};
use nuong_domain::id::{EventId, HarvestId, LotId, PlotId};
use nuong_domain::{Quantity, Unit, lot};
use rusqlite::params;
use serde_json::Value;

use super::tx::Fresh;
use super::{LotRecord, Reader, Tx};
use crate::trace::{self, Kind, Names, Written};
use crate::views::Topic;
use crate::{AppError, Result};

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

struct Pick {
    date: Date,
    plot: Option<(String, String)>,
    quantity: Quantity,
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

    /// The EPCIS document that carries these events (bare UUIDs or `urn:uuid:`; none: all), with the master data they mention.
    ///
    /// # Errors
    /// `profile_missing`; the store's own.
    pub fn document(&self, ids: Option<&[String]>, created: Timestamp) -> Result<Value> {
        trace::document(self, &self.events(ids)?, created)
    }

    fn pick(&self, harvest: HarvestId, unit: Unit) -> Result<Pick> {
        let row = self.one(
            "SELECT h.harvested_on, h.quantity, p.code, p.id FROM harvest h LEFT JOIN plot p ON p.id = h.plot_id WHERE h.id = ?1",
            [harvest.to_string()],
            |r| Ok((r.get::<_, String>(0)?, r.get(1)?, r.get::<_, Option<String>>(2)?, r.get::<_, Option<String>>(3)?)),
        )?;
        let read = || {
            let (date, base, code, id) = row?;
            Some(Pick {
                date: date.parse().ok()?,
                plot: code.zip(id),
                quantity: Quantity::from_base(base, unit.dimension()).ok()?,
            })
        };
        read().ok_or_else(|| AppError::new("internal", format!("harvest {harvest} cannot be read")))
    }
}

impl Tx<'_> {
    /// Writes the events of everything harvested in this transaction: one per pick, and one of receiving per lot for what it gained.
    pub(super) fn bear_events(&mut self) -> Result<()> {
        let fresh = std::mem::take(&mut self.fresh);
        if fresh.is_empty() {
            return Ok(());
        }
        let profile = self
            .reader()
            .profile()?
            .ok_or_else(|| AppError::new("profile_missing", "no cooperative yet"))?;
        let names = Names::of(&profile);
        let targets = self.reader().active_destinations()?;
        for (lot, harvests) in fresh {
            self.bear_lot(&names, lot, &harvests, &targets)?;
        }
        self.touch(Topic::Sync);
        Ok(())
    }

    fn bear_lot(
        &mut self,
        names: &Names,
        lot: LotId,
        fresh: &Fresh,
        targets: &[String],
    ) -> Result<()> {
        let missing = || AppError::new("internal", format!("lot {lot} cannot be read"));
        let record = self.reader().lot(lot)?.ok_or_else(missing)?;
        let product = self.reader().product(record.product)?.ok_or_else(missing)?;
        let subject = trace::Subject {
            lot: &record.code,
            sku: &record.sku,
            gtin: record.gtin.as_deref(),
        };
        let expiry = product
            .shelf_life_months
            .zip(record.first_on)
            .and_then(|(months, day)| lot::expiry_date(day, months));
        let mut picks = fresh
            .harvests
            .iter()
            .map(|h| self.reader().pick(*h, record.unit))
            .collect::<Result<Vec<_>>>()?;
        picks.sort_by_key(|p| p.date);
        let earlier = self.reader().count(
            "SELECT count(*) FROM trace_event WHERE lot_id = ?1",
            [lot.to_string()],
        )?;
        for (i, pick) in picks.iter().enumerate() {
            let first = earlier == 0 && i == 0;
            let facts = trace::Harvest {
                date: pick.date,
                plot: pick.plot.as_ref().map(|p| p.0.as_str()),
                quantity: pick.quantity,
                first,
                expiry,
            };
            let id = EventId(self.mint());
            let written = trace::harvest_event(names, &subject, &facts, id, self.now())?;
            self.keep_event(
                Kind::Harvest,
                &record,
                pick.plot.as_ref().map(|p| p.1.as_str()),
                id,
                &written,
                targets,
            )?;
        }
        let gained = lot::total_quantity(picks.iter().map(|p| p.quantity))
            .map_err(|e| AppError::new(e.code(), e))?;
        let date = picks.iter().map(|p| p.date).max().ok_or_else(missing)?;
        let id = EventId(self.mint());
        let written = trace::receiving_event(names, &subject, date, gained, id, self.now())?;
        self.keep_event(Kind::Lot, &record, None, id, &written, targets)
    }

    fn keep_event(
        &mut self,
        kind: Kind,
        lot: &LotRecord,
        plot: Option<&str>,
        id: EventId,
        written: &Written,
        targets: &[String],
    ) -> Result<()> {
        let (event, lot) = (id.to_string(), lot.id.to_string());
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
