//! SQL stands in `store/`, in files that end in `rows.rs` and in those that rebuild projections; a table is written by one noun; what
//! writes a record goes through `record`.

use std::collections::{BTreeMap, BTreeSet};

use super::absent::lines_naming;
use super::{Check, assert_clean, assert_kept, assert_reports};
use crate::read::facts::Receiver;
use crate::read::lexer::Kind;
use crate::read::source::{Source, sources_of};
use crate::read::sql::{Deed, made_tables, read_statements};
use crate::read::tree::Tree;
use crate::read::walk::collect_facts;

const PLACES: Check = place_offences;
const TABLES: Check = table_offences;
const RECORDS: Check = record_offences;

/// Members that may hold SQL at all, each in its own stores.
const KEEPERS: [&str; 4] = [
    "crates/engine",
    "crates/registry",
    "crates/cli",
    "src-tauri",
];

const ENGINE: &str = "crates/engine/src/";

/// Files of the engine, outside `store/`, that may hold SQL and write without `record`: they rebuild what can be built again from records.
const REBUILDERS: [&str; 3] = ["refresh.rs", "projections.rs", "rebuild.rs"];

/// Words of SQL beside whole statements.
const WORDS: [&str; 2] = ["rusqlite::", "execute_batch"];

fn place_offences(tree: &Tree) -> Vec<String> {
    let mut offences = Vec::new();
    let sources = sources_of(tree);
    for source in sources.iter().filter(|source| is_keeper(source)) {
        if is_store(source) || source.path.ends_with("rows.rs") || is_rebuilder(source) {
            continue;
        }
        let words = WORDS.iter().flat_map(|word| lines_naming(source, word));
        let statements = read_statements(source);
        let lines: BTreeSet<usize> = statements.iter().map(|s| s.line).chain(words).collect();
        offences.extend(lines.into_iter().map(|line| {
            format!(
                "{}:{line}: SQL: move it to the noun's rows.rs (or *_rows.rs)",
                source.path
            )
        }));
    }
    offences
}

fn is_keeper(source: &Source) -> bool {
    let inside = |member: &&str| source.path.starts_with(&format!("{member}/src/"));
    KEEPERS.iter().any(inside)
}

fn is_store(source: &Source) -> bool {
    source.path.contains("/src/store/") || source.path.ends_with("/src/store.rs")
}

fn is_rebuilder(source: &Source) -> bool {
    let name = source.path.rsplit('/').next().unwrap_or_default();
    source.path.starts_with(ENGINE) && REBUILDERS.contains(&name)
}

/// A table of the engine that two folders write.
fn table_offences(tree: &Tree) -> Vec<String> {
    let migrations = tree.below("crates/engine/src", "sql");
    let tables: BTreeSet<String> = migrations.flat_map(|(_, text)| made_tables(text)).collect();
    let mut writers = BTreeMap::<String, BTreeMap<String, String>>::new();
    for source in sources_of(tree).iter() {
        let Some(inside) = source.path.strip_prefix(ENGINE) else {
            continue;
        };
        let folder = inside.split(['/', '.']).next().unwrap_or_default();
        for (table, line) in written_tables(source, &tables) {
            let place = format!("{}:{line}", source.path);
            let folders = writers.entry(table).or_default();
            folders.entry(folder.to_owned()).or_insert(place);
        }
    }
    let shared = writers.into_iter().filter(|(_, folders)| folders.len() > 1);
    shared
        .map(|(table, folders)| {
            let places: Vec<String> = folders.into_values().collect();
            format!(
                "{}: the table `{table}` is written by more than one noun: call the one that owns it",
                places.join(", ")
            )
        })
        .collect()
}

/// The tables that a file writes: by a statement, or by naming one for the store to write (`table: "lot"`, `const TABLE: &str = "lot"`).
fn written_tables(source: &Source, tables: &BTreeSet<String>) -> Vec<(String, usize)> {
    let statements = read_statements(source).into_iter();
    let mut written: Vec<(String, usize)> = statements
        .filter_map(|statement| match statement.deed {
            Deed::Write(table) => Some((table, statement.line)),
            Deed::Read => None,
        })
        .filter(|(table, _)| tables.contains(table))
        .collect();
    for (at, token) in source.tokens.iter().enumerate() {
        let name = token.text.trim_matches('"');
        if token.kind != Kind::Text || !tables.contains(name) {
            continue;
        }
        let before = source.tokens[at.saturating_sub(7)..at].iter().rev();
        let mut near = before.take_while(|t| !t.is(",") && !t.is(";") && !t.is("{"));
        if near.any(|t| t.is_word() && t.text.eq_ignore_ascii_case("table")) {
            written.push((name.to_owned(), token.line));
        }
    }
    written
}

