//! Floors and circles as a list to work off, by member: `NUONG_ARCHITECTURE_REPORT=1`.

use std::collections::BTreeMap;
use std::env;

use super::circles::find_circles;
use super::floors::{Climb, climb_of};
use crate::model::arrow::{Arrow, Tie};
use crate::model::arrows::read_arrows;
use crate::model::member::{Member, top_of};
use crate::model::methods::spread_types;
use crate::read::tree::{Tree, real_tree};

/// The whole list. `only` is the short name of one member, or empty for all.
fn write_report(tree: &Tree, only: &str) -> String {
    let mut out = String::new();
    for (member, arrows) in read_arrows(tree) {
        if only.is_empty() || member.name() == only {
            out += &report_member(&member, &arrows);
        }
    }
    out
}

fn report_member(member: &Member, arrows: &[Arrow]) -> String {
    let climbs: Vec<Climb<'_>> = arrows
        .iter()
        .filter_map(|arrow| climb_of(member, arrow))
        .collect();
    let circles = find_circles(member, arrows);
    let floors: Vec<&str> = member
        .floors
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    let mut out = format!(
        "\n=== {}: {} arrows up, {} circles\nfloors, bottom first: {}\n",
        member.folder,
        climbs.len(),
        circles.len(),
        floors.join(" < ")
    );
    for (name, homes) in spread_types(member) {
        let homes: Vec<String> = homes.into_iter().collect();
        out += &format!("spread type {name}: methods in {}\n", homes.join(", "));
    }
    out += &report_climbs(&climbs);
    if !climbs.is_empty() {
        let order = find_order(member, arrows);
        out += &format!("-- an order with few arrows up: {}\n", order.join(" < "));
    }
    for circle in circles {
        let kind = if circle.folder.is_empty() {
            "FOLDERS"
        } else {
            "files"
        };
        out += &format!("-- circle of {kind}: {}\n", circle.say(member));
    }
    out
}

/// Arrows up by folder pair, then by the name that is needed.
fn report_climbs(climbs: &[Climb<'_>]) -> String {
    let mut pairs = BTreeMap::<(String, String), BTreeMap<String, Vec<String>>>::new();
    for climb in climbs {
        let arrow = climb.arrow;
        let over = if climb.over.is_empty() {
            "(root)"
        } else {
            &climb.over
        };
        let ends = (top_of(&arrow.from).to_owned(), over.to_owned());
        let mark = match arrow.tie {
            Tie::Name => "",
            Tie::Method => ".",
        };
        let names = pairs.entry(ends).or_default();
        let places = names.entry(format!("{mark}{}", arrow.what)).or_default();
        places.push(format!("{}:{}", short_path(&arrow.file), arrow.line));
    }
    let mut out = String::new();
    for ((from, over), names) in pairs {
        let count: usize = names.values().map(Vec::len).sum();
        out += &format!("-- {from} → {over} (up): {count}\n");
        for (name, places) in names {
            out += &format!("     {name}: {}\n", places.join(", "));
        }
    }
    out
}

/// An order of the root's modules in which arrows go down as far as circles allow.
fn find_order(member: &Member, arrows: &[Arrow]) -> Vec<String> {
    let mut left: Vec<&str> = member
        .floors
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    let mut order = Vec::new();
    while !left.is_empty() {
        let unmet = |name: &str| {
            let own = arrows.iter().filter(|arrow| top_of(&arrow.from) == name);
            let others = own.filter(|arrow| {
                let to = top_of(&arrow.to);
                to != name && left.contains(&to)
            });
            others.count()
        };
        let counts: Vec<usize> = left.iter().map(|name| unmet(name)).collect();
        let fewest = counts.iter().min().copied().unwrap_or_default();
        let next = counts.iter().position(|count| *count == fewest);
        order.push(left.remove(next.unwrap_or_default()).to_owned());
    }
    order
}

fn short_path(path: &str) -> &str {
    path.split_once("/src/").map_or(path, |(_, inside)| inside)
}

#[test]
fn the_report_shows_what_is_to_do() {
    if env::var_os("NUONG_ARCHITECTURE_REPORT").is_some() {
        let only = env::var("NUONG_ARCHITECTURE_MEMBER").unwrap_or_default();
        println!("{}", write_report(real_tree(), &only));
    }
    let tree = Tree::of(&[
        ("crates/a/src/lib.rs", "mod low; mod high;"),
        ("crates/a/src/low.rs", "\nuse crate::high::Job;"),
        ("crates/a/src/high.rs", "pub struct Job; use crate::low;"),
    ]);
    let report = write_report(&tree, "a");
    for part in [
        "=== crates/a: 1 arrows up, 1 circles",
        "-- low → high (up): 1",
        "crate::high::Job: low.rs:2",
        "-- circle of FOLDERS",
    ] {
        assert!(report.contains(part), "no `{part}` in {report}");
    }
}
