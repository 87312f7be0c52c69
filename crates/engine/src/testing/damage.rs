//! A row that cannot be read is an error that names it: no record vanishes, no unit reads 0, no export has one event less.

use rusqlite::Connection;

use super::farm::{LOT, with_lot};
use crate::lot::LotQuery;
use crate::{App, Code};

/// Damages the file as a changed rule file, a merge or a bad disk would, past the triggers that guard facts.
fn damage(app: &App, trigger: &str, sql: &str) {
    let conn = Connection::open(app.dir().join(crate::store::FILE)).unwrap();
    conn.execute_batch(&format!("DROP TRIGGER IF EXISTS {trigger};"))
        .unwrap();
    assert_eq!(conn.execute(sql, []).unwrap(), 1, "{sql}");
}

fn lots(app: &App) -> Result<usize, Code> {
    let query = LotQuery {
        limit: 50,
        ..LotQuery::default()
    };
    app.lots(query)
        .map(|page| page.rows.len())
        .map_err(|e| e.code)
}

#[test]
fn a_lot_with_a_status_of_another_program_is_an_error_and_not_a_usual_lot() {
    let (_dir, app) = with_lot();
    let id = app.lot(LOT).unwrap().row.id;
    assert_eq!(lots(&app), Ok(1));
    damage(
        &app,
        "lot_keeps_its_name",
        "UPDATE lot SET status = 'quarantined'",
    );
    assert_eq!(lots(&app), Err(Code::FileDamaged));
    let error = app.lot(LOT).unwrap_err();
    assert_eq!(error.code, Code::FileDamaged);
    assert_eq!(error.args["record"], id, "{error}");
    assert!(error.detail.contains("quarantined"), "{error}");
}

#[test]
fn a_unit_that_is_gone_is_an_error_and_not_zero() {
    let (_dir, app) = with_lot();
    damage(&app, "lot_keeps_its_name", "UPDATE lot SET unit = 'thung'");
    assert_eq!(lots(&app), Err(Code::FileDamaged));
    assert_eq!(app.lot(LOT).unwrap_err().code, Code::FileDamaged);
}

#[test]
fn an_event_that_cannot_be_read_stops_the_export() {
    let (_dir, app) = with_lot();
    assert!(app.export_epcis().is_ok());
    damage(
        &app,
        "trace_event_is_a_fact_u",
        "UPDATE trace_event SET json = substr(json, 1, 40) WHERE n = 1",
    );
    let error = app.export_epcis().unwrap_err();
    assert_eq!(error.code, Code::FileDamaged);
    assert_eq!(error.args["column"], "json", "{error}");
}

#[test]
fn ids_that_are_none_are_errors_too() {
    for sql in [
        "UPDATE product SET id = 'x' WHERE sku = 'GAO'",
        "UPDATE party SET id = 'x'",
        "UPDATE place SET id = 'x' WHERE code = 'T002'",
    ] {
        let (_dir, app) = with_lot();
        let conn = Connection::open(app.dir().join(crate::store::FILE)).unwrap();
        conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        assert_eq!(conn.execute(sql, []).unwrap(), 1, "{sql}");
        let seen = app.read(|r| {
            r.products_in_sight()?;
            r.household_names()?;
            r.plot_codes().map(|_| ())
        });
        assert_eq!(seen.unwrap_err().code, Code::FileDamaged, "{sql}");
    }
}
