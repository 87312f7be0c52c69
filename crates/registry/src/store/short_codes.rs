//! The index of short codes: every lot that an event names is found by its code.

use nuong_gs1::ShortCode;
use rusqlite::{Connection, TransactionBehavior, params};

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

/// Indexes the lots that were recorded before there was an index.
pub(super) fn fill_index(db: &mut Connection) -> Result<(), StoreError> {
    // Runs at every start; once there is any code the index is kept by `index_lot`, so this is one look.
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let filled: bool = tx.query_row("SELECT EXISTS (SELECT 1 FROM short_code)", [], |row| {
        row.get(0)
    })?;
    if !filled {
        let mut known = tx.prepare("SELECT DISTINCT thing FROM event_thing")?;
        let mut rows = known.query([])?;
        while let Some(row) = rows.next()? {
            index_lot(&tx, &row.get::<_, String>(0)?)?;
        }
    }
    tx.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lots_of_before_are_found_too() {
        let mut db = Connection::open_in_memory().unwrap();
        db.execute_batch(include_str!("schema_001.sql")).unwrap();
        db.execute_batch(include_str!("schema_002.sql")).unwrap();
        db.execute_batch(
            "PRAGMA foreign_keys = OFF;
             INSERT INTO event_thing VALUES ('https://id.gs1.org/01/09520123456788/10/L26A07', 1, 'epc', 1);
             INSERT INTO event_thing VALUES ('https://id.gs1.org/01/09520123456788/21/7', 1, 'epc', 0);",
        )
        .unwrap();
        fill_index(&mut db).unwrap();
        fill_index(&mut db).unwrap();
        let code = ShortCode::parse("T8ZY-22Q8").unwrap();
        let found = lots_by_short_code(&db, code).unwrap();
        assert_eq!(found, ["https://id.gs1.org/01/09520123456788/10/L26A07"]);
        let all: i64 = db
            .query_row("SELECT count(*) FROM short_code", [], |row| row.get(0))
            .unwrap();
        assert_eq!(all, 1);
    }
}
