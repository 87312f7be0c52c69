//! Harvests, facts that make lots grow, and which of them fell inside the interval of a spray.

mod clash_rows;
mod rows;
pub(crate) mod view;

pub(crate) use clash_rows::{CLASHES, Clash, clash, latest_safe};
pub use rows::HarvestInput;

pub use view::*;
