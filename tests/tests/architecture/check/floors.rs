//! Floors: a member's root lists its modules bottom-up, and a module names only those listed before it. Methods count as names.

use std::collections::BTreeSet;

use super::{Check, assert_clean, assert_kept, assert_reports};
use crate::model::arrow::{Arrow, Tie};
use crate::model::arrows::read_arrows;
use crate::model::member::{Member, top_of};
use crate::read::tree::Tree;

const FLOORS: Check = floor_offences;

/// Every arrow that goes up.
pub fn floor_offences(tree: &Tree) -> Vec<String> {
    let read = read_arrows(tree);
    let offences = read.iter().flat_map(|(member, arrows)| {
        let up = arrows.iter().filter_map(|arrow| climb_of(member, arrow));
        up.map(|climb| climb.say())
    });
    offences.collect()
}

/// An arrow that goes up.
pub struct Climb<'a> {
    pub member: &'a Member,
    pub arrow: &'a Arrow,
    /// The module that stands too high; empty for the root.
    pub over: String,
}

/// Does the arrow go up? To the root it does, too: what modules share has a module of its own.
pub fn climb_of<'a>(member: &'a Member, arrow: &'a Arrow) -> Option<Climb<'a>> {
    let own = member.floor(&arrow.from)?;
    let spelled = arrow.through.iter().filter(|through| !through.is_empty());
    let ends: BTreeSet<&str> = spelled
        .chain([&arrow.to])
        .map(|module| top_of(module))
        .collect();
    let over = ends
        .into_iter()
        .find(|end| member.floor(end).is_none_or(|floor| floor > own))?;
    Some(Climb {
        member,
        arrow,
        over: over.to_owned(),
    })
}

impl Climb<'_> {
    pub fn say(&self) -> String {
        let Arrow {
            file, line, what, ..
        } = self.arrow;
        let own = top_of(&self.arrow.from);
        let root = &self.member.root;
        if self.over.is_empty() {
            return format!(
                "{file}:{line}: `{own}` names `{what}`, which {root} defines itself: give it a module below `{own}`"
            );
        }
        let over = &self.over;
        let hidden = match self.arrow.tie {
            Tie::Method => " (by a method, without an import)",
            Tie::Name => "",
        };
        if top_of(&self.arrow.to) != over {
            return format!(
                "{file}:{line}: `{own}` names `{what}` through `{over}`, a face for others that {root} lists above it: name it at its home"
            );
        }
        format!(
            "{file}:{line}: `{own}` needs `{what}`{hidden}, but {root} lists `{over}` above `{own}`: move what both need down, or the caller up"
        )
    }
}

#[test]
fn a_module_names_only_those_below_it() {
    assert_kept(FLOORS);
}

const ENGINE: &str = "crates/engine/src";

fn house() -> Tree {
    Tree::of(&[
        (
            "crates/engine/src/lib.rs",
            "mod base;\nmod store;\nmod lot;\nmod print;\n#[cfg(test)]\nmod tests;\npub mod views { pub use crate::lot::Lot; }\npub use store::Tx;",
        ),
        (
            "crates/engine/src/base.rs",
            "pub struct Finding; impl Finding { pub fn find_worst(&self) {} }",
        ),
        (
            "crates/engine/src/store/mod.rs",
            "mod tx; pub use tx::{Reader, Tx};",
        ),
        (
            "crates/engine/src/store/tx.rs",
            "pub struct Tx; pub struct Reader; impl Tx { pub fn reader(&self) -> Reader {} fn run(&self) {} }",
        ),
        (
            "crates/engine/src/lot/mod.rs",
            "mod rows; pub struct Lot; use crate::{Tx, base::Finding}; fn go(tx: &Tx) { tx.put_lot(); tx.reader().read_lot(); }",
        ),
        (
            "crates/engine/src/lot/rows.rs",
            "use crate::store::{Reader, Tx}; impl Tx { pub fn put_lot(&self) { self.run() } pub fn find(&self) {} } impl Reader { pub fn read_lot(&self) {} } #[cfg(test)] mod tests { use crate::print::Job; }",
        ),
        (
            "crates/engine/src/print.rs",
            "use crate::lot::Lot; pub struct Job; impl crate::Tx { pub fn put_print(&self) { self.put_lot() } pub fn settle_prints(&self) {} pub fn lines(&self) {} }",
        ),
        ("crates/engine/src/tests/mod.rs", "use crate::print::Job;"),
    ])
}

