//! Counts and sums for the first screen.

use nuong_domain::Dimension;
use serde::Serialize;
use ts_rs::TS;

use crate::Result;
use crate::store::reader::Reader;

/// What the first screen counts.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Numbers {
    pub products: u32,
    pub lots: u32,
    pub phi: u32,
    pub bad_gtin: u32,
    pub events: u32,
}

impl Reader<'_> {
    pub(crate) fn today_numbers(&self) -> Result<Numbers> {
        Ok(Numbers {
            products: self.count("SELECT count(*) FROM product WHERE deleted_at IS NULL", [])?,
            lots: self.count("SELECT count(*) FROM lot", [])?,
            phi: self.count("SELECT count(*) FROM lot WHERE phi = 1", [])?,
            bad_gtin: self.count("SELECT count(*) FROM product WHERE gtin IS NULL AND gtin_rejected IS NOT NULL AND deleted_at IS NULL", [])?,
            events: self.count("SELECT count(*) FROM trace_event", [])?,
        })
    }

    /// Mass harvested by week (Monday first), the last 26 weeks that have any, oldest first.
    pub(crate) fn harvest_weeks(&self) -> Result<Vec<WeekBar>> {
        // `weekday 0` goes on to Sunday, the week's last day here, and six days back is its Monday.
        let mut weeks = self.all(
            "SELECT date(day, 'weekday 0', '-6 days') AS week, sum(amount) FROM harvest_mass
             GROUP BY week ORDER BY week DESC LIMIT 26",
            [],
            |r| {
                let total = r.quantity(1, Dimension::Mass)?;
                Ok(WeekBar {
                    week: r.get(0)?,
                    kg: total.number_in(Dimension::Mass.trade_unit()),
                })
            },
        )?;
        weeks.reverse();
        Ok(weeks)
    }
}

/// A bar of the harvest chart.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct WeekBar {
    /// Monday of the week, ISO.
    pub week: String,
    /// Mass harvested, kg.
    pub kg: f64,
}
