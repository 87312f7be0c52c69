//! Products by the cooperative's own code: typed, completed by a ledger, taken out of sight and brought back; never removed.

mod edit;
pub(crate) mod label_words;
mod put;
mod put_rows;
#[cfg(test)]
mod put_tests;
pub(crate) mod rows;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod view;

pub(crate) use label_words::{checked_day, kind_of};
pub use rows::ProductRecord;
pub(crate) use rows::{DOC, LOTS_OF_PRODUCT, mark_all, refresh_index};
pub use view::ProductKind;
