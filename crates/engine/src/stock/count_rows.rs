//! Signed sums over the lines of steps.

use nuong_domain::Unit;
use nuong_domain::id::LotId;

use crate::Result;
use crate::store::reader::Reader;

/// What lines add to a lot at a place, in base units.
const SIGNED: &str =
    "sum(CASE l.role WHEN 'out' THEN l.amount WHEN 'in' THEN -l.amount ELSE 0 END)";

/// A lot at a place.
pub(super) struct Lying {
    pub lot: String,
    pub sku: String,
    pub place: String,
    /// Base units.
    pub amount: i64,
    pub unit: Unit,
}

impl Reader<'_> {
    /// What lies where, by lot and place; empty codes ask for any.
    pub(super) fn lying_lots(&self, place: &str, sku: &str, lot: &str) -> Result<Vec<Lying>> {
        let sql = "SELECT t.code, t.sku, p.code, s.amount, t.unit FROM stock s JOIN lot t ON t.n = s.lot JOIN place p ON p.n = s.place
             WHERE (?1 = '' OR p.code = ?1) AND (?2 = '' OR t.sku = ?2) AND (?3 = '' OR t.id = ?3) AND s.amount <> 0 ORDER BY t.code, p.code";
        self.all(sql, [place, sku, lot], |r| {
            Ok(Lying {
                lot: r.get(0)?,
                sku: r.get(1)?,
                place: r.get(2)?,
                amount: r.get(3)?,
                unit: r.word(4, Unit::by_code)?,
            })
        })
    }

    /// Signed amounts of a lot's lines by stage and role.
    pub(super) fn lot_by_stage(&self, lot: LotId) -> Result<Vec<(String, String, i64)>> {
        let sql = format!(
            "SELECT s.stage, l.role, {SIGNED} FROM step_line l JOIN step s ON s.n = l.step WHERE l.lot = (SELECT n FROM lot WHERE id = ?1)
               AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.step = s.n) GROUP BY s.stage, l.role"
        );
        self.all(&sql, [lot.to_string()], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?))
        })
    }
}
