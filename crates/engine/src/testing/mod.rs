//! The engine's own tests on real data files in temporary folders: what a person or a peer would see, and what a crash leaves.

mod crash;
pub(crate) mod farm;
pub(crate) mod killed;
mod damage;
pub(crate) mod deeds;
mod projections;
mod replay;
mod sentences;
mod types;

use rusqlite::Connection;

use crate::App;

/// Every row of every table as text: two equal dumps are two equal data files.
pub(crate) fn dump(app: &App) -> String {
    let conn = Connection::open(app.dir().join(crate::store::FILE)).unwrap();
    let mut out = String::new();
    for table in names(&conn, "table") {
        let mut statement = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> = (0..columns)
                .map(|i| format!("{:?}", row.get_ref(i).unwrap()))
                .collect();
            out += &format!("{table}: {}\n", cells.join(" | "));
        }
    }
    out
}

pub(crate) fn names(conn: &Connection, kind: &str) -> Vec<String> {
    let mut statement = conn.prepare("SELECT name FROM sqlite_schema WHERE type = ?1 AND name NOT LIKE 'sqlite_%' ORDER BY name").unwrap();
    statement
        .query_map([kind], |r| r.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

/// What the newest print said, as it is kept.
pub(crate) fn said(app: &App) -> serde_json::Value {
    let sql = "SELECT said FROM label_print ORDER BY id DESC LIMIT 1";
    let conn = Connection::open(app.dir().join(crate::store::FILE)).unwrap();
    let text: String = conn.query_row(sql, [], |r| r.get(0)).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// One number asked of the file itself.
pub(crate) fn ask(app: &App, sql: &str) -> i64 {
    Connection::open(app.dir().join(crate::store::FILE))
        .unwrap()
        .query_row(sql, [], |r| r.get(0))
        .unwrap()
}
