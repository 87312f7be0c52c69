//! Trace events: frozen the moment they are born, with their hash, and put into the outbox of every destination.

use nuong_domain::id::{EventId, LotId, PlaceId, StepId};
use rusqlite::types::Value;
use serde_json::{Value as Json, json};

use super::freeze::Written;
use crate::Result;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text};
use crate::store::tx::Tx;

/// A trace event as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredEvent {
    /// This data file's number of it: in order of birth.
    pub n: i64,
    /// Id; on the wire `urn:uuid:{id}`. A declaration has that of the event that it declares wrong.
    pub id: EventId,
    /// The step it tells of.
    pub step: StepId,
    /// The frozen EPCIS event; as a destination had it before, where that was otherwise.
    pub json: Json,
    /// CBV 2.0 event hash.
    pub hash: String,
}

const COLUMNS: &str =
    "SELECT e.event_id, e.n, lower(hex(s.id)), coalesce(a.json, e.json), coalesce(a.hash, e.hash)
    FROM trace_event e JOIN step s ON s.n = e.step LEFT JOIN adopted_event a ON a.event = e.n";

fn read_event(r: &Columns<'_>) -> Result<StoredEvent> {
    Ok(StoredEvent {
        id: r.parsed(0)?,
        n: r.get(1)?,
        step: r.parsed(2)?,
        json: r.json(3)?,
        hash: r.get(4)?,
    })
}

impl Reader<'_> {
    /// Every event of what stands or was declared wrong, in order of birth, or those with these numbers.
    ///
    /// # Errors
    /// `file_damaged` (args `record`) when one cannot be read: an export with one event less would be a lie.
    pub fn events(&self, numbers: Option<&[i64]>) -> Result<Vec<StoredEvent>> {
        let Some(numbers) = numbers else {
            // What a destination was never told is not told by taking it back either.
            let told = format!(
                "{COLUMNS} WHERE NOT EXISTS (SELECT 1 FROM dead x WHERE x.step = e.step)
                   OR EXISTS (SELECT 1 FROM trace_event d WHERE d.event_id = e.event_id AND d.declares <> '') ORDER BY e.n"
            );
            return self.all(&told, [], read_event);
        };
        // However many there are, they are one value: a list of `?` has an end.
        let sql = format!("{COLUMNS} WHERE e.n IN (SELECT value FROM json_each(?1)) ORDER BY e.n");
        self.all(&sql, [json!(numbers).to_string()], read_event)
    }

    /// The events that a step bears, without declarations, in order of birth.
    pub(crate) fn events_of_step(&self, step: StepId) -> Result<Vec<StoredEvent>> {
        let sql = format!("{COLUMNS} WHERE s.id = unhex(?1, '-') AND e.declares = '' ORDER BY e.n");
        self.all(&sql, [step.to_string()], read_event)
    }

    /// The lots of which the events of a step tell.
    pub(crate) fn lots_told(&self, step: StepId) -> Result<Vec<LotId>> {
        const LOTS: &str = "SELECT DISTINCT t.id FROM step s JOIN step_line l ON l.step = s.n JOIN lot t ON t.n = l.lot WHERE s.id = unhex(?1, '-')";
        self.all(LOTS, [step.to_string()], |r| r.parsed(0))
    }

    /// The places of which the events of a step tell.
    pub(crate) fn places_told(&self, step: StepId) -> Result<Vec<PlaceId>> {
        const PLACES: &str = "SELECT p.id FROM place p WHERE p.n IN (SELECT place FROM step WHERE id = unhex(?1, '-')
            UNION SELECT origin FROM step WHERE id = unhex(?1, '-')
            UNION SELECT l.place FROM step s JOIN step_line l ON l.step = s.n WHERE s.id = unhex(?1, '-'))";
        self.all(PLACES, [step.to_string()], |r| r.parsed(0))
    }
}

/// An event as it is kept for ever. The log has no entry of it: the table is only ever added to.
struct FrozenEvent {
    id: String,
    declares: String,
    step: StepId,
    name: String,
    happened: String,
    json: String,
    hash: String,
}

pub(crate) static KIND: Kind = Kind::new(
    "trace_event",
    "trace_event",
    &[
        "event_id", "declares", "step", "name", "happened", "json", "hash",
    ],
    &[Topic::Sync],
)
.keyed_by(2)
.referring(&[("step", "step")])
.unlogged();

impl Record for FrozenEvent {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        vec![
            text(&self.id),
            text(&self.declares),
            text(self.step),
            text(&self.name),
            text(&self.happened),
            text(&self.json),
            text(&self.hash),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            declares: row.get(1)?,
            step: row.parsed(2)?,
            name: row.get(3)?,
            happened: row.get(4)?,
            json: row.get(5)?,
            hash: row.get(6)?,
        })
    }
}

/// Which event it is, and of what it tells.
#[derive(Clone, Copy)]
pub(crate) struct About<'a> {
    /// Its id; a declaration's is that of its event.
    pub id: EventId,
    /// The step it tells of.
    pub step: StepId,
    /// Its name within the stage.
    pub name: &'a str,
    /// The declarationTime of a declaration; empty for an event itself.
    pub declares: &'a str,
}

impl Tx<'_> {
    /// Keeps an event as it was written, and puts it into the outbox of each destination.
    ///
    /// # Errors
    /// The store's own.
    pub(crate) fn keep_event(
        &mut self,
        about: About<'_>,
        written: &Written,
        targets: &[String],
    ) -> Result<()> {
        self.append(&FrozenEvent {
            id: about.id.to_string(),
            declares: about.declares.to_owned(),
            step: about.step,
            name: about.name.to_owned(),
            happened: written.happened.clone(),
            json: written.json.clone(),
            hash: written.hash.clone(),
        })?;
        let n = self.last_number();
        for destination in targets {
            self.enqueue_event(n, destination)?;
        }
        Ok(())
    }
}
