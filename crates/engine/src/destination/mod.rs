//! Where events go, and each record on its way there: destinations, the outbox, receipts. It knows no network.

mod delivery_rows;
pub(crate) mod outbox_rows;
mod outgoing_rows;
pub(crate) mod rows;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod view;

pub use outgoing_rows::{Counts, Outgoing};
pub use rows::{Destination, NewDestination};

pub use view::*;
