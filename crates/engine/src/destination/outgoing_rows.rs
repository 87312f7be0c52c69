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
    /// This data file's number of the event.
    pub event: i64,
    /// `urn:uuid:…`, the EPCIS eventID.
    pub event_id: String,
    /// The declarationTime of an error declaration, which has its event's id; empty for the event itself.
    pub declares: String,
    /// Lot ids: what depends on a refused record of a lot may wait for it.
    pub lots: Vec<String>,
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
    /// Never sent: the step was corrected or taken back before.
    pub withdrawn: u32,
    /// Cannot be mended at the destination by itself.
    pub needs_person: u32,
}

fn read_outgoing(r: &Columns<'_>) -> Result<Outgoing> {
    Ok(Outgoing {
        id: r.get(0)?,
        event: r.get(1)?,
        event_id: format!("urn:uuid:{}", r.get::<String>(2)?),
        declares: r.get(3)?,
        lots: r.json(4)?,
        attempts: r.get(5)?,
        capture_url: r.get(6)?,
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

    /// Records to send, in order of birth; a declaration once the events that it names are accepted. With `due`, only those whose next try is not later than it; without, all that wait.
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
            "SELECT d.id, d.event, e.event_id, e.declares,
               (SELECT json_group_array(DISTINCT t.id) FROM step_line l JOIN lot t ON t.n = l.lot WHERE l.step = e.step), d.attempts, d.capture_url
             FROM delivery d JOIN trace_event e ON e.n = d.event
             WHERE d.destination_id = ?1 AND d.state = ?2 AND (?3 IS NULL OR d.next_try_at IS NULL OR d.next_try_at <= ?3)
               AND (?2 <> 'waiting' OR NOT EXISTS (SELECT 1 FROM json_each(e.json, '$.errorDeclaration.correctiveEventIDs') c
                 WHERE NOT EXISTS (SELECT 1 FROM trace_event ce JOIN delivery cd ON cd.event = ce.n AND cd.destination_id = d.destination_id AND cd.state = 'accepted'
                   WHERE ce.event_id = substr(c.value, 10) AND ce.declares = '')))
             ORDER BY d.event",
            params![destination.to_string(), state, due.map(local)],
            read_outgoing,
        )
    }

    /// Lots with a refused record at a destination.
    pub fn refused_lots(&self, destination: DestinationId) -> Result<Vec<String>> {
        self.all(
            "SELECT DISTINCT t.id FROM delivery d JOIN trace_event e ON e.n = d.event JOIN step_line l ON l.step = e.step JOIN lot t ON t.n = l.lot
             WHERE d.destination_id = ?1 AND d.state = 'refused'",
            [destination.to_string()],
            |r| r.get(0),
        )
    }

    /// Whether a delivery is of a declaration.
    pub(super) fn is_declaration(&self, delivery: &str) -> Result<bool> {
        const DECLARES: &str = "SELECT 1 FROM delivery d JOIN trace_event e ON e.n = d.event WHERE d.id = ?1 AND e.declares <> ''";
        Ok(self.one(DECLARES, [delivery], |_| Ok(()))?.is_some())
    }

    /// The step of which a delivery's event tells, when it does not stand.
    pub(super) fn dead_step_of_delivery(&self, delivery: &str) -> Result<Option<String>> {
        const DEAD: &str = "SELECT d.id, lower(hex(s.id)) FROM delivery d JOIN trace_event e ON e.n = d.event JOIN step s ON s.n = e.step JOIN dead x ON x.step = s.n
             WHERE d.id = ?1 AND e.declares = ''";
        self.one(DEAD, [delivery], |r| r.get(1))
    }

    /// Lots of which an event tells.
    pub(crate) fn lots_of_event(&self, event: i64) -> Result<Vec<String>> {
        self.all(
            "SELECT DISTINCT t.id FROM trace_event e JOIN step_line l ON l.step = e.step JOIN lot t ON t.n = l.lot WHERE e.n = ?1",
            [event],
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
                local: self.count("SELECT count(*) FROM trace_event e WHERE NOT EXISTS (SELECT 1 FROM dead x WHERE x.step = e.step)", [])?,
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
            withdrawn: of("withdrawn"),
            needs_person: of("needs_person"),
        })
    }
}
