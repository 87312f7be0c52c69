//! The outbox: each event on its way to each destination, in order of birth. `waiting` → `sent` → `accepted` (only with a receipt) or
//! `refused` (a person must look). Sync claims and marks through here; each mark is one transaction of the one door.

use jiff::Timestamp;
use nuong_domain::id::DestinationId;
use rusqlite::types::Value;
use serde_json::json;

use super::view::DeliveryState;
use crate::Result;
use crate::base::day::local;
use crate::base::message::Message;
use crate::base::topic::Topic;
use crate::step::TURNED;
use crate::store::columns::Columns;
use crate::store::mark::Mark;
use crate::store::record::{Kind, Record, text, text_if_any};
use crate::store::tx::Tx;

/// A record on its way as stored. It is this laptop's talk with a destination: the log has no entry of it, but a lot's history notes
/// each state that it comes to.
#[derive(Clone)]
struct StoredDelivery {
    id: String,
    /// The event's order of birth: the order of sending.
    event: i64,
    destination: String,
    state: DeliveryState,
    attempts: u32,
    next_try_at: Option<String>,
    capture_url: Option<String>,
    receipt: Option<String>,
    /// JSON of a [`Message`].
    reason: Option<String>,
    detail: String,
    field: String,
    changed_at: String,
}

pub(crate) static KIND: Kind = Kind::new(
    "delivery",
    "delivery",
    &[
        "id",
        "event",
        "destination_id",
        "state",
        "attempts",
        "next_try_at",
        "capture_url",
        "receipt",
        "reason",
        "detail",
        "field",
        "changed_at",
    ],
    &[Topic::Sync, Topic::Lots],
)
.unlogged();

impl Record for StoredDelivery {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        vec![
            text(&self.id),
            self.event.into(),
            text(&self.destination),
            text(self.state.as_str()),
            self.attempts.into(),
            text_if_any(self.next_try_at.as_ref()),
            text_if_any(self.capture_url.as_ref()),
            text_if_any(self.receipt.as_ref()),
            text_if_any(self.reason.as_ref()),
            text(&self.detail),
            text(&self.field),
            text(&self.changed_at),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            event: row.get(1)?,
            destination: row.get(2)?,
            state: row.word(3, DeliveryState::by_word)?,
            attempts: row.get(4)?,
            next_try_at: row.get(5)?,
            capture_url: row.get(6)?,
            receipt: row.get(7)?,
            reason: row.get(8)?,
            detail: row.get(9)?,
            field: row.get(10)?,
            changed_at: row.get(11)?,
        })
    }
}

