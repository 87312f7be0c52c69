//! The index of short codes: every lot that an event names is found by its code.

use nuong_gs1::ShortCode;
use rusqlite::{Connection, params};

use super::StoreError;
use crate::thing::is_lot;

/// Lots listed under one code; more than a few never share one.
const MOST: u32 = 50;

/// Puts a thing into the index if it is a lot.
pub(super) fn index_lot(db: &Connection, thing: &str) -> Result<(), StoreError> {
    if is_lot(thing) {
        db.prepare_cached("INSERT OR IGNORE INTO short_code (code, thing) VALUES (?1, ?2)")?
            .execute(params![ShortCode::of_lot(thing).compact(), thing])?;
    }
    Ok(())
}

/// The lots with a short code, in canonical form.
pub(crate) fn lots_by_short_code(
    db: &Connection,
    code: ShortCode,
) -> Result<Vec<String>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT thing FROM short_code WHERE code = ?1 ORDER BY thing LIMIT ?2")?;
    let things = statement.query_map(params![code.compact(), MOST], |row| row.get(0))?;
    Ok(things.collect::<Result<_, _>>()?)
}
