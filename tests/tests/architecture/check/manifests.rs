//! The arrows of the workspace, read from the manifests; each member's line of purpose; the one crate and the one file that know Tauri.

use std::collections::BTreeSet;

use super::{Check, assert_clean, assert_kept, assert_reports};
use crate::read::tree::Tree;

/// Which of our own crates each member may depend on.
const ARROWS: [(&str, &[&str]); 9] = [
    ("crates/gs1", &[]),
    ("crates/epcis", &["gs1"]),
    ("crates/domain", &[]),
    ("crates/labels", &["domain", "gs1"]),
    ("crates/engine", &["domain", "labels", "epcis", "gs1"]),
    ("crates/registry", &["epcis", "gs1"]),
    ("crates/cli", &["engine", "gs1"]),
    ("src-tauri", &["engine"]),
    ("crates/xtask", &[]),
];

const CRATE_ARROWS: Check = crate_arrow_offences;
const TAURI: Check = tauri_offences;
const PURPOSES: Check = purpose_offences;

fn crate_arrow_offences(tree: &Tree) -> Vec<String> {
    let mut offences = Vec::new();
    for (member, allowed) in ARROWS {
        let path = format!("{member}/Cargo.toml");
        let Some(manifest) = tree.text(&path) else {
            offences.push(format!("{path}: no such member; mend the list of arrows"));
            continue;
        };
        let extra = own_dependencies(manifest);
        let extra = extra
            .iter()
            .filter(|name| !allowed.contains(&name.as_str()));
        offences.extend(extra.map(|name| {
            format!("{path}: `{member}` must not depend on `{name}`: arrows go one way")
        }));
    }
    offences
}

/// Our own crates that a manifest names among what is shipped: `[dependencies]` and `[build-dependencies]`, for whatever target.
fn own_dependencies(manifest: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut shipped = false;
    for line in manifest.lines() {
        if line.starts_with('[') {
            let section = line.trim_matches(['[', ']']);
            shipped = section.ends_with("dependencies") && !section.ends_with("dev-dependencies");
        } else if let Some(rest) = line.strip_prefix("nuong-").filter(|_| shipped) {
            names.extend(rest.split(['.', ' ', '=']).next().map(str::to_owned));
        }
    }
    names
}

/// Only the shell's manifest and one file of the page know Tauri.
fn tauri_offences(tree: &Tree) -> Vec<String> {
    let manifests = tree.below("crates", "toml");
    let knowing = manifests.filter(|(_, text)| text.contains("tauri"));
    let mut offences: Vec<String> = knowing
        .map(|(path, _)| format!("{path}: only src-tauri knows Tauri"))
        .collect();
    for kind in ["ts", "svelte"] {
        let files = tree.below("ui/src", kind);
        let knowing =
            files.filter(|(path, text)| *path != "ui/src/host.ts" && text.contains("@tauri-apps"));
        offences.extend(
            knowing.map(|(path, _)| format!("{path}: only ui/src/host.ts imports @tauri-apps")),
        );
    }
    let host = tree.text("ui/src/host.ts").unwrap_or_default();
    if !host.contains("@tauri-apps") {
        offences.push("ui/src/host.ts: it does not import @tauri-apps; who does?".to_owned());
    }
    offences
}

fn purpose_offences(tree: &Tree) -> Vec<String> {
    let manifest = tree.text("Cargo.toml").unwrap_or_default();
    let list = manifest.lines().enumerate();
    let members = list
        .skip_while(|(_, line)| !line.starts_with("members = ["))
        .skip(1)
        .take_while(|(_, line)| !line.starts_with(']'))
        .filter(|(_, line)| line.contains('"') && !line.contains(" # "));
    members
        .map(|(at, line)| {
            let name = line.trim();
            format!("Cargo.toml:{}: say beside {name} what it is for", at + 1)
        })
        .collect()
}

#[test]
fn arrows_go_one_way() {
    assert_kept(CRATE_ARROWS);
}

#[test]
fn only_the_shell_and_the_host_file_know_tauri() {
    assert_kept(TAURI);
}

#[test]
fn every_member_has_its_line_of_purpose() {
    assert_kept(PURPOSES);
}

fn manifests() -> Tree {
    let mut tree = Tree::default();
    for (member, _) in ARROWS {
        let text = "[dependencies]\nserde.workspace = true\n[dev-dependencies]\nnuong-engine.workspace = true\n";
        tree = tree.with(&format!("{member}/Cargo.toml"), text);
    }
    tree.with(
        "ui/src/host.ts",
        "import { invoke } from '@tauri-apps/api';",
    )
}

#[test]
fn a_forbidden_dependency_is_reported() {
    assert_clean(CRATE_ARROWS, &manifests());
    for section in [
        "[dependencies]",
        "[build-dependencies]",
        "[target.'cfg(unix)'.dependencies]",
    ] {
        let text = format!("[package]\n{section}\nnuong-engine.workspace = true\n");
        let tree = manifests().with("crates/labels/Cargo.toml", &text);
        assert_reports(CRATE_ARROWS, &tree, &["`crates/labels`", "`engine`"]);
    }
}

#[test]
fn a_second_knower_of_tauri_is_reported() {
    assert_clean(TAURI, &manifests());
    let tree = manifests().with("crates/cli/Cargo.toml", "[dependencies]\ntauri = \"2\"");
    assert_reports(TAURI, &tree, &["crates/cli/Cargo.toml"]);
    let tree = manifests().with("ui/src/views/Lot.svelte", "import x from '@tauri-apps/y'");
    assert_reports(TAURI, &tree, &["ui/src/views/Lot.svelte"]);
}

#[test]
fn a_member_without_a_purpose_is_reported() {
    let text = "[workspace]\nmembers = [\n    \"a\", # does a\n    \"b\",\n]\n";
    let tree = Tree::of(&[("Cargo.toml", text)]);
    assert_reports(PURPOSES, &tree, &["Cargo.toml:4:", "\"b\""]);
}
