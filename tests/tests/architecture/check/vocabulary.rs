//! One vocabulary: what the engine calls a folder, the window's features, the shell's commands and the command line call it too.

use std::collections::BTreeSet;

use super::{Check, assert_clean, assert_kept, assert_reports};
use crate::read::tree::Tree;

/// A name beyond the engine's folders and why it is none of them.
type Extra = (&'static str, &'static str);

/// A face of the engine: where its nouns are files or folders, and which of its names are no nouns of the engine.
struct Face {
    folder: &'static str,
    extras: &'static [Extra],
}

const FACES: [Face; 3] = [
    Face {
        folder: "ui/src/features",
        extras: &[
            ("frame", "dialogs and notes that every feature stands in"),
            ("market", "part of label_ledger until sales have a folder"),
            ("search", "engine: screens/search"),
            ("today", "engine: screens/today"),
        ],
    },
    Face {
        folder: "src-tauri/src/commands",
        extras: &[
            ("mod", "the list of commands"),
            ("market", "part of label_ledger until sales have a folder"),
        ],
    },
    Face {
        folder: "crates/cli/src",
        extras: &[
            ("main", "what runs first"),
            ("args", "the arguments, all verbs at once"),
            ("choice", "which of several records the person meant"),
            ("context", "the opened engine and how to print"),
            ("gs1", "the crate of that name, without a data folder"),
            ("market", "part of label_ledger until sales have a folder"),
            ("outcome", "how a command ended"),
            ("output", "rows and sentences on the terminal"),
            ("stop", "Ctrl-C"),
            ("text_file", "files that a person names"),
        ],
    },
];

const VOCABULARY: Check = vocabulary_offences;

fn vocabulary_offences(tree: &Tree) -> Vec<String> {
    let nouns: BTreeSet<String> = tree.names_in("crates/engine/src").into_iter().collect();
    let mut offences = Vec::new();
    for face in &FACES {
        let names = tree.names_in(face.folder);
        for name in &names {
            let extra = face.extras.iter().any(|(extra, _)| extra == name);
            if !nouns.contains(name) && !extra {
                offences.push(format!("{}/{name}: the engine has no folder of that name: use its word, or write the name into the list with its reason", face.folder));
            }
        }
        let idle = face
            .extras
            .iter()
            .filter(|(extra, _)| nouns.contains(*extra));
        offences.extend(idle.map(|(extra, why)| {
            format!(
                "{}: `{extra}` ({why}) is a folder of the engine now: take it off the list",
                face.folder
            )
        }));
    }
    offences
}

#[test]
fn every_face_uses_the_engines_words() {
    assert_kept(VOCABULARY);
}

#[test]
fn a_word_of_its_own_is_reported() {
    let tree = Tree::of(&[
        ("crates/engine/src/lib.rs", "mod lot;"),
        ("crates/engine/src/lot/mod.rs", ""),
        ("crates/engine/src/printer.rs", ""),
        ("ui/src/features/lot/Row.svelte", ""),
        ("ui/src/features/frame/Modal.svelte", ""),
        ("src-tauri/src/commands/printer.rs", ""),
        ("crates/cli/src/main.rs", ""),
        ("crates/cli/src/lot.rs", ""),
    ]);
    assert_clean(VOCABULARY, &tree);
    for (path, shown) in [
        ("ui/src/features/lots/Row.svelte", "ui/src/features/lots:"),
        ("ui/src/features/Loose.svelte", "ui/src/features/Loose:"),
        (
            "src-tauri/src/commands/batch.rs",
            "src-tauri/src/commands/batch:",
        ),
        ("crates/cli/src/helper.rs", "crates/cli/src/helper:"),
    ] {
        assert_reports(
            VOCABULARY,
            &tree.with(path, ""),
            &[shown, "no folder of that name"],
        );
    }
    let tree = tree.with("crates/engine/src/today/mod.rs", "");
    assert!(vocabulary_offences(&tree)[0].contains("take it off the list"));
}
