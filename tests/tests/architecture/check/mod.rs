//! The checks, one a file: what is forbidden, what to do about it, and the planted fault that proves it is seen.

mod absent;
mod circles;
mod floors;
mod manifests;
mod names;
mod report;
mod sql;
mod swallowed;
mod tidy;
mod vocabulary;
mod words;

use crate::read::tree::{Tree, real_tree};

/// A check: all offences of a tree, each a sentence that says where, what, and what to do.
type Check = fn(&Tree) -> Vec<String>;

/// Runs a check on the checkout.
fn assert_kept(check: Check) {
    let offences = check(real_tree());
    let count = offences.len();
    assert!(count == 0, "{count} offences:\n{}", offences.join("\n"));
}

/// Runs a check on a planted tree: it must report one offence that holds all `parts`, and no other.
fn assert_reports(check: Check, tree: &Tree, parts: &[&str]) {
    let offences = check(tree);
    let [offence] = offences.as_slice() else {
        panic!(
            "one offence expected, not {}:\n{}",
            offences.len(),
            offences.join("\n")
        );
    };
    for part in parts {
        assert!(offence.contains(part), "no `{part}` in: {offence}");
    }
}

/// Runs a check on a tree in which nothing is wrong.
fn assert_clean(check: Check, tree: &Tree) {
    let offences = check(tree);
    assert!(
        offences.is_empty(),
        "none expected:\n{}",
        offences.join("\n")
    );
}
