//! What a label says: its values from the records, its codes, and what the records forbid. It draws nothing.

mod claims;
mod codes;
mod findings;
mod gtin;
mod lot;
pub(crate) mod pallet_book;
mod prepare;
mod product;
mod said;
pub(crate) mod serial_rows;
pub(crate) mod sscc_rows;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod view;

pub(crate) use claims::ended_since;
pub(crate) use codes::Codes;
pub(crate) use findings::{area_corners, said_once, shown_finding};
pub(crate) use gtin::gtin_findings;
pub(crate) use lot::expiry_finding;
pub(crate) use prepare::{Prepared, lot_standing, prepare_label};
pub(crate) use said::Said;

pub use view::*;
