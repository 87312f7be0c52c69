use serde::Serialize;
use ts_rs::TS;

/// A harvest before its plot was safe: harvest < spray + interval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PhiConflict {
    /// Spray date, ISO.
    pub sprayed_on: String,
    /// Trade name.
    pub pesticide: String,
    /// Interval in days, from the product's label.
    pub interval_days: u32,
    /// First safe harvest date, ISO.
    pub safe_on: String,
}
