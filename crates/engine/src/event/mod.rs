//! Trace events of EPCIS 2.0: how our things are called on the wire, what an event says, and the frozen events. It knows no lot.

#[cfg_attr(not(test), expect(dead_code, reason = "the store says so next"))]
pub(crate) mod declaration;
pub(crate) mod freeze;
mod names;
#[cfg_attr(not(test), expect(dead_code, reason = "the store says so next"))]
pub(crate) mod of_step;
pub(crate) mod rows;
mod stages;
#[cfg(test)]
pub(crate) mod tests;

pub(crate) use freeze::{CONTEXT, EventKind, Harvest, harvest_event, receiving_event};
pub(crate) use names::{Names, Subject, lot_class, part};
pub(crate) use rows::About;
pub use rows::StoredEvent;
