//! The lots that one gets to over turns. Only turns make lineage, and their two narrow tables know nothing else.

use nuong_domain::lineage::Direction;

use crate::Result;
use crate::store::reader::Reader;

/// What was made of lots. Steps stand in it as numbers below nothing: lots and turns in turn, so that a turn of n lots into m costs n + m,
/// and each is met once, so that the walk ends on circles, too.
const FORWARD: &str = "WITH RECURSIVE walk (n) AS (SELECT value FROM json_each(?1)
    UNION SELECT -e.step FROM walk CROSS JOIN eaten e WHERE walk.n > 0 AND e.lot = walk.n
    UNION SELECT m.lot FROM walk CROSS JOIN made m WHERE walk.n < 0 AND m.step = -walk.n) SELECT n FROM walk WHERE n > 0";

/// What lots were made of.
const BACKWARD: &str = "WITH RECURSIVE walk (n) AS (SELECT value FROM json_each(?1)
    UNION SELECT -m.step FROM walk CROSS JOIN made m WHERE walk.n > 0 AND m.lot = walk.n
    UNION SELECT e.lot FROM walk CROSS JOIN eaten e WHERE walk.n < 0 AND e.step = -walk.n) SELECT n FROM walk WHERE n > 0";

impl Reader<'_> {
    /// These lots and all that one gets to from them over turns, by this file's numbers.
    pub(crate) fn lots_over_turns(&self, lots: &[i64], direction: Direction) -> Result<Vec<i64>> {
        let sql = match direction {
            Direction::Forward => FORWARD,
            Direction::Backward => BACKWARD,
        };
        self.all(sql, [number_list(lots)], |r| r.get(0))
    }
}

/// Numbers as a query takes them: a JSON list.
pub(crate) fn number_list(numbers: &[i64]) -> String {
    serde_json::json!(numbers).to_string()
}
