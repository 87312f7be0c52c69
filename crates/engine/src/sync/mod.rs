//! Deliveries to a registry: the only part of the engine that touches the network. A record is accepted only with the destination's own
//! word stored; one run at a time; whatever happens, nothing is lost and nothing is sent twice as two.

pub mod address;
mod backoff;
mod book;
mod client;
mod complaint;
mod connect;
mod enrol;
mod held;
mod job;
mod journal;
mod limits;
mod once;
mod outbox;
mod pace;
mod refusals;
mod run;
mod trouble;
mod wire;
mod worker;

pub use client::Client;
pub use journal::{Journal, Receipt, Step};
pub use pace::{Cancel, Pace};
pub use refusals::Refusal;
pub use run::{Occasion, Run};
pub use trouble::NOTICES;
pub use wire::{Deadlines, Token, Wire};
pub use worker::Worker;

pub use crate::destination::Outgoing as Parcel;
