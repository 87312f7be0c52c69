//! The ledger of labels: what was printed, what of it is on no pack, and at which market the others are.

mod balance;
mod list;
pub(crate) mod loss_rows;
pub(crate) mod market;
pub(crate) mod market_rows;
pub(crate) mod print_rows;
mod rows;
mod serials;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod view;
mod void;

pub(crate) use balance::{balance_of_lot, packs_finding};
pub use print_rows::PrintInput;
pub use rows::PrintRecord;
pub(crate) use void::loss_reason;

pub use view::*;
