//! What the walk sees in small texts.

use super::collect_facts;
use crate::read::facts::{Facts, Receiver};
use crate::read::lexer::read_tokens;

fn facts(text: &str) -> Facts {
    collect_facts(&read_tokens(text), "lot")
}

fn shown_paths(text: &str) -> Vec<String> {
    let facts = facts(text);
    let paths = facts
        .paths
        .iter()
        .map(|p| format!("{}: {}", p.at, p.path.join("::")));
    paths.collect()
}

#[test]
fn a_use_tree_is_taken_apart() {
    let facts = facts("pub(crate) use crate::{a::{self, B as C}, d::*, e}; use super::f::G;");
    let uses: Vec<String> = facts
        .uses
        .iter()
        .map(|u| format!("{} {}", u.path.join("::"), u.name))
        .collect();
    assert_eq!(
        uses,
        [
            "crate::a a",
            "crate::a::B C",
            "crate::d *",
            "crate::e e",
            "super::f::G G"
        ]
    );
}

#[test]
fn paths_know_the_module_they_stand_in() {
    let text = "fn a(b: crate::c::D) { super::e::f(); } mod linux { fn g() { super::h::<u8>() } } #[serde(with = \"crate::i::j\")] struct K;";
    assert_eq!(
        shown_paths(text),
        [
            "lot: crate::c::D",
            "lot: super::e::f",
            "lot::linux: super::h",
            "lot: crate::i::j"
        ]
    );
}

#[test]
fn methods_know_their_type_and_free_functions_have_none() {
    let facts = facts(
        "impl<'c> Tx<'c> { pub(super) fn put_a(&mut self, b: u8) -> Result<crate::B> { fn inner() {} } } impl From<A> for Tx<'_> { fn from(a: A) -> Self {} } fn free(&self) {}",
    );
    let shown: Vec<String> = facts
        .functions
        .iter()
        .map(|f| {
            format!(
                "{} {:?} {:?} {} {:?}",
                f.name, f.owner, f.belongs, f.has_self, f.returns
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "put_a Some([\"Tx\"]) Type true Some([\"crate\", \"B\"])",
            "inner None Nobody false None",
            "from Some([\"Tx\"]) Implemented false Some([\"Self\"])",
            "free None Nobody true None",
        ]
    );
    let names: Vec<&str> = facts.definitions.iter().map(|d| d.name.as_str()).collect();
    assert_eq!(names, ["free"]);
}

#[test]
fn calls_know_what_they_are_called_on() {
    let facts = facts(
        "impl App { fn a(&self) { self.b(); self.c.d(); tx.reader()?.e::<u8>(); x?.f(); K::L.g(); \"h\".i(); self.j; 1.5.k(); } }",
    );
    let shown: Vec<String> = facts
        .calls
        .iter()
        .map(|c| {
            let on = match &c.receiver {
                Receiver::Named(name) => name.clone(),
                Receiver::Returned(name) => format!("{name}()"),
                Receiver::Unknown => "?".to_owned(),
            };
            format!("{on}.{}", c.name)
        })
        .collect();
    assert_eq!(
        shown,
        [
            "self.b",
            "c.d",
            "tx.reader",
            "reader().e",
            "?.f",
            "?.g",
            "?.i",
            "?.k"
        ]
    );
    assert_eq!(facts.calls[0].owner, Some(vec!["App".to_owned()]));
}

#[test]
fn hints_come_from_parameters_fields_and_bindings() {
    let facts = facts(
        "struct A { app: Arc<crate::App>, n: u8 }\nfn b(tx: &mut Tx<'_>, f: impl Fn(u8) -> u8) { let r: &Reader = c(|d: &E| 1); }\nfn g(x: Option<Box<dyn H>>) {}",
    );
    let shown: Vec<String> = facts
        .hints
        .iter()
        .map(|h| format!("{} {} {:?}", h.name, h.of.join("::"), h.lines))
        .collect();
    assert_eq!(
        shown,
        [
            "app crate::App None",
            "n u8 None",
            "tx Tx Some((2, 2))",
            "f Fn Some((2, 2))",
            "r Reader None",
            "d E None",
            "x H Some((3, 3))"
        ]
    );
}

#[test]
fn braces_of_bodies_do_not_end_an_impl() {
    let facts = facts(
        "impl Tx { fn a(&self) { if b { c } else { d } match e { F => {} } } fn g(&self) { let h = I { j }; } }\nfn k() {}",
    );
    let owned = facts.functions.iter().filter(|f| f.owner.is_some()).count();
    assert_eq!((owned, facts.functions.len()), (2, 3));
}
