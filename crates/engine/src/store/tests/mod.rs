//! TODO.

pub(crate) mod door;
mod open;
