//! Names that can be searched for: most functions have two words or three.

use std::collections::BTreeMap;

use super::{Check, assert_clean, assert_kept, assert_reports};
use crate::read::facts::{Belongs, FunctionFact};
use crate::read::source::sources_of;
use crate::read::tree::Tree;
use crate::read::walk::collect_facts;

/// Of a hundred functions, in the whole workspace.
const MOST: usize = 40;

const NAMES: Check = name_offences;

fn name_offences(tree: &Tree) -> Vec<String> {
    let mut members = BTreeMap::<String, (usize, usize)>::new();
    for source in sources_of(tree).iter() {
        let member = source.path.split("/src/").next().unwrap_or_default();
        let counts = members.entry(member.to_owned()).or_default();
        for function in collect_facts(&source.tokens, "").functions {
            if is_named_by_us(&function) {
                counts.0 += usize::from(!function.name.contains('_'));
                counts.1 += 1;
            }
        }
    }
    let one_word: usize = members.values().map(|(one, _)| one).sum();
    let all: usize = members.values().map(|(_, all)| all).sum();
    if one_word * 100 <= MOST * all {
        return Vec::new();
    }
    let shares: Vec<String> = members
        .iter()
        .map(|(member, (one, all))| format!("{member} {one} of {all}"))
        .collect();
    vec![format!(
        "{one_word} of {all} functions have a name of one word, {MOST} % at most: say what is read, written or found ({})",
        shares.join(", ")
    )]
}

/// A trait's methods have the trait's names, and `new` is everybody's word.
fn is_named_by_us(function: &FunctionFact) -> bool {
    function.belongs != Belongs::Implemented && function.name != "new"
}

#[test]
fn functions_have_names_that_can_be_searched_for() {
    assert_kept(NAMES);
}

#[test]
fn names_of_one_word_are_counted() {
    let fine = "fn read() {} fn read_lot() {} fn put_lot() {} impl A { fn new() {} } impl B for A { fn get() {} fn set() {} } #[cfg(test)] mod tests { fn t() {} fn u() {} }";
    assert_clean(NAMES, &Tree::of(&[("crates/a/src/lib.rs", fine)]));
    let more = format!("struct C {{ #[cfg(test)] d: u8 }} {fine} trait E {{ fn ask(&self); }}");
    let tree = Tree::of(&[("crates/a/src/lib.rs", more.as_str())]);
    assert_reports(NAMES, &tree, &["2 of 4 functions", "crates/a 2 of 4"]);
}
