//! The change log holds each record whole: read from the first entry to the last it gives the tables again, whatever was done, and up to
//! an instant, what was then.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;
use serde_json::{Map, Value as Json};

use super::deeds::{DEEDS, act};
use super::farm::{DayHost, MemorySecrets, cooperative, farm};
use crate::store::changes::replay;
use crate::store::record::Kind;
use crate::{App, Host};

/// Tables that hold no records of the log, and why.
const APART: &[(&str, &str)] = &[
    ("meta", "this laptop's own notes"),
    ("change_log", "the log itself"),
    (
        "import_key",
        "keys of ledger rows, taken with their records",
    ),
    ("trace_event", "frozen: the table is only ever added to"),
    (
        "adopted_event",
        "a destination's words: the table is only ever added to",
    ),
    ("delivery", "this laptop's talk with a destination"),
    (
        "step",
        "only ever added to; says itself who, when and by which tick",
    ),
    ("step_line", "comes with its step"),
    (
        "supersede",
        "only ever added to; says itself who, when and by which tick",
    ),
    ("dead", "projection"),
    ("contested", "projection"),
    ("stock", "projection"),
    ("eaten", "projection"),
    ("made", "projection"),
    ("harvest_mass", "projection"),
    ("search_doc", "projection"),
    ("search_text", "projection"),
    ("search_text_config", "projection"),
    ("search_text_data", "projection"),
    ("search_text_docsize", "projection"),
    ("search_text_idx", "projection"),
    ("search_word", "projection"),
];

/// Every kind of record.
static KINDS: &[&Kind] = &[
    &crate::activity::spray_rows::KIND,
    &crate::certificate::rows::KIND,
    &crate::cooperative::rows::KIND,
    &crate::destination::outbox_rows::KIND,
    &crate::destination::rows::KIND,
    &crate::event::adopted_rows::KIND,
    &crate::event::rows::KIND,
    &crate::party::rows::KIND,
    &crate::label::serial_rows::KIND,
    &crate::label::sscc_rows::KIND,
    &crate::label_ledger::loss_rows::KIND,
    &crate::label_ledger::market_rows::KIND,
    &crate::label_ledger::print_rows::KIND,
    &crate::lot::rows::KIND,
    &crate::paper::rows::KIND,
    &crate::payment::rows::KIND,
    &crate::picture::rows::KIND,
    &crate::place::rows::KIND,
    &crate::printer::align_rows::KIND,
    &crate::printer::rows::KIND,
    &crate::product::rows::KIND,
    &crate::step::rows::KIND,
    &crate::step::rows::LINE,
    &crate::step::stage_rows::KIND,
    &crate::step::supersede_rows::KIND,
    &crate::template::rows::KIND,
    &crate::template::rows::PRINTED,
];

type Records = BTreeMap<String, Map<String, Json>>;

fn connection(app: &App) -> Connection {
    Connection::open(app.dir().join(crate::store::FILE)).unwrap()
}

/// Key → told columns that are not empty, as the table has them.
fn stored(conn: &Connection, kind: &Kind) -> Records {
    let mut statement = conn.prepare(kind.select()).unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut found = Records::new();
    while let Some(row) = rows.next().unwrap() {
        let values: Vec<Value> = (0..kind.columns.len())
            .map(|i| row.get(i).unwrap())
            .collect();
        let told = kind.told_columns().filter_map(|(i, column)| {
            let value = &values[i];
            let json = match value {
                Value::Null | Value::Blob(_) => return None,
                Value::Integer(number) => (*number).into(),
                Value::Real(number) => (*number).into(),
                Value::Text(text) if kind.nested.contains(&column) => {
                    serde_json::from_str(text).unwrap()
                }
                Value::Text(text) => text.as_str().into(),
            };
            Some((column.to_owned(), json))
        });
        found.insert(kind.key_name(&values), told.collect());
    }
    found
}

