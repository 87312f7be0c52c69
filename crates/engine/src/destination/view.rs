//! Deliveries to the registry and the connection to it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::base::message::Message;

/// One record on its way to one destination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Delivery {
    /// Delivery id.
    pub id: String,
    /// Its event's name within the stage, such as `harvest` or `receiving`; `declaration` for one that says that an earlier one was wrong.
    pub kind: String,
    /// Id of the lot it belongs to, of several the first.
    pub lot_id: String,
    /// Lot code; of several all, with commas.
    pub lot: String,
    /// Product name; of several all, with commas.
    pub product: String,
    /// Event time, ISO date.
    pub date: String,
    /// State.
    pub state: DeliveryState,
    /// When accepted: the receipt's number, or since when the destination has it, where its answer to a question was the proof.
    pub receipt: Option<String>,
    /// When the state last changed, with offset.
    pub at: String,
    /// Why it was refused or still waits; for one that was proven by a question, that it was.
    pub reason: Option<Message>,
    /// The destination's raw answer, shortened.
    pub detail: String,
    /// Field to mend, if known.
    pub field: String,
}

/// The destination this laptop is enrolled with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Connection {
    /// Registry's address.
    pub url: String,
    /// Name under which we are known there.
    pub organisation: String,
    /// Base of public links.
    pub public_base: String,
    /// True when the registry no longer takes our token: enrol again.
    pub needs_enrolment: bool,
    /// `keyring` or `file`: where the token lives.
    pub token_store: String,
}

/// What one run did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SyncSummary {
    /// Records posted in this run.
    pub sent: u32,
    /// Records accepted in this run.
    pub accepted: u32,
    /// Records refused in this run.
    pub refused: u32,
    /// Records that still wait.
    pub waiting: u32,
    /// Bytes of request bodies.
    pub bytes_sent: u64,
    /// Why the run ended early, if it did (`offline`, `captive_portal`, `not_connected`, `needs_enrolment`, `server_error`, `cancelled`, `already_running`).
    pub notice: Option<Message>,
    /// When it ended, with offset.
    pub at: String,
}

/// The outbox as a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Outbox {
    /// None before enrolment.
    pub connection: Option<Connection>,
    /// Counts by state.
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
    /// The destination and this computer disagree, and a person has to look.
    pub needs_person: u32,
    /// A run is under way.
    pub running: bool,
    /// Last finished run.
    pub last: Option<SyncSummary>,
    /// When the next automatic try is due, with offset.
    pub next_try: Option<String>,
    /// Rows of the asked state, newest first, at most 200.
    pub rows: Vec<Delivery>,
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
            Self::Withdrawn => "withdrawn",
            Self::NeedsPerson => "needs_person",
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
            Self::Withdrawn,
            Self::NeedsPerson,
        ]
        .into_iter()
        .find(|s| s.as_str() == word)
    }
}

/// The states of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// On this laptop: no destination yet.
    Local,
    /// In the outbox.
    Waiting,
    /// Posted, no verdict yet.
    Sent,
    /// The destination's receipt is stored.
    Accepted,
    /// Needs a person.
    Refused,
    /// Never sent: its step was corrected or taken back before it was.
    Withdrawn,
    /// The destination takes no declaration that the event is wrong, or holds one that is not ours while the step stands here: a person
    /// has to look.
    NeedsPerson,
}
