//! The ledger of labels: what was printed, what of it is on no pack, and at which market the others are.

mod balance;
mod list;
mod loss_rows;
pub(crate) mod market;
mod market_rows;
mod print_rows;
mod rows;
mod serials;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod view;
mod void;

pub(crate) use balance::{balance, packs_finding};
pub use print_rows::PrintInput;
pub use rows::PrintRecord;
pub(crate) use void::reason;

pub use view::*;