/// The same, as the log tells it.
fn replayed(conn: &Connection, kind: &Kind) -> Records {
    let mut statement = conn
        .prepare("SELECT record, fields FROM change_log WHERE noun = ?1 ORDER BY clock")
        .unwrap();
    let mut rows = statement.query([kind.noun]).unwrap();
    let mut told: BTreeMap<String, Option<Map<String, Json>>> = BTreeMap::new();
    while let Some(row) = rows.next().unwrap() {
        let (record, fields): (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        let columns = told.entry(record).or_default();
        replay(columns, &serde_json::from_str(&fields).unwrap()).unwrap();
    }
    let there = told
        .into_iter()
        .filter_map(|(record, columns)| Some((record, columns?)));
    let full = |columns: Map<String, Json>| {
        let full = columns.into_iter().filter(|(_, value)| !value.is_null());
        full.collect()
    };
    there
        .map(|(record, columns)| (record, full(columns)))
        .collect()
}

fn assert_replays(app: &App) {
    let conn = connection(app);
    for kind in KINDS.iter().copied() {
        if kind.logged {
            assert_eq!(replayed(&conn, kind), stored(&conn, kind), "{}", kind.table);
        }
    }
    for kind in KINDS.iter().filter(|kind| kind.logged) {
        let Some(entered) = kind.entered else {
            continue;
        };
        let (table, key) = (
            kind.table,
            kind.columns[..kind.keys].join(" || ' / ' || t."),
        );
        let sql = format!(
            "SELECT count(*) FROM {table} t LEFT JOIN change_log c ON c.noun = ?1 AND c.record = t.{key} WHERE c.at IS NOT t.{entered}"
        );
        let differ: i64 = conn.query_row(&sql, [kind.noun], |r| r.get(0)).unwrap();
        assert_eq!(differ, 0, "{table}.{entered}");
    }
}

#[test]
fn every_table_is_a_record_of_the_log_or_says_why_not() {
    let (_dir, app) = cooperative();
    let known: Vec<&str> = KINDS.iter().map(|kind| kind.table).collect();
    for table in super::names(&connection(&app), "table") {
        let apart = APART.iter().any(|(name, _)| *name == table);
        let told = known.contains(&table.as_str());
        assert!(apart || told, "{table} is in no list");
        let logged = KINDS.iter().any(|k| k.table == table && k.logged);
        assert_ne!(apart, logged, "{table} is in both lists");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn the_log_replayed_from_empty_gives_the_tables(deeds in proptest::collection::vec((0..DEEDS, 0..20_u8), 1..30)) {
        let (_dir, app) = cooperative();
        let farm = app.write("Lan", farm).unwrap();
        for (what, n) in deeds {
            act(&app, &farm, what, n);
        }
        assert_replays(&app);
    }
}

#[test]
fn a_record_as_it_was_is_read_from_the_log() {
    let dir = tempfile::tempdir().unwrap();
    let host = DayHost::new();
    let app = App::open(dir.path(), host.clone(), Arc::new(MemorySecrets::default())).unwrap();
    app.create_sample_profile().unwrap();
    let farm = app.write("Lan", farm).unwrap();
    let named = |name: &str| {
        host.next_day();
        let mut tea = app.product(&farm.tea.to_string()).unwrap();
        tea.name = name.into();
        app.save_product(tea).unwrap();
        host.now()
    };
    let (second, third) = (named("Chè xanh"), named("Chè vàng"));
    let name_at = |at: Timestamp| {
        let then = app.read(|r| r.columns_as_of("product", &farm.tea.to_string(), at));
        let name = |columns: Map<String, Json>| columns["name"].as_str().unwrap().to_owned();
        then.unwrap().map(name)
    };
    let before = second - SignedDuration::from_hours(36);
    assert_eq!(name_at(before), None);
    assert_eq!(
        name_at(second - SignedDuration::from_hours(1)).as_deref(),
        Some("Chè Ô long")
    );
    assert_eq!(name_at(second).as_deref(), Some("Chè xanh"));
    assert_eq!(name_at(third).as_deref(), Some("Chè vàng"));
}
