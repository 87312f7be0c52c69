//! A record on its way, as the outbox keeps it.

use rusqlite::types::Value;

use super::view::DeliveryState;
use crate::Result;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::record::{Kind, Record, text, text_if_any};

/// A record on its way as stored. It is this laptop's talk with a destination: the log has no entry of it, but a lot's history notes
/// each state that it comes to.
#[derive(Clone)]
pub(super) struct StoredDelivery {
    pub id: String,
    /// The event's order of birth: the order of sending.
    pub n: i64,
    pub event: String,
    pub lot: String,
    pub destination: String,
    pub state: DeliveryState,
    pub attempts: u32,
    pub next_try_at: Option<String>,
    pub capture_url: Option<String>,
    pub receipt: Option<String>,
    /// JSON of a [`Message`].
    pub reason: Option<String>,
    pub detail: String,
    pub field: String,
    pub changed_at: String,
}

pub(crate) static KIND: Kind = Kind::new(
    "delivery",
    "delivery",
    &[
        "id",
        "n",
        "event_id",
        "lot_id",
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
            self.n.into(),
            text(&self.event),
            text(&self.lot),
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
            n: row.get(1)?,
            event: row.get(2)?,
            lot: row.get(3)?,
            destination: row.get(4)?,
            state: row.word(5, DeliveryState::by_word)?,
            attempts: row.get(6)?,
            next_try_at: row.get(7)?,
            capture_url: row.get(8)?,
            receipt: row.get(9)?,
            reason: row.get(10)?,
            detail: row.get(11)?,
            field: row.get(12)?,
            changed_at: row.get(13)?,
        })
    }
}
