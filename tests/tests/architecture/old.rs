//! The arrows of the workspace and what must be absent, read from the manifests and sources. A forbidden dependency fails here.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_path_buf()
}

/// Our own crates that a member's `[dependencies]` name.
fn own_dependencies(member: &str) -> BTreeSet<String> {
    let manifest = fs::read_to_string(root().join(member).join("Cargo.toml")).unwrap();
    let after = manifest.split("[dependencies]").nth(1).unwrap();
    let section = after.split("\n[").next().unwrap();
    section
        .lines()
        .filter_map(|line| line.strip_prefix("nuong-"))
        .map(|rest| {
            rest.split(['.', ' ', '='])
                .next()
                .unwrap_or_default()
                .to_owned()
        })
        .collect()
}

/// Every file below `folder` that ends in `extension`.
fn sources(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() && name != "node_modules" && name != "dist" && name != "target" {
            found.extend(sources(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found
}

/// A file without its comments and without its tests, which may do more.
fn shipped(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Asserts that none of `words` stands in the shipped code below `folder`, but for the places in `allowed`.
fn absent(folder: &str, words: &[&str], allowed: &[&str]) {
    let mut offences = Vec::new();
    for path in sources(&root().join(folder), "rs") {
        let shown = path
            .strip_prefix(root())
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        let tests = shown.contains("/tests/") || shown.ends_with("testing.rs");
        if tests || allowed.iter().any(|place| shown.starts_with(place)) {
            continue;
        }
        let code = shipped(&path);
        let hits = words.iter().filter(|word| code.contains(**word));
        offences.extend(hits.map(|word| format!("{shown}: {word}")));
    }
    assert!(
        offences.is_empty(),
        "not allowed here:\n{}",
        offences.join("\n")
    );
}

fn check_arrows(member: &str, allowed: &[&str]) {
    let allowed: BTreeSet<String> = allowed.iter().map(|s| (*s).to_owned()).collect();
    let found = own_dependencies(member);
    let extra: Vec<_> = found.difference(&allowed).collect();
    assert!(extra.is_empty(), "{member} must not depend on {extra:?}");
}

#[test]
fn arrows_go_one_way() {
    check_arrows("crates/gs1", &[]);
    check_arrows("crates/epcis", &["gs1"]);
    check_arrows("crates/domain", &[]);
    check_arrows("crates/labels", &["domain", "gs1"]);
    check_arrows("crates/engine", &["domain", "labels", "epcis", "gs1"]);
    check_arrows("crates/registry", &["epcis", "gs1"]);
    check_arrows("crates/cli", &["engine", "gs1"]);
    check_arrows("src-tauri", &["engine"]);
    check_arrows("crates/xtask", &[]);
}

#[test]
fn pure_crates_do_no_io_and_read_no_clock() {
    let io = [
        "std::fs",
        "TcpStream",
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
    ];
    for pure in ["gs1", "epcis", "domain", "labels"] {
        let folder = format!("crates/{pure}/src");
        absent(&folder, &io, &[]);
        // Pages are set on several threads, and the file does not depend on it: one file knows.
        absent(
            &folder,
            &["std::thread"],
            &["crates/labels/src/pdf/pool.rs"],
        );
    }
}

#[test]
fn sql_stands_only_in_the_stores() {
    let sql = [
        "rusqlite::",
        "INSERT INTO",
        "SELECT ",
        "DELETE FROM",
        "execute_batch",
    ];
    for member in [
        "crates/engine/src",
        "crates/registry/src",
        "crates/cli/src",
        "src-tauri/src",
    ] {
        absent(
            member,
            &sql,
            &["crates/engine/src/store", "crates/registry/src/store"],
        );
    }
}

#[test]
fn http_stands_only_in_sync_and_registry() {
    let http = ["reqwest::", "axum::", "TcpStream", "TcpListener"];
    // A printer on the network is spoken to over a plain socket.
    let allowed = [
        "crates/engine/src/sync",
        "crates/engine/src/printers/network.rs",
    ];
    absent("crates/engine/src", &http, &allowed);
    for member in [
        "crates/cli/src",
        "src-tauri/src",
        "crates/domain/src",
        "crates/labels/src",
    ] {
        absent(member, &http, &[]);
    }
}

#[test]
fn only_the_shell_knows_tauri() {
    for entry in fs::read_dir(root().join("crates")).unwrap().flatten() {
        let manifest = fs::read_to_string(entry.path().join("Cargo.toml")).unwrap();
        assert!(!manifest.contains("tauri"), "{}", entry.path().display());
    }
}

#[test]
fn only_host_ts_knows_tauri() {
    let ui = root().join("ui").join("src");
    let files = [sources(&ui, "ts"), sources(&ui, "svelte")].concat();
    let knows = |path: &&PathBuf| fs::read_to_string(path).unwrap().contains("@tauri-apps");
    let knowing: Vec<_> = files.iter().filter(knows).collect();
    assert_eq!(knowing, vec![&ui.join("host.ts")]);
}

#[test]
fn every_member_has_its_line_of_purpose() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let members = manifest.split("members = [").nth(1).unwrap();
    for line in members
        .split("\n]")
        .next()
        .unwrap()
        .lines()
        .filter(|l| l.contains('"'))
    {
        assert!(line.contains(" # "), "no purpose beside {line}");
    }
}

#[test]
fn writes_go_through_the_one_door() {
    let begin = [
        "BEGIN IMMEDIATE",
        "transaction_with_behavior",
        ".unchecked_transaction",
    ];
    absent("crates/engine/src", &begin, &["crates/engine/src/store"]);
}
