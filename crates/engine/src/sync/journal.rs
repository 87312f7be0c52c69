//! What a run needs of the store: which records are on their way, the document that carries them, and one durable step at a time.

use jiff::Timestamp;

use super::refusals::Refusal;
use crate::Result;
use crate::base::message::Message;
pub use crate::destination::Outgoing as Parcel;

/// A durable step of some records; each is one transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// About to be posted (`None`), or posted and answered with a job's address.
    Sent(Option<String>),
    /// The destination has it, and this proves it.
    Accepted(Receipt),
    /// The destination has it in other words than ours, which are taken over; and this proves it.
    Adopted {
        /// The event as it is there, JSON.
        event: String,
        /// What proves it.
        receipt: Receipt,
    },
    /// The destination has the event and a declaration that it is wrong; and this proves it.
    DeclaredThere(Receipt),
    /// A person must look.
    Refused(Refusal),
    /// Not there; to be tried again, not before `next_try`.
    Waiting {
        /// When the automatic try is due; `None` is at once.
        next_try: Option<Timestamp>,
        /// Why it still waits.
        reason: Option<Message>,
        /// Counts as a try without verdict.
        counts: bool,
    },
    /// Posted, outcome unknown: stays `sent`, asked about not before this.
    Unsure(Timestamp),
}

/// The destination's own word that it has a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Number a person can quote: `captureID`, or the eventID with the recordTime when a query proved it.
    pub number: String,
    /// Address that said so.
    pub source: String,
    /// What it said, one line.
    pub proof: String,
}

/// The store as sync sees it.
pub trait Journal {
    /// Records posted without verdict, oldest first; `due` leaves out those whose time has not come.
    ///
    /// # Errors
    /// The store's own.
    fn unresolved(&self, due: Option<Timestamp>) -> Result<Vec<Parcel>>;

    /// Records to send, in the order in which they came to be; `due` leaves out those whose time has not come.
    ///
    /// # Errors
    /// The store's own.
    fn waiting(&self, due: Option<Timestamp>) -> Result<Vec<Parcel>>;

    /// Lots with a refused record.
    ///
    /// # Errors
    /// The store's own.
    fn refused_lots(&self) -> Result<Vec<String>>;

    /// The EPCIS document that carries these records, with the master data they mention. No two of one eventID are asked for together.
    ///
    /// # Errors
    /// The store's own.
    fn document(&self, parcels: &[Parcel]) -> Result<Vec<u8>>;

    /// One step of these records, durably, in one transaction.
    ///
    /// # Errors
    /// The store's own.
    fn record(&self, parcels: &[Parcel], step: &Step) -> Result<()>;
}
