//! Which inputs went to which plots and live lots. An input that was given to live lots follows these, and not the place.

use rusqlite::params;

use super::closure_rows::number_list;
use super::source_rows::growing;
use crate::Result;
use crate::store::columns::Columns;
use crate::store::reader::Reader;

/// An input that a step used up.
pub(super) struct InputUse {
    pub step: i64,
    pub input: i64,
    /// Base units.
    pub amount: i64,
    pub day: String,
    /// Where things grow; none where it went to a live lot, or to a place where nothing grows.
    pub plot: Option<i64>,
    /// The live lot that got it.
    pub live: Option<i64>,
}

/// `?2` are the stages that tend.
const USES: &str = concat!(
    "SELECT t.n, i.lot, (SELECT sum(x.amount) FROM step_line x WHERE x.step = t.n AND x.role = 'in' AND x.lot = i.lot), t.day, CASE WHEN o.lot IS NULL THEN p.n END, o.lot
     FROM step t JOIN step_line i ON i.step = t.n AND i.role = 'in'
       LEFT JOIN step_line o ON o.step = t.n AND o.role = 'on'
       LEFT JOIN place p ON p.n = t.place AND p.kind IN ",
    growing!(),
    " WHERE t.stage IN (SELECT value FROM json_each(?2)) AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.step = t.n)"
);

const ORDER: &str = "GROUP BY t.n, i.lot, o.lot ORDER BY t.n, i.lot, o.lot";

fn read_use(r: &Columns<'_>) -> Result<InputUse> {
    Ok(InputUse {
        step: r.get(0)?,
        input: r.get(1)?,
        amount: r.get(2)?,
        day: r.get(3)?,
        plot: r.get(4)?,
        live: r.get(5)?,
    })
}

impl Reader<'_> {
    /// Where these lots were used up as inputs.
    pub(super) fn uses_of_inputs(&self, lots: &[i64], tend: &str) -> Result<Vec<InputUse>> {
        let sql = format!("{USES} AND i.lot IN (SELECT value FROM json_each(?1)) {ORDER}");
        self.all(&sql, params![number_list(lots), tend], read_use)
    }

    /// What these live lots were given.
    pub(super) fn uses_on_lots(&self, lots: &[i64], tend: &str) -> Result<Vec<InputUse>> {
        let sql = format!(
            "{USES} AND t.n IN (SELECT step FROM step_line WHERE role = 'on' AND lot IN (SELECT value FROM json_each(?1)))
               AND o.lot IN (SELECT value FROM json_each(?1)) {ORDER}"
        );
        self.all(&sql, params![number_list(lots), tend], read_use)
    }

    /// What went to a place in the year before a day, and to no live lot there.
    pub(super) fn uses_before(&self, place: i64, day: &str, tend: &str) -> Result<Vec<InputUse>> {
        let sql = format!(
            "{USES} AND t.place = ?1 AND t.day < ?3 AND t.day >= date(?3, '-365 days') AND o.lot IS NULL AND p.n IS NOT NULL {ORDER}"
        );
        self.all(&sql, params![place, tend, day], read_use)
    }
}
