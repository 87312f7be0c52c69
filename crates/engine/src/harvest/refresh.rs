//! How much was harvested on each day, by mass: a projection, so that the chart of weeks reads days and not every harvest.

use jiff::civil::Date;
use nuong_domain::{Dimension, Unit};
use rusqlite::params;

use super::STAGE;
use crate::Result;
use crate::store::tx::Tx;

impl Tx<'_> {
    /// Adds a harvest to its day.
    pub(super) fn add_harvest_mass(&mut self, day: Date, milligrams: i64) -> Result<()> {
        self.run(
            "INSERT INTO harvest_mass (day, amount) VALUES (?1, ?2) ON CONFLICT (day) DO UPDATE SET amount = amount + excluded.amount",
            params![day.to_string(), milligrams],
        )?;
        Ok(())
    }
}

/// Reckons every day anew from the steps.
pub(crate) fn rebuild_harvest_mass(tx: &mut Tx<'_>) -> Result<()> {
    let mass: Vec<&str> = Unit::all()
        .filter(|unit| unit.dimension() == Dimension::Mass)
        .map(Unit::code)
        .collect();
    tx.run("DELETE FROM harvest_mass", [])?;
    tx.run(
        "INSERT INTO harvest_mass (day, amount) SELECT s.day, sum(l.amount) FROM step s JOIN step_line l ON l.step = s.n JOIN lot t ON t.n = l.lot
         WHERE s.stage = ?1 AND l.role = 'out' AND t.unit IN (SELECT value FROM json_each(?2)) GROUP BY s.day",
        [STAGE, &serde_json::json!(mass).to_string()],
    )?;
    Ok(())
}
