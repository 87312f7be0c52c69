//! Trace events of EPCIS 2.0: how our things are called on the wire, what an event says, and the frozen events. It knows no lot.

pub(crate) mod adopted_rows;
mod correct;
mod declaration;
pub(crate) mod freeze;
mod names;
mod of_step;
pub(crate) mod rows;
mod step_rows;
mod tell;
#[cfg(test)]
pub(crate) mod tests;

pub(crate) use correct::correct_deliveries;
pub(crate) use freeze::CONTEXT;
pub(crate) use names::{Names, Subject, lot_class, part};
pub use rows::StoredEvent;
pub(crate) use tell::tell_events;
