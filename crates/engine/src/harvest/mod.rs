//! Harvests, facts that make lots grow, and which of them fell inside the interval of a spray.

mod clash_rows;
pub(crate) mod rows;
pub(crate) mod view;

pub(crate) use clash_rows::{CLASHES, Clash, latest_safe, read_clash};
pub use rows::HarvestInput;
pub(crate) use rows::{Pick, RECORDED};

pub use view::*;