impl Tx<'_> {
    /// Puts an event into the outbox of a destination.
    ///
    /// # Errors
    /// The store's own.
    pub(crate) fn enqueue_event(&mut self, event: i64, destination: &str) -> Result<()> {
        let delivery = StoredDelivery {
            id: self.mint().to_string(),
            event,
            destination: destination.to_owned(),
            state: DeliveryState::Waiting,
            attempts: 0,
            next_try_at: None,
            capture_url: None,
            receipt: None,
            reason: None,
            detail: String::new(),
            field: String::new(),
            changed_at: self.at().to_owned(),
        };
        self.append(&delivery)
    }

    /// Puts every event of a step that stands and is not there yet into the outbox of a destination.
    pub(super) fn fill_outbox(&mut self, destination: &str) -> Result<()> {
        let missing = self.reader().all(
            "SELECT 'event', n FROM trace_event e WHERE e.declares = '' AND NOT EXISTS (SELECT 1 FROM dead x WHERE x.step = e.step)
               AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.event = e.n AND d.destination_id = ?1) ORDER BY n",
            [destination],
            |r| r.get::<i64>(1),
        )?;
        for event in missing {
            self.enqueue_event(event, destination)?;
        }
        Ok(())
    }

    /// Looks again at every step with a record at a destination: while it was not the one in use, steps came to stand or stand no more.
    pub(super) fn review_outbox(&mut self, destination: &str) -> Result<()> {
        let steps = self.reader().all(
            "SELECT DISTINCT 'step', lower(hex(s.id)) FROM delivery d JOIN trace_event e ON e.n = d.event JOIN step s ON s.n = e.step
             WHERE d.destination_id = ?1 AND (d.state = 'withdrawn' OR EXISTS (SELECT 1 FROM dead x WHERE x.step = e.step))",
            [destination],
            |r| r.get::<String>(1),
        )?;
        for step in steps {
            self.mark(Mark::new(TURNED, step));
        }
        Ok(())
    }

    /// About to be posted, or posted and answered with a job's address: write this *before* the request goes out, so that a laptop
    /// killed in between asks before it posts again. `capture_url` replaces an earlier one only when given.
    ///
    /// # Errors
    /// The store's own.
    pub fn mark_sent(&mut self, ids: &[String], capture_url: Option<&str>) -> Result<()> {
        self.change_deliveries(ids, DeliveryState::Sent, |d| {
            if let Some(url) = capture_url {
                d.capture_url = Some(url.to_owned());
            }
            (d.next_try_at, d.reason) = (None, None);
            d.detail.clear();
        })
    }

    /// The destination's own receipt is here. `detail` is what proves it, shortened.
    ///
    /// # Errors
    /// The store's own.
    pub fn mark_accepted(&mut self, ids: &[String], receipt: &str, detail: &str) -> Result<()> {
        self.change_deliveries(ids, DeliveryState::Accepted, |d| {
            d.receipt = Some(receipt.to_owned());
            detail.clone_into(&mut d.detail);
            d.field.clear();
            (d.next_try_at, d.reason) = (None, None);
        })?;
        self.correct_after(ids)
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
        let refuse = |d: &mut StoredDelivery| {
            d.reason = Some(reason.clone());
            detail.clone_into(&mut d.detail);
            field.clone_into(&mut d.field);
            d.next_try_at = None;
        };
        let (declarations, events): (Vec<_>, Vec<_>) = {
            let mut parted = (Vec::new(), Vec::new());
            for id in ids {
                match self.reader().is_declaration(id)? {
                    true => parted.0.push(id.clone()),
                    false => parted.1.push(id.clone()),
                }
            }
            parted
        };
        // A destination that takes no declaration has to be told by a person; nothing that follows depends on it.
        self.change_deliveries(&declarations, DeliveryState::NeedsPerson, refuse)?;
        self.change_deliveries(&events, DeliveryState::Refused, refuse)?;
        self.correct_after(&events)
    }

    /// The destination has the events, and declarations that they are wrong, which came from elsewhere. Where the step does not stand here
    /// either, that is as it should be; where it does, a person has to compare.
    ///
    /// # Errors
    /// The store's own.
    pub fn mark_declared_there(
        &mut self,
        ids: &[String],
        receipt: &str,
        detail: &str,
    ) -> Result<()> {
        let reason = Message {
            key: "sync.declared_there".to_owned(),
            args: [].into(),
        };
        let reason = json!(reason).to_string();
        for id in ids {
            let one = std::slice::from_ref(id);
            if self.reader().dead_step_of_delivery(id)?.is_some() {
                self.mark_accepted(one, receipt, detail)?;
                continue;
            }
            self.change_deliveries(one, DeliveryState::NeedsPerson, |d| {
                d.reason = Some(reason.clone());
                detail.clone_into(&mut d.detail);
                d.field.clear();
                d.next_try_at = None;
            })?;
        }
        Ok(())
    }

    /// What came of records whose step may have been superseded while they were on their way.
    fn correct_after(&mut self, ids: &[String]) -> Result<()> {
        for id in ids {
            if let Some(step) = self.reader().dead_step_of_delivery(id)? {
                self.mark(Mark::new(TURNED, step));
            }
        }
        Ok(())
    }

    /// Never to be sent: what it tells of does not stand.
    ///
    /// # Errors
    /// The store's own.
    pub(crate) fn mark_withdrawn(&mut self, ids: &[String]) -> Result<()> {
        self.change_deliveries(ids, DeliveryState::Withdrawn, |d| {
            (d.next_try_at, d.reason, d.capture_url) = (None, None, None);
            d.detail.clear();
            d.field.clear();
        })
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
        self.change_deliveries(ids, DeliveryState::Waiting, |d| {
            d.next_try_at.clone_from(&next);
            d.reason.clone_from(&reason);
            d.attempts = d.attempts.saturating_add(u32::from(counts));
            d.capture_url = None;
            d.detail.clear();
            d.field.clear();
        })?;
        self.correct_after(ids)
    }

    /// Posted, outcome unknown: stays `sent`; ask again not before `next_try`.
    ///
    /// # Errors
    /// The store's own.
    pub fn mark_unsure(&mut self, ids: &[String], next_try: Timestamp) -> Result<()> {
        let next = local(next_try);
        self.change_deliveries(ids, DeliveryState::Sent, |d| {
            d.next_try_at = Some(next.clone());
            d.attempts = d.attempts.saturating_add(1);
        })
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
            "SELECT id FROM delivery WHERE destination_id = ?1 AND state IN ('refused', 'needs_person') ORDER BY event",
            [destination.to_string()],
            |r| r.get::<String>(0),
        )?;
        let chosen: Vec<String> = refused
            .into_iter()
            .filter(|id| ids.is_none_or(|ids| ids.contains(id)))
            .collect();
        self.mark_waiting(&chosen, None, None, false)?;
        Ok(u32::try_from(chosen.len()).unwrap_or(u32::MAX))
    }

    /// Brings deliveries to a state. An accepted one never changes again: its receipt is stored.
    fn change_deliveries(
        &mut self,
        ids: &[String],
        state: DeliveryState,
        change: impl Fn(&mut StoredDelivery),
    ) -> Result<()> {
        for id in ids {
            let found: Option<StoredDelivery> = self.reader().record(&[text(id)])?;
            let Some(before) = found.filter(|d| d.state != DeliveryState::Accepted) else {
                continue;
            };
            let mut after = before.clone();
            after.state = state;
            self.at().clone_into(&mut after.changed_at);
            change(&mut after);
            self.put(&after)?;
            if before.state != state {
                for lot in self.reader().lots_of_event(before.event)? {
                    self.note("delivery", id, &lot, state.as_str())?;
                }
            }
        }
        Ok(())
    }
}
