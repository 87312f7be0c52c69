//! The EPCIS 2.0 query interface over GET: one organisation sees its own events.

mod answer;
mod filter;
mod list;
mod parameters;

pub(crate) use answer::{event_address, with_record_time};
pub(crate) use list::{discovery, events, one_event};
pub(crate) use parameters::{Parameters, next_link};
