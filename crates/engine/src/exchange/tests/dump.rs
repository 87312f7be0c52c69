//! What laptops that know the same must have alike: every shared table, by ids in place of a file's own numbers, and what follows from them.

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::App;
use crate::exchange::kinds::shared_kinds;
use crate::store::record::Kind;

/// What follows from facts, by ids.
const FOLLOWS: &[(&str, &str)] = &[
    (
        "stock",
        "SELECT l.id, p.id, s.amount FROM stock s JOIN lot l ON l.n = s.lot JOIN place p ON p.n = s.place",
    ),
    (
        "dead",
        "SELECT hex(s.id) FROM dead d JOIN step s ON s.n = d.step",
    ),
    (
        "contested",
        "SELECT hex(s.id), c.kind FROM contested c JOIN step s ON s.n = c.step",
    ),
    (
        "eaten",
        "SELECT l.id, hex(s.id) FROM eaten e JOIN lot l ON l.n = e.lot JOIN step s ON s.n = e.step",
    ),
    (
        "made",
        "SELECT l.id, hex(s.id) FROM made e JOIN lot l ON l.n = e.lot JOIN step s ON s.n = e.step",
    ),
    (
        "lots",
        "SELECT id, status, quantity, first_on, last_on, phi, short_code, review FROM lot",
    ),
    ("harvest_mass", "SELECT day, amount FROM harvest_mass"),
    ("search_doc", "SELECT record FROM search_doc"),
];

const SHARED: &[(&str, &str)] = &[
    ("import_key", "SELECT kind, key, record FROM import_key"),
    (
        "event",
        "SELECT e.event_id, hex(s.id), e.name, e.happened, e.json, e.hash FROM trace_event e JOIN step s ON s.n = e.step WHERE e.declares = ''",
    ),
    (
        "log",
        "SELECT clock, at, device, actor, noun, record, lot_id, verb, fields FROM change_log
        WHERE fields <> '{}' AND noun NOT IN ('destination', 'printer', 'printer_fit', 'delivery')",
    ),
];

pub type Dump = BTreeMap<String, Vec<String>>;

fn rows(conn: &Connection, sql: &str, columns: usize) -> Vec<String> {
    let mut statement = conn.prepare(sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut found = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let cells: Vec<Value> = (0..columns).map(|i| row.get(i).unwrap()).collect();
        found.push(format!("{cells:?}"));
    }
    found.sort();
    found
}

fn connection(app: &App) -> Connection {
    Connection::open(app.dir().join(crate::store::FILE)).unwrap()
}

/// What follows from the facts.
pub fn projections(app: &App) -> Dump {
    let conn = connection(app);
    let follows = FOLLOWS.iter().map(|(name, sql)| {
        let columns = conn.prepare(sql).unwrap().column_count();
        ((*name).to_owned(), rows(&conn, sql, columns))
    });
    follows.collect()
}

/// All that laptops have alike.
pub fn shared(app: &App) -> Dump {
    let conn = connection(app);
    let mut all = projections(app);
    for (name, sql) in SHARED {
        let columns = conn.prepare(sql).unwrap().column_count();
        all.insert((*name).to_owned(), rows(&conn, sql, columns));
    }
    let steps: [&Kind; 3] = [
        &crate::step::rows::KIND,
        &crate::step::rows::LINE,
        &crate::step::supersede_rows::KIND,
    ];
    let kinds = shared_kinds();
    for kind in kinds.iter().map(|k| k.kind).chain(steps) {
        let told = rows(&conn, kind.select(), kind.columns.len());
        all.insert(kind.table.to_owned(), told);
    }
    all
}

/// Names the first table that differs, with its differing rows.
pub fn assert_alike(one: &Dump, other: &Dump, what: &str) {
    for (table, rows) in one {
        let others = &other[table];
        let only = |a: &[String], b: &[String]| -> Vec<String> {
            a.iter().filter(|row| !b.contains(row)).cloned().collect()
        };
        let (here, there) = (only(rows, others), only(others, rows));
        assert!(
            here.is_empty() && there.is_empty() && rows.len() == others.len(),
            "{what}: {table}\n only here: {here:#?}\n only there: {there:#?}"
        );
    }
}
