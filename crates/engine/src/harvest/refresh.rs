//! How much was harvested on each day, by mass: a projection, so that the chart of weeks reads days and not every harvest.

use nuong_domain::{Dimension, Unit};
use rusqlite::params;
use serde_json::json;

use super::PICKING;
use crate::Result;
use crate::step::COUNTED;
use crate::store::tx::Tx;

/// Harvested mass by day; days follow.
fn sums() -> String {
    format!(
        "INSERT INTO harvest_mass (day, amount) SELECT s.day, sum(l.amount) FROM step s JOIN step_line l ON l.step = s.n JOIN lot t ON t.n = l.lot
         WHERE s.stage IN {PICKING} AND l.role = 'out' AND t.unit IN (SELECT value FROM json_each(?1))
           AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.step = s.n)"
    )
}

fn mass_units() -> String {
    let mass = Unit::all().filter(|unit| unit.dimension() == Dimension::Mass);
    json!(mass.map(Unit::code).collect::<Vec<_>>()).to_string()
}

/// Reckons the days of steps that came or went anew.
pub(crate) fn refresh_harvest_mass(tx: &mut Tx<'_>) -> Result<()> {
    let counted = tx.take_marks(COUNTED);
    if counted.is_empty() {
        return Ok(());
    }
    let counted = json!(counted).to_string();
    let days = tx.reader().all(
        &format!("SELECT DISTINCT day FROM step WHERE id IN (SELECT unhex(value, '-') FROM json_each(?1)) AND stage IN {PICKING}"),
        [counted],
        |r| r.get::<String>(0),
    )?;
    let days = json!(days).to_string();
    const OF_DAYS: &str = "(SELECT value FROM json_each(?2))";
    tx.run(
        "DELETE FROM harvest_mass WHERE day IN (SELECT value FROM json_each(?1))",
        [&days],
    )?;
    let sql = format!("{} AND s.day IN {OF_DAYS} GROUP BY s.day", sums());
    tx.run(&sql, params![mass_units(), days])?;
    Ok(())
}

/// Reckons every day anew from the steps.
pub(crate) fn rebuild_harvest_mass(tx: &mut Tx<'_>) -> Result<()> {
    tx.run("DELETE FROM harvest_mass", [])?;
    tx.run(&format!("{} GROUP BY s.day", sums()), [mass_units()])?;
    Ok(())
}
