//! Where lots went: to buyers, and to where they are sold.

use rusqlite::params;

use super::closure_rows::number_list;
use crate::Result;
use crate::store::reader::Reader;

/// What left.
pub(super) struct GoneOut {
    pub step: i64,
    pub lot: i64,
    /// Base units; below nothing for what was called off.
    pub amount: i64,
    pub place: i64,
    pub party: Option<i64>,
    /// Whether it was sold where it stood.
    pub is_retail: bool,
}

impl Reader<'_> {
    /// What left of these lots by the stages `gone`, less what `called_off` says never did.
    pub(super) fn gone_from_lots(
        &self,
        lots: &[i64],
        gone: &str,
        called_off: &str,
    ) -> Result<Vec<GoneOut>> {
        self.all(
            "SELECT s.n, l.lot, sum(CASE l.role WHEN 'in' THEN l.amount ELSE -l.amount END), s.place, s.party, s.stage = 'sell'
             FROM step_line l JOIN step s ON s.n = l.step
             WHERE l.lot IN (SELECT value FROM json_each(?1)) AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.step = s.n)
               AND ((l.role = 'in' AND s.stage IN (SELECT value FROM json_each(?2))) OR (l.role = 'out' AND s.stage IN (SELECT value FROM json_each(?3))))
             GROUP BY s.n, l.lot ORDER BY s.n, l.lot",
            params![number_list(lots), gone, called_off],
            |r| {
                Ok(GoneOut {
                    step: r.get(0)?,
                    lot: r.get(1)?,
                    amount: r.get(2)?,
                    place: r.get(3)?,
                    party: r.get(4)?,
                    is_retail: r.get(5)?,
                })
            },
        )
    }

    /// What of these lots stands where it is sold: lot, place, base units.
    pub(super) fn lying_at_markets(&self, lots: &[i64]) -> Result<Vec<(i64, i64, i64)>> {
        self.all(
            "SELECT s.lot, s.place, s.amount FROM stock s JOIN place p ON p.n = s.place
             WHERE s.lot IN (SELECT value FROM json_each(?1)) AND s.amount > 0 AND p.kind IN ('stall', 'outlet') ORDER BY s.lot, s.place",
            [number_list(lots)],
            |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
        )
    }
}
