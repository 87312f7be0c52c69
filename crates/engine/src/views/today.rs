//! The first screen: what needs doing.

use serde::Serialize;
use ts_rs::TS;

use super::{LotRow, Message};

/// One thing to do, most urgent first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Task {
    /// `phi`, `refused`, `bad_gtin`, `not_connected`, `waiting`, `no_products`, `no_lots`.
    pub code: String,
    /// Title sentence, `core.task.{code}` with `{count}`.
    pub text: Message,
    /// `act` (a person must), `note` (good to know).
    pub severity: String,
    /// Screen to open: `lots?filter=phi`, `sync?state=refused`, `products`, …
    pub target: String,
}

/// A bar of the harvest chart.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct WeekBar {
    /// Monday of the week, ISO.
    pub week: String,
    /// Mass harvested, kg.
    pub kg: f64,
}

/// Today.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Today {
    /// To do.
    pub tasks: Vec<Task>,
    /// Newest lots.
    pub recent: Vec<LotRow>,
    /// Products, lots, households, plots.
    pub products: u32,
    /// Lots in all.
    pub lots: u32,
    /// Harvest by week, the last 26 with data.
    pub weeks: Vec<WeekBar>,
}
