//! The turns around lots, with what each took and gave.

use nuong_domain::lineage::Direction;
use nuong_domain::{Dimension, Unit};

use super::closure_rows::number_list;
use crate::Result;
use crate::store::columns::Columns;
use crate::store::reader::Reader;

/// What a turn took of a lot, or gave to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TurnLot {
    pub step: i64,
    pub is_out: bool,
    pub lot: i64,
    /// Base units of the lot's dimension.
    pub amount: i64,
    pub dimension: Dimension,
    /// mg, where what is counted is known by mass.
    pub mass: Option<i128>,
}

fn read_turn(r: &Columns<'_>) -> Result<TurnLot> {
    let unit: Unit = r.word(4, Unit::by_code)?;
    let amount: i64 = r.get(3)?;
    let net_unit = match r.get::<Option<String>>(6)? {
        Some(_) => Some(r.word(6, Unit::by_code)?),
        None => None,
    };
    let net: Option<i64> = r.get(5)?;
    let net = net.filter(|_| net_unit.is_some_and(|unit| unit.dimension() == Dimension::Mass));
    Ok(TurnLot {
        step: r.get(0)?,
        is_out: r.get(1)?,
        lot: r.get(2)?,
        amount,
        dimension: unit.dimension(),
        mass: match unit.dimension() {
            Dimension::Mass => Some(i128::from(amount)),
            _ => net.map(|net| i128::from(net) * i128::from(amount)),
        },
    })
}

impl Reader<'_> {
    /// The lots of every turn that took from these (forward), or made them (backward): by turn, and within one by lot.
    pub(super) fn turns_around(&self, lots: &[i64], direction: Direction) -> Result<Vec<TurnLot>> {
        let table = match direction {
            Direction::Forward => "eaten",
            Direction::Backward => "made",
        };
        let sql = format!(
            "SELECT l.step, l.role = 'out', l.lot, sum(l.amount), t.unit, t.net, t.net_unit FROM step_line l JOIN lot t ON t.n = l.lot
             WHERE l.step IN (SELECT step FROM {table} WHERE lot IN (SELECT value FROM json_each(?1))) AND l.role IN ('in', 'out')
             GROUP BY l.step, l.role, l.lot ORDER BY l.step, l.role, l.lot"
        );
        self.all(&sql, [number_list(lots)], read_turn)
    }
}
