//! All arrows of all members: imports, paths in code and calls of methods.

use std::collections::BTreeSet;

use super::arrow::{Arrow, Tie};
use super::member::{Member, read_members};
use super::methods::{foreign_methods, method_arrows};
use super::resolve::Target;
use crate::read::tree::Tree;

/// Every member of `tree` with all its arrows, each name once for a file.
pub fn read_arrows(tree: &Tree) -> Vec<(Member, Vec<Arrow>)> {
    let members = read_members(tree);
    let all_arrows: Vec<Vec<Arrow>> = members
        .iter()
        .map(|member| {
            let mut arrows = name_arrows(member);
            let foreign = foreign_methods(&members, member);
            arrows.extend(method_arrows(member, &foreign));
            keep_first(arrows)
        })
        .collect();
    members.into_iter().zip(all_arrows).collect()
}

/// Arrows by imports and paths.
fn name_arrows(member: &Member) -> Vec<Arrow> {
    let mut arrows = Vec::new();
    for file in &member.files {
        let uses = file.facts.uses.iter().map(|u| (&u.at, &u.path, u.line));
        let paths = file.facts.paths.iter().map(|p| (&p.at, &p.path, p.line));
        for (at, path, line) in uses.chain(paths) {
            let Some(target) = member.resolve(at, path) else {
                continue;
            };
            let spelled = member.spelled_module(at, path);
            arrows.push(Arrow {
                from: at.clone(),
                through: spelled.filter(|module| *module != target.module),
                what: shown_target(&target),
                to: target.module,
                tie: Tie::Name,
                file: file.path.clone(),
                line,
            });
        }
    }
    arrows.retain(|arrow| arrow.from != arrow.to || arrow.through.is_some());
    arrows
}

fn shown_target(target: &Target) -> String {
    format!("crate::{}", target.full_name())
}

/// An import and its ten uses are one arrow.
fn keep_first(mut arrows: Vec<Arrow>) -> Vec<Arrow> {
    let mut seen = BTreeSet::new();
    arrows.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    arrows.retain(|arrow| {
        let Arrow {
            from,
            to,
            through,
            what,
            file,
            ..
        } = arrow.clone();
        seen.insert((from, to, through, what, file))
    });
    arrows
}
