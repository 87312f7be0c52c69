//! The outbox: each event on its way to each destination, in order of birth. `waiting` → `sent` → `accepted` (only with a receipt) or
//! `refused` (a person must look). Sync claims and marks through here; each mark is one transaction of the one door.

use jiff::Timestamp;
use nuong_domain::id::DestinationId;
use rusqlite::{Row, params};
use serde_json::json;

use super::changes::Change;
use super::tx::local;
use super::{Reader, Tx};
use crate::Result;
use crate::views::{Delivery, DeliveryState, Message, Topic};

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

impl DeliveryState {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }

    /// From its stored word.
    pub fn by_word(word: &str) -> Option<Self> {
        [
            Self::Local,
            Self::Waiting,
            Self::Sent,
            Self::Accepted,
            Self::Refused,
        ]
        .into_iter()
        .find(|s| s.as_str() == word)
    }
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

fn delivery(r: &Row<'_>) -> rusqlite::Result<Delivery> {
    let (state, reason): (String, Option<String>) = (r.get(6)?, r.get(9)?);
    let stored: Option<String> = r.get(7)?;
    let proven = stored.as_deref().and_then(proven_since);
    let reason = reason.and_then(|text| serde_json::from_str(&text).ok());
    Ok(Delivery {
        id: r.get(0)?,
        kind: r.get(1)?,
        lot_id: r.get(2)?,
        lot: r.get(3)?,
        product: r.get(4)?,
        date: r.get(5)?,
        state: DeliveryState::by_word(&state).unwrap_or(DeliveryState::Local),
        reason: reason.or_else(|| proven.as_ref().map(|_| proven_by_question())),
        receipt: proven.or(stored),
        at: r.get(8)?,
        detail: r.get(10)?,
        field: r.get(11)?,
    })
}

/// A receipt that is no capture number but an answer of the query interface ("eventID recordTime") is shown by when the destination
/// recorded it, in Viet Nam's time; where it does not say when, by the end of the eventID. A status alone ("409": it has this
/// already) stays as it is.
fn proven_since(receipt: &str) -> Option<String> {
    if receipt.len() == 3 && receipt.bytes().all(|b| b.is_ascii_digit()) {
        return Some(receipt.to_owned());
    }
    let rest = receipt.strip_prefix("urn:uuid:")?;
    let (id, time) = rest.split_once(' ').unwrap_or((rest, ""));
    let time: Option<Timestamp> = time.parse().ok();
    let minute = time.and_then(|t| local(t).get(..16).map(|t| t.replace('T', " ")));
    minute.or_else(|| id.rsplit('-').next().map(str::to_owned))
}

fn proven_by_question() -> Message {
    Message {
        key: "sync.receipt.proven".to_owned(),
        args: [].into(),
    }
}

const DELIVERY: &str = "SELECT d.id, e.kind, d.lot_id, l.code, p.name, substr(e.happened, 1, 10), d.state, d.receipt, d.changed_at, d.reason, d.detail, d.field
    FROM delivery d JOIN trace_event e ON e.event_id = d.event_id JOIN lot l ON l.id = d.lot_id JOIN product p ON p.id = l.product_id";
const LOCAL: &str = "SELECT e.event_id, e.kind, e.lot_id, l.code, p.name, substr(e.happened, 1, 10), 'local', NULL, l.created_at, NULL, '', ''
    FROM trace_event e JOIN lot l ON l.id = e.lot_id JOIN product p ON p.id = l.product_id";

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

    /// Rows of the outbox screen, newest change first: those of a state, or all.
    pub fn delivery_rows(
        &self,
        destination: Option<DestinationId>,
        state: Option<DeliveryState>,
        limit: u32,
    ) -> Result<Vec<Delivery>> {
        let Some(destination) = destination else {
            let asked = state.is_none_or(|s| s == DeliveryState::Local);
            return if asked {
                self.all(
                    &format!("{LOCAL} ORDER BY e.n DESC LIMIT ?1"),
                    [limit],
                    delivery,
                )
            } else {
                Ok(Vec::new())
            };
        };
        let sql = format!(
            "{DELIVERY} WHERE d.destination_id = ?1 AND (?2 IS NULL OR d.state = ?2) ORDER BY d.changed_at DESC, d.n DESC LIMIT ?3"
        );
        self.all(
            &sql,
            params![
                destination.to_string(),
                state.map(DeliveryState::as_str),
                limit
            ],
            delivery,
        )
    }

    /// The records of one lot, in order of birth, at the active destination (or on this laptop).
    pub fn lot_deliveries(&self, lot: &str) -> Result<Vec<Delivery>> {
        match self.destination()? {
            None => self.all(
                &format!("{LOCAL} WHERE e.lot_id = ?1 ORDER BY e.n"),
                [lot],
                delivery,
            ),
            Some(d) => self.all(
                &format!("{DELIVERY} WHERE d.lot_id = ?1 AND d.destination_id = ?2 ORDER BY d.n"),
                params![lot, d.id.to_string()],
                delivery,
            ),
        }
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
