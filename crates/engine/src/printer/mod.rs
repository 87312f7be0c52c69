//! Printers: those that people described, the system's queues, what was read off their ruler pages, and the way to them.

mod align;
pub(crate) mod align_rows;
mod known;
pub(crate) mod rows;
mod target;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod view;
pub(crate) mod wire;

pub(crate) use align::fitted_sheet;
pub(crate) use known::printer_resolution;
pub(crate) use wire::{Broken, Mark, Parcel, send_parcel};

pub use view::*;
