//! The outbox: each event on its way to each destination, in order of birth. `waiting` → `sent` → `accepted` (only with a receipt) or
//! `refused` (a person must look). Sync claims and marks through here; each mark is one transaction of the one door.

use jiff::Timestamp;
use nuong_domain::id::DestinationId;
use rusqlite::{Row, params};
use serde_json::json;

use super::view::DeliveryState;
use crate::Result;
use crate::base::day::local;
use crate::base::message::Message;
use crate::base::topic::Topic;
use crate::store::changes::Change;
use crate::store::reader::Reader;
use crate::store::tx::Tx;

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

fn outgoing(r: &Row<'_>) -> rusqlite::Result<Outgoing> {
    Ok(Outgoing {
        id: r.get(0)?,
        event_id: format!("urn:uuid:{}", r.get::<_, String>(1)?),
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
        self.outgoing(destination, "sent", due)
    }

    /// Records to send, in order of birth. With `due`, only those whose next try is not later than it; without, all that wait.
    pub fn deliveries_waiting(
        &self,
        destination: DestinationId,
        due: Option<Timestamp>,
    ) -> Result<Vec<Outgoing>> {
        self.outgoing(destination, "waiting", due)
    }

    fn outgoing(
        &self,
        destination: DestinationId,
        state: &str,
        due: Option<Timestamp>,
    ) -> Result<Vec<Outgoing>> {
        self.all(
            "SELECT id, event_id, lot_id, attempts, capture_url FROM delivery
             WHERE destination_id = ?1 AND state = ?2 AND (?3 IS NULL OR next_try_at IS NULL OR next_try_at <= ?3) ORDER BY n",
            params![destination.to_string(), state, due.map(local)],
            outgoing,
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
            |r| r.get::<_, Option<String>>(0),
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
            |r| Ok((r.get::<_, String>(0)?, r.get::<_, u32>(1)?)),
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

impl Tx<'_> {
    /// About to be posted, or posted and answered with a job's address: write this *before* the request goes out, so that a laptop
    /// killed in between asks before it posts again. `capture_url` replaces an earlier one only when given.
    ///
    /// # Errors
    /// The store's own.
    pub fn mark_sent(&mut self, ids: &[String], capture_url: Option<&str>) -> Result<()> {
        for id in ids {
            self.set_state(id, DeliveryState::Sent, "capture_url = coalesce(?3, capture_url), next_try_at = NULL, reason = NULL, detail = ''", &[&capture_url])?;
        }
        Ok(())
    }

    /// The destination's own receipt is here. `detail` is what proves it, shortened.
    ///
    /// # Errors
    /// The store's own.
    pub fn mark_accepted(&mut self, ids: &[String], receipt: &str, detail: &str) -> Result<()> {
        for id in ids {
            self.set_state(
                id,
                DeliveryState::Accepted,
                "receipt = ?3, detail = ?4, field = '', reason = NULL, next_try_at = NULL",
                &[&receipt, &detail],
            )?;
        }
        Ok(())
    }

    /// The destination said no: a person must look.
    ///
    /// # Errors
    /// The store's own.
    pub fn mark_refused(
        &mut self,
        ids: &[String],
        reason: &Message,
        detail: &str,
        field: &str,
    ) -> Result<()> {
        let reason = json!(reason).to_string();
        for id in ids {
            self.set_state(
                id,
                DeliveryState::Refused,
                "reason = ?3, detail = ?4, field = ?5, next_try_at = NULL",
                &[&reason, &detail, &field],
            )?;
        }
        Ok(())
    }

    /// Not there; to be tried again, not before `next_try` (none: at once). `counts` adds one to the tries that set the back-off.
    ///
    /// # Errors
    /// The store's own.
    pub fn mark_waiting(
        &mut self,
        ids: &[String],
        next_try: Option<Timestamp>,
        reason: Option<&Message>,
        counts: bool,
    ) -> Result<()> {
        let (next, reason) = (next_try.map(local), reason.map(|r| json!(r).to_string()));
        for id in ids {
            let set = "next_try_at = ?3, reason = ?4, attempts = attempts + ?5, capture_url = NULL, detail = '', field = ''";
            self.set_state(id, DeliveryState::Waiting, set, &[&next, &reason, &counts])?;
        }
        Ok(())
    }

    /// Posted, outcome unknown: stays `sent`; ask again not before `next_try`.
    ///
    /// # Errors
    /// The store's own.
    pub fn mark_unsure(&mut self, ids: &[String], next_try: Timestamp) -> Result<()> {
        let next = local(next_try);
        for id in ids {
            self.set_state(
                id,
                DeliveryState::Sent,
                "next_try_at = ?3, attempts = attempts + 1",
                &[&next],
            )?;
        }
        Ok(())
    }

    /// A person asks for another try of refused records (all of them when `ids` is none), and waiting ones need not wait any longer.
    ///
    /// # Errors
    /// The store's own.
    pub fn retry_refused(
        &mut self,
        destination: DestinationId,
        ids: Option<&[String]>,
    ) -> Result<u32> {
        let refused = self.reader().all(
            "SELECT id FROM delivery WHERE destination_id = ?1 AND state = 'refused' ORDER BY n",
            [destination.to_string()],
            |r| r.get::<_, String>(0),
        )?;
        let chosen: Vec<String> = refused
            .into_iter()
            .filter(|id| ids.is_none_or(|ids| ids.contains(id)))
            .collect();
        self.mark_waiting(&chosen, None, None, false)?;
        Ok(u32::try_from(chosen.len()).unwrap_or(u32::MAX))
    }

    /// An accepted record never changes again: its receipt is stored.
    fn set_state(
        &mut self,
        id: &str,
        state: DeliveryState,
        set: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<()> {
        let Some((before, lot)) = self.reader().one(
            "SELECT state, lot_id FROM delivery WHERE id = ?1 AND state <> 'accepted'",
            [id],
            |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?)),
        )?
        else {
            return Ok(());
        };
        let (word, at) = (state.as_str(), self.at().to_owned());
        let mut all: Vec<&dyn rusqlite::ToSql> = vec![&id, &word];
        all.extend(values);
        let changed_at = all.len() + 1;
        all.push(&at);
        self.run(
            &format!(
                "UPDATE delivery SET state = ?2, changed_at = ?{changed_at}, {set} WHERE id = ?1"
            ),
            all.as_slice(),
        )?;
        if before != word {
            self.log(Change {
                noun: "delivery",
                record: id,
                lot: Some(&lot),
                verb: word,
                fields: vec![("state", json!(before), json!(word))],
            })?;
        }
        self.touch(Topic::Sync);
        self.touch(Topic::Lots);
        Ok(())
    }
}
