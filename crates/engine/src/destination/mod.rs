//! Where events go, and each record on its way there: destinations, the outbox, receipts. It knows no network.

mod delivery_rows;
pub(crate) mod stored_delivery_rows;
mod outbox_rows;
pub(crate) mod rows;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod view;

pub use outbox_rows::{Counts, Outgoing};
pub use rows::{Destination, NewDestination};

pub use view::*;
