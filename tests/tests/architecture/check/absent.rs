//! Words that must not stand in shipped code, but for the places that own them: I/O and clocks in pure crates, HTTP outside sync and
//! registry, transactions outside the one door.

use super::{Check, assert_clean, assert_kept, assert_reports};
use crate::read::source::{Source, sources_of};
use crate::read::tree::Tree;
use crate::read::walk::collect_facts;

/// What is forbidden in a folder, and why.
struct Ban {
    folders: &'static [&'static str],
    words: &'static [&'static str],
    /// Beginnings of the paths that may.
    allowed: &'static [&'static str],
    instead: &'static str,
}

const PURE: &[&str] = &[
    "crates/gs1/src",
    "crates/epcis/src",
    "crates/domain/src",
    "crates/labels/src",
];

const BANS: &[Ban] = &[
    Ban {
        folders: PURE,
        words: &[
            "std::fs",
            "TcpStream",
            "TcpListener",
            "UdpSocket",
            "std::env",
            "std::process",
            "File::",
            "SystemTime",
            "Instant::now",
            "Timestamp::now",
            "println!",
            "reqwest",
            "rusqlite",
            "now_v7",
        ],
        allowed: &[],
        instead: "a pure crate gets bytes, times and random bits as arguments",
    },
    // Pages are set on several threads, and the file does not depend on it: one file knows.
    Ban {
        folders: PURE,
        words: &["std::thread"],
        allowed: &[
            "crates/labels/src/pdf/pool.rs",
            "crates/labels/src/output/pdf/pool.rs",
        ],
        instead: "threads are pool.rs's alone",
    },
    // A printer on the network is spoken to over a plain socket.
    Ban {
        folders: &[
            "crates/engine/src",
            "crates/cli/src",
            "crates/domain/src",
            "crates/labels/src",
            "src-tauri/src",
        ],
        words: &["reqwest::", "axum::", "TcpStream", "TcpListener"],
        allowed: &[
            "crates/engine/src/sync/",
            "crates/engine/src/printers/network.rs",
            "crates/engine/src/printer/wire/network.rs",
        ],
        instead: "HTTP is sync's and the registry's",
    },
    Ban {
        folders: &["crates/engine/src"],
        words: &[
            "BEGIN IMMEDIATE",
            "transaction_with_behavior",
            ".unchecked_transaction",
        ],
        allowed: &["crates/engine/src/store/"],
        instead: "writes go through the one door, `App::write`",
    },
];

const BANNED: Check = banned_offences;

fn banned_offences(tree: &Tree) -> Vec<String> {
    let sources = sources_of(tree);
    let mut offences = Vec::new();
    for ban in BANS {
        for source in sources.iter().filter(|source| concerns(ban, source)) {
            for word in ban.words {
                let places = lines_naming(source, word).into_iter();
                let path = &source.path;
                offences
                    .extend(places.map(|line| format!("{path}:{line}: `{word}`: {}", ban.instead)));
            }
        }
    }
    offences
}

fn concerns(ban: &Ban, source: &Source) -> bool {
    let inside = |folder: &&str| {
        let rest = source.path.strip_prefix(*folder);
        rest.is_some_and(|rest| rest.starts_with('/'))
    };
    let may = |place: &&str| source.path.starts_with(*place);
    ban.folders.iter().any(inside) && !ban.allowed.iter().any(may)
}

/// The lines that name `word`, as it stands or spread over a tree of `use`.
pub fn lines_naming(source: &Source, word: &str) -> Vec<usize> {
    let mut lines = source.lines_with(word);
    if word.contains("::") {
        let uses = collect_facts(&source.tokens, "").uses.into_iter();
        let naming = uses.filter(|fact| format!("{}::", fact.path.join("::")).contains(word));
        lines.extend(naming.map(|fact| fact.line));
    }
    lines.sort_unstable();
    lines.dedup();
    lines
}

#[test]
fn each_thing_is_done_where_it_belongs() {
    assert_kept(BANNED);
}

#[test]
fn input_and_clocks_in_a_pure_crate_are_reported() {
    for code in [
        "\nfn a() { std::fs::read(b) }",
        "\nuse std::{fs, io};",
        "\nuse std::{io, fs::{self, read}};",
        "\nfn a() { Timestamp::now() }",
        "#[cfg(test)] fn t() {}\nfn a() { println!(\"x\") }",
    ] {
        let tree = Tree::of(&[("crates/domain/src/lib.rs", code)]);
        let parts = ["crates/domain/src/lib.rs:2: `", "as arguments"];
        assert_reports(BANNED, &tree, &parts);
    }
}

#[test]
fn http_outside_sync_is_reported() {
    let planted = "use reqwest::Client;";
    let tree = Tree::of(&[
        ("crates/engine/src/lot/mod.rs", planted),
        ("crates/engine/src/sync/client.rs", planted),
        ("crates/registry/src/serve.rs", "use axum::Router;"),
    ]);
    assert_reports(BANNED, &tree, &["lot/mod.rs:1: `reqwest::`"]);
}

#[test]
fn a_second_door_is_reported() {
    let tree = Tree::of(&[
        (
            "crates/engine/src/lot/rows.rs",
            "\n\nfn a() { conn.unchecked_transaction() }",
        ),
        (
            "crates/engine/src/store/door.rs",
            "fn a() { \"BEGIN IMMEDIATE\" }",
        ),
    ]);
    assert_reports(BANNED, &tree, &["lot/rows.rs:3:", "one door"]);
}

#[test]
fn what_tests_and_comments_say_counts_for_nothing() {
    let code = "// std::fs\n/* println! */ #[cfg(test)] mod tests { use std::fs; } fn a() { 'f' }";
    assert_clean(BANNED, &Tree::of(&[("crates/gs1/src/lib.rs", code)]));
}
