//! What the outbox holds: records that wait, records without verdict, and how many there are of each state.

use jiff::Timestamp;
use nuong_domain::id::DestinationId;
use rusqlite::params;

use crate::Result;
use crate::base::day::local;
use crate::store::columns::Columns;
use crate::store::reader::Reader;

/// A record on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Delivery id.
    pub id: String,
    /// `urn:uuid:…`, the EPCIS eventID.
    pub event_id: String,
    /// Lot id: what depends on a refused record of a lot may wait for it.
    pub lot: String,
    /// Tries so far that got no verdict.
    pub attempts: u32,
    /// Where to ask for the verdict, once the destination told us.
    pub capture_url: Option<String>,
}

/// Records by state at one destination; `local` counts events when there is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// On this laptop: no destination.
    pub local: u32,
    /// In the outbox.
    pub waiting: u32,
    /// Posted without verdict.
    pub sent: u32,
    /// With receipt.
    pub accepted: u32,
    /// Needs a person.
    pub refused: u32,
}

fn read_outgoing(r: &Columns<'_>) -> Result<Outgoing> {
    Ok(Outgoing {
        id: r.get(0)?,
        event_id: format!("urn:uuid:{}", r.get::<String>(1)?),
        lot: r.get(2)?,
        attempts: r.get(3)?,
        capture_url: r.get(4)?,
    })
}

impl Reader<'_> {
    /// Records posted without verdict, in order of birth. With `due`, only those whose next question is not later than it.
    pub fn deliveries_sent(
        &self,
        destination: DestinationId,
        due: Option<Timestamp>,
    ) -> Result<Vec<Outgoing>> {
        self.outgoing_in_state(destination, "sent", due)
    }

    /// Records to send, in order of birth. With `due`, only those whose next try is not later than it; without, all that wait.
    pub fn deliveries_waiting(
        &self,
        destination: DestinationId,
        due: Option<Timestamp>,
    ) -> Result<Vec<Outgoing>> {
        self.outgoing_in_state(destination, "waiting", due)
    }

    fn outgoing_in_state(
        &self,
        destination: DestinationId,
        state: &str,
        due: Option<Timestamp>,
    ) -> Result<Vec<Outgoing>> {
        // Times are texts of one offset and one length (`local`): they compare as the instants do. `?3 IS NULL` takes every time.
        self.all(
            "SELECT id, event_id, lot_id, attempts, capture_url FROM delivery
             WHERE destination_id = ?1 AND state = ?2 AND (?3 IS NULL OR next_try_at IS NULL OR next_try_at <= ?3) ORDER BY n",
            params![destination.to_string(), state, due.map(local)],
            read_outgoing,
        )
    }

    /// Lots with a refused record at a destination.
    pub fn refused_lots(&self, destination: DestinationId) -> Result<Vec<String>> {
        self.all(
            "SELECT DISTINCT lot_id FROM delivery WHERE destination_id = ?1 AND state = 'refused'",
            [destination.to_string()],
            |r| r.get(0),
        )
    }

    /// When the earliest postponed try is due, RFC 3339 at +07:00; none when nothing waits for a time.
    pub fn next_try(&self, destination: DestinationId) -> Result<Option<String>> {
        let due = self.one(
            "SELECT min(next_try_at) FROM delivery WHERE destination_id = ?1 AND state IN ('waiting', 'sent') AND next_try_at IS NOT NULL",
            [destination.to_string()],
            |r| r.get::<Option<String>>(0),
        )?;
        Ok(due.flatten())
    }

    /// Records by state at the destination; without one every event is `local`.
    pub fn delivery_counts(&self, destination: Option<DestinationId>) -> Result<Counts> {
        let Some(destination) = destination else {
            return Ok(Counts {
                local: self.count("SELECT count(*) FROM trace_event", [])?,
                ..Counts::default()
            });
        };
        let rows = self.all(
            "SELECT state, count(*) FROM delivery WHERE destination_id = ?1 GROUP BY state",
            [destination.to_string()],
            |r| Ok((r.get::<String>(0)?, r.get::<u32>(1)?)),
        )?;
        let of = |word: &str| {
            rows.iter()
                .find(|(state, _)| state == word)
                .map_or(0, |(_, n)| *n)
        };
        Ok(Counts {
            local: 0,
            waiting: of("waiting"),
            sent: of("sent"),
            accepted: of("accepted"),
            refused: of("refused"),
        })
    }
}