/// What writes in the engine without `record`.
fn record_offences(tree: &Tree) -> Vec<String> {
    let mut offences = Vec::new();
    for source in sources_of(tree).iter() {
        if !source.path.starts_with(ENGINE) || is_store(source) || is_rebuilder(source) {
            continue;
        }
        let calls = raw_calls(source);
        let written = read_statements(source).into_iter().filter(|statement| {
            // A statement inside a call is one offence with it.
            let inside = |(first, last): &(usize, usize)| (first..=last).contains(&&statement.line);
            matches!(statement.deed, Deed::Write(_)) && !calls.iter().any(inside)
        });
        let written = written.map(|statement| statement.line);
        let lines: BTreeSet<usize> = written.chain(calls.iter().map(|(line, _)| *line)).collect();
        offences.extend(lines.into_iter().map(|line| {
            format!("{}:{line}: writes past the change log: use record::put or record::append; what can be rebuilt is written in {}", source.path, REBUILDERS.join(", "))
        }));
    }
    offences
}

/// First and last lines of calls of `tx.run(`, `self.run(` in an `impl Tx`, or `execute…(` on anything.
fn raw_calls(source: &Source) -> Vec<(usize, usize)> {
    let calls = collect_facts(&source.tokens, "").calls.into_iter();
    let raw = calls.filter(|call| {
        let in_tx = call.owner.as_ref().and_then(|owner| owner.last());
        let on_tx = match &call.receiver {
            Receiver::Named(name) if name == "self" => in_tx.is_some_and(|owner| owner == "Tx"),
            Receiver::Named(name) => name == "tx",
            _ => false,
        };
        let executes = ["execute", "execute_batch"].contains(&call.name.as_str());
        executes || (call.name == "run" && on_tx)
    });
    raw.map(|call| (call.line, call.last_line)).collect()
}

#[test]
fn sql_stands_only_in_the_stores() {
    assert_kept(PLACES);
}

#[test]
fn each_table_is_written_by_one_noun() {
    assert_kept(TABLES);
}

#[test]
fn every_write_goes_through_record() {
    assert_kept(RECORDS);
}

fn store() -> Tree {
    Tree::of(&[
        (
            "crates/engine/src/store/migrations/01.sql",
            "CREATE TABLE lot (id TEXT);\nCREATE TABLE meta (k TEXT);",
        ),
        (
            "crates/engine/src/store/record.rs",
            "fn put(tx: &mut Tx) { tx.run(&format!(\"INSERT INTO {table} (x) VALUES (1)\")); tx.run(\"UPDATE meta SET k = 1\") }",
        ),
        (
            "crates/engine/src/lot/rows.rs",
            "use rusqlite::Row; const LOT: Kind = Kind { table: \"lot\" }; fn a() { \"SELECT id FROM lot\" }",
        ),
        (
            "crates/engine/src/lot/refresh.rs",
            "fn a(tx: &mut Tx) { tx.run(\"UPDATE lot SET x = 1\") }",
        ),
        (
            "crates/registry/src/store/event.rs",
            "fn a() { \"INSERT INTO event (x)\" }",
        ),
        (
            "crates/engine/src/tests.rs",
            "#![cfg(test)] fn a() { \"DELETE FROM lot\" }",
        ),
    ])
}

#[test]
fn stores_in_order_are_left_in_peace() {
    for check in [PLACES, TABLES, RECORDS] {
        assert_clean(check, &store());
    }
}

#[test]
fn sql_in_a_rule_is_reported() {
    for code in [
        "fn a() { \"SELECT 1\" }",
        "use rusqlite::Row;",
        "use {std::fs, rusqlite::{Row, params}};",
        "fn a() { b(\"INSERT OR IGNORE INTO lot (x)\") }",
        "fn a() { b(\"UPDATE lot SET x = 1\") }",
        "fn a() { b(\"REPLACE INTO lot (x)\") }",
        "fn a() { conn.execute_batch(b) }",
    ] {
        let code = format!("struct A {{ #[cfg(test)] b: u8 }}\n{code}");
        let tree = store().with("crates/engine/src/lot/event.rs", &code);
        assert_reports(PLACES, &tree, &["lot/event.rs:2:", "rows.rs"]);
    }
}

#[test]
fn a_table_of_two_nouns_is_reported() {
    for code in [
        "fn a() { \"DELETE FROM lot WHERE id = 1\" }",
        "const TABLE: &str = \"lot\";",
    ] {
        let tree = store().with("crates/engine/src/print/rows.rs", code);
        let parts = ["print/rows.rs:1", "src/lot/", "the table `lot`"];
        assert_reports(TABLES, &tree, &parts);
    }
}

#[test]
fn a_write_past_the_log_is_reported() {
    for code in [
        "fn a(tx: &mut Tx) { tx.run(SQL, []) }",
        "fn a(tx: &mut Tx) { tx.run(\n\"DELETE FROM lot\", []) }",
        "impl Tx { fn a(&mut self) { self.run(SQL, []) } }",
        "fn a() { conn.execute(SQL, []) }",
        "const SQL: &str = \"UPDATE lot SET x = 1\";",
    ] {
        let tree = store().with("crates/engine/src/print/rows.rs", &format!("\n{code}"));
        assert_reports(RECORDS, &tree, &["print/rows.rs:2:", "past the change log"]);
    }
}
