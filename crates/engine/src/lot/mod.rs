//! Lots: how they arise, what they hold, what people decided about them, their links and codes, and the events they bear.

mod create;
mod decide;
mod decision_rows;
mod event;
pub(crate) mod link;
mod list;
mod list_rows;
mod override_phi;
mod phi_rows;
mod record_harvest;
mod refresh_rows;
mod rows;
mod short_code_rows;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod view;

pub(crate) use decide::{is_held, status_finding};
pub use record_harvest::Recorded;
pub use rows::LotRecord;
pub(crate) use rows::SourceEntry;

pub use view::*;