/// The house with `code` behind what the lot's module holds.
fn lot_with(code: &str) -> Tree {
    let path = format!("{ENGINE}/lot/mod.rs");
    let tree = house();
    let text = tree.text(&path).unwrap().to_owned();
    tree.with(&path, &format!("{text}\n{code}"))
}

#[test]
fn a_house_in_order_is_left_in_peace() {
    assert_clean(FLOORS, &house());
}

#[test]
fn an_import_that_climbs_is_reported() {
    for code in [
        "use crate::print::Job;",
        "use crate::{base, print::{Job}};",
        "fn a(b: crate::print::Job) {}",
        "use super::print::Job;",
        "mod sys { fn a() -> super::super::print::Job {} }",
        "#[serde(with = \"crate::print::Job\")] struct S;",
        "/* \" */ #[cfg(test)] fn t() { '{' } fn a() { crate::print::Job }",
    ] {
        let parts = [
            "lot/mod.rs:2:",
            "`lot`",
            "crate::print::Job",
            "lists `print` above `lot`",
        ];
        assert_reports(FLOORS, &lot_with(code), &parts);
    }
}

#[test]
fn a_reexport_hides_no_climb() {
    let path = format!("{ENGINE}/lib.rs");
    let tree = lot_with("use crate::Job;");
    let root = format!("{}\npub use print::Job;", tree.text(&path).unwrap());
    assert_reports(
        FLOORS,
        &tree.with(&path, &root),
        &["lot/mod.rs:2:", "crate::print::Job"],
    );
    assert_reports(
        FLOORS,
        &lot_with("use crate::views::Lot as L;"),
        &["through `views`", "at its home"],
    );
}

#[test]
fn what_the_root_defines_stands_above_all() {
    let path = format!("{ENGINE}/lib.rs");
    let tree = lot_with("use crate::Done;");
    let root = format!("{}\npub enum Done {{}}", tree.text(&path).unwrap());
    assert_reports(FLOORS, &tree.with(&path, &root), &["lib.rs defines itself"]);
}

#[test]
fn a_method_of_a_module_above_is_reported() {
    for code in [
        "fn a(tx: &Tx) { tx.put_print(); }",
        "fn a(x: &mut crate::Tx) { let f = |y| x.put_print(); }",
        "fn a() { door.write(|tx| tx.put_print()) }",
        "fn a() { door.open()?.settle_prints() }",
        "fn a() { crate::store::Tx::put_print(b) }",
        "impl Tx { fn a(&self) { self.put_print() } }",
        "fn a(tx: &Tx) { tx.lines(); }",
        "impl Tx { fn a() { Self::put_print() } }",
    ] {
        let parts = ["lot/mod.rs:2:", "without an import", "`print` above `lot`"];
        assert_reports(FLOORS, &lot_with(code), &parts);
    }
}

#[test]
fn a_method_of_the_same_name_on_something_else_is_not() {
    for code in [
        "struct Own; impl Own { fn put_print(&self) {} } fn a(own: &Own) { own.put_print() }",
        "struct Own; impl Own { fn put_print(&self) {} } fn a() { b()?.put_print() }",
        "fn a(text: &str) { text.put_print() }",
        "fn a() { b()?.lines() }",
    ] {
        assert_clean(FLOORS, &lot_with(code));
    }
}
