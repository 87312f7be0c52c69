//! Circles: among the modules of one folder none needs itself through others, by names or methods. A folder's `mod.rs` and its children may
//! know each other: that a `mod.rs` holds the type its children share is Rust habit and harms nobody, so it is no node here.

use std::collections::{BTreeMap, BTreeSet};

use super::{Check, assert_clean, assert_kept, assert_reports};
use crate::model::arrow::Arrow;
use crate::model::arrows::read_arrows;
use crate::model::member::Member;
use crate::read::facts::join_path;
use crate::read::tree::Tree;

const CIRCLES: Check = circle_offences;

/// The arrows between the children of one module, by their two ends.
type Edges<'a> = BTreeMap<(String, String), Vec<&'a Arrow>>;

/// A circle among the children of `folder`.
pub struct Circle<'a> {
    /// The module whose children they are; empty for the root.
    pub folder: String,
    pub names: BTreeSet<String>,
    pub edges: Edges<'a>,
}

/// Every circle in every folder of every member.
pub fn circle_offences(tree: &Tree) -> Vec<String> {
    let mut offences = Vec::new();
    for (member, arrows) in read_arrows(tree) {
        let circles = find_circles(&member, &arrows);
        offences.extend(circles.iter().map(|circle| circle.say(&member)));
    }
    offences
}

pub fn find_circles<'a>(member: &Member, arrows: &'a [Arrow]) -> Vec<Circle<'a>> {
    let mut circles = Vec::new();
    for (folder, module) in &member.modules {
        if module.children.len() < 2 {
            continue;
        }
        let edges = edges_between(folder, arrows);
        for names in circles_of(&edges) {
            let inside = |(from, to): &(String, String)| names.contains(from) && names.contains(to);
            let own = edges.iter().filter(|(ends, _)| inside(ends));
            circles.push(Circle {
                folder: folder.clone(),
                edges: own
                    .map(|(ends, tied)| (ends.clone(), tied.clone()))
                    .collect(),
                names,
            });
        }
    }
    circles
}

fn edges_between<'a>(folder: &str, arrows: &'a [Arrow]) -> Edges<'a> {
    let mut edges = Edges::new();
    for arrow in arrows {
        let from = child_of(folder, &arrow.from);
        let to = child_of(folder, &arrow.to);
        if let (Some(from), Some(to)) = (from, to)
            && from != to
        {
            let ends = (from.to_owned(), to.to_owned());
            edges.entry(ends).or_default().push(arrow);
        }
    }
    edges
}

/// The child of `folder` that `module` is or lies in.
fn child_of<'m>(folder: &str, module: &'m str) -> Option<&'m str> {
    let inside = if folder.is_empty() {
        module
    } else {
        module.strip_prefix(folder)?.strip_prefix("::")?
    };
    let child = inside.split("::").next()?;
    (!child.is_empty()).then_some(child)
}

/// The sets of two and more that reach each other.
fn circles_of(edges: &Edges<'_>) -> Vec<BTreeSet<String>> {
    let mut reached = BTreeMap::<&str, BTreeSet<&str>>::new();
    for (from, to) in edges.keys() {
        reached.entry(from).or_default().insert(to);
    }
    let names: Vec<&str> = reached.keys().copied().collect();
    // Warshall: whoever reaches `middle` reaches what `middle` reaches.
    for middle in &names {
        let further = reached.get(middle).cloned().unwrap_or_default();
        for ends in reached.values_mut().filter(|ends| ends.contains(middle)) {
            ends.extend(&further);
        }
    }
    let both = |a: &str, b: &str| {
        reached.get(a).is_some_and(|ends| ends.contains(b))
            && reached.get(b).is_some_and(|ends| ends.contains(a))
    };
    let circles: BTreeSet<BTreeSet<String>> = names
        .iter()
        .map(|name| {
            let others = names.iter().filter(|other| both(name, other));
            others.map(|other| (*other).to_owned()).collect()
        })
        .filter(|circle: &BTreeSet<String>| circle.len() > 1)
        .collect();
    circles.into_iter().collect()
}

impl Circle<'_> {
    pub fn say(&self, member: &Member) -> String {
        let place = match self.folder.as_str() {
            "" => member.name().to_owned(),
            folder => join_path(member.name(), folder),
        };
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let mut said = format!(
            "{place}: {} modules go in a circle ({}): cut it by moving what both ends need to one below both",
            names.len(),
            names.join(", ")
        );
        for ((from, to), tied) in &self.edges {
            let Some(first) = tied.first() else { continue };
            let more = match tied.len() - 1 {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            said += &format!(
                "\n    {from} → {to}: {}:{} {}{more}",
                first.file, first.line, first.what
            );
        }
        said
    }
}

#[test]
fn no_modules_go_in_a_circle() {
    assert_kept(CIRCLES);
}

fn labels() -> Tree {
    Tree::of(&[
        ("crates/labels/src/lib.rs", "mod paper; mod output;"),
        (
            "crates/labels/src/paper/mod.rs",
            "mod fit; mod sheet; mod run; pub struct Size; use sheet::Sheet;",
        ),
        (
            "crates/labels/src/paper/fit.rs",
            "use super::Size; pub struct Fit;",
        ),
        (
            "crates/labels/src/paper/sheet.rs",
            "use super::{Size, fit::Fit}; pub struct Sheet; impl Sheet { pub fn rows(&self) {} }",
        ),
        (
            "crates/labels/src/paper/run.rs",
            "use super::sheet::Sheet; pub struct Run;",
        ),
        (
            "crates/labels/src/output.rs",
            "use crate::paper::sheet::Sheet; pub struct Page;",
        ),
    ])
}

#[test]
fn a_mod_rs_and_its_children_may_know_each_other() {
    assert_clean(CIRCLES, &labels());
}

#[test]
fn a_circle_of_two_files_is_reported() {
    let tree = labels().with(
        "crates/labels/src/paper/fit.rs",
        "use super::Size;\nuse super::sheet::Sheet;\npub struct Fit;",
    );
    let parts = [
        "labels::paper: 2 modules",
        "(fit, sheet)",
        "fit.rs:2 crate::paper::sheet::Sheet",
    ];
    assert_reports(CIRCLES, &tree, &parts);
}

#[test]
fn a_circle_through_a_reexport_is_reported() {
    let tree = labels().with(
        "crates/labels/src/paper/fit.rs",
        "use super::{Size, Sheet}; pub struct Fit;",
    );
    assert_reports(CIRCLES, &tree, &["labels::paper", "(fit, sheet)"]);
}

#[test]
fn a_circle_of_three_is_reported() {
    let tree = labels().with(
        "crates/labels/src/paper/fit.rs",
        "use super::run::Run; pub struct Fit;",
    );
    assert_reports(CIRCLES, &tree, &["3 modules", "(fit, run, sheet)"]);
}

#[test]
fn a_circle_of_folders_is_reported() {
    let tree = labels().with(
        "crates/labels/src/paper/fit.rs",
        "pub struct Fit(crate::output::Page);",
    );
    assert_reports(CIRCLES, &tree, &["labels: 2 modules", "(output, paper)"]);
}

#[test]
fn a_circle_by_a_method_alone_is_reported() {
    let tree = labels()
        .with(
            "crates/labels/src/paper/run.rs",
            "use super::sheet::Sheet; impl Sheet { pub fn count_run(&self) {} }",
        )
        .with(
            "crates/labels/src/paper/sheet.rs",
            "pub struct Sheet; impl Sheet { fn a(&self) { self.count_run() } }",
        );
    assert_reports(CIRCLES, &tree, &["(run, sheet)", "Sheet::count_run"]);
}
