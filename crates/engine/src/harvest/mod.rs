//! Harvests, steps that make lots grow, and which of them fell inside the interval of a spray.

mod clash_rows;
mod refresh;
pub(crate) mod rows;
#[cfg(test)]
mod tests;
pub(crate) mod view;

pub(crate) use clash_rows::{CLASHES, Clash, latest_safe, read_clash};
pub(crate) use refresh::{rebuild_harvest_mass, refresh_harvest_mass};
pub use rows::HarvestInput;
pub(crate) use rows::HarvestLot;

pub use view::*;

/// The stage of a harvest.
const STAGE: &str = "harvest";

/// Stages by which something is picked, as SQL lists them.
const PICKING: &str = "('harvest', 'intake')";
