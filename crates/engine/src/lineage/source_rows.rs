//! Where lots began: plots, households, suppliers.

use rusqlite::params;

use super::closure_rows::number_list;
use crate::Result;
use crate::store::columns::Columns;
use crate::store::reader::Reader;

/// Kinds of places where things grow.
macro_rules! growing {
    () => {
        "('plot', 'pond', 'barn', 'apiary')"
    };
}
pub(super) use growing;

/// A lot that a step began or let grow.
pub(super) struct Source {
    pub step: i64,
    pub stage: String,
    pub lot: i64,
    /// Base units.
    pub amount: i64,
    pub day: String,
    /// The origin; else the place, where things grow there.
    pub plot: Option<i64>,
    /// Who is named; else whose the plot is.
    pub party: Option<i64>,
    /// What that party is to the cooperative.
    pub party_kind: String,
}

/// `?2` are the stages that begin lots.
const SOURCES: &str = concat!(
    "SELECT s.n, s.stage, l.lot, sum(l.amount), s.day, o.n, coalesce(s.party, o.party), coalesce(w.kind, '')
     FROM step_line l JOIN step s ON s.n = l.step
       LEFT JOIN place o ON o.n = coalesce(s.origin, (SELECT p.n FROM place p WHERE p.n = s.place AND p.kind IN ",
    growing!(),
    ")) LEFT JOIN party w ON w.n = coalesce(s.party, o.party)
     WHERE l.role = 'out' AND s.stage IN (SELECT value FROM json_each(?2)) AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.step = s.n)"
);

fn read_source(r: &Columns<'_>) -> Result<Source> {
    Ok(Source {
        step: r.get(0)?,
        stage: r.get(1)?,
        lot: r.get(2)?,
        amount: r.get(3)?,
        day: r.get(4)?,
        plot: r.get(5)?,
        party: r.get(6)?,
        party_kind: r.get(7)?,
    })
}

impl Reader<'_> {
    /// Where these lots began.
    pub(super) fn sources_of_lots(&self, lots: &[i64], begin: &str) -> Result<Vec<Source>> {
        let sql = format!(
            "{SOURCES} AND l.lot IN (SELECT value FROM json_each(?1)) GROUP BY s.n, l.lot ORDER BY s.n, l.lot"
        );
        self.all(&sql, params![number_list(lots), begin], read_source)
    }

    /// What was harvested at a place in the year after a day. The year is ours: an input is looked for in the crop that follows it.
    pub(super) fn harvests_after(&self, place: i64, day: &str, begin: &str) -> Result<Vec<Source>> {
        let sql = format!(
            "{SOURCES} AND s.n IN (SELECT n FROM step WHERE origin = ?1 AND day > ?3 AND day <= date(?3, '+365 days')
               UNION ALL SELECT n FROM step WHERE place = ?1 AND origin IS NULL AND day > ?3 AND day <= date(?3, '+365 days'))
             GROUP BY s.n, l.lot ORDER BY s.n, l.lot"
        );
        self.all(&sql, params![place, begin, day], read_source)
    }
}
