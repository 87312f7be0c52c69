//! Hidden arrows: a type whose methods are written in several modules joins them without any import. `tx.put_product(…)` needs the module
//! that writes `put_product`, whoever defines `Tx`.

use std::collections::{BTreeMap, BTreeSet};

use super::ambiguous::is_common;
use super::arrow::{Arrow, Tie};
use super::member::{Member, MemberFile};
use crate::read::facts::{Belongs, CallFact, FunctionFact, Receiver};

/// The methods of one type: name → modules that write it.
type MethodHomes = BTreeMap<String, BTreeSet<String>>;

/// What is known of a member's methods.
struct Known<'m> {
    member: &'m Member,
    /// The types whose methods are spread over modules.
    spread: BTreeMap<String, MethodHomes>,
    /// Every method with a `self`, of whatever type or trait.
    all: MethodHomes,
    /// What functions of a name return.
    returns: BTreeMap<String, BTreeSet<String>>,
    /// What parameters, fields and bindings of a name are, in the whole member.
    hints: BTreeMap<String, BTreeSet<String>>,
}

/// Names of methods that the other members write: a call whose receiver nobody knows may mean them.
pub fn foreign_methods(members: &[Member], own: &Member) -> BTreeSet<String> {
    let others = members.iter().filter(|m| m.folder != own.folder);
    let files = others.flat_map(|m| &m.files);
    let functions = files.flat_map(|f| &f.facts.functions);
    let methods = functions.filter(|f| f.has_self);
    methods.map(|f| f.name.clone()).collect()
}

/// The types of `member` whose methods are spread over several modules, with those modules.
pub fn spread_types(member: &Member) -> BTreeMap<String, BTreeSet<String>> {
    let spread = read_spread(member).into_iter();
    spread
        .map(|(name, homes)| (name, homes.into_values().flatten().collect()))
        .collect()
}

/// Arrows by calls of methods of spread types.
pub fn method_arrows(member: &Member, foreign: &BTreeSet<String>) -> Vec<Arrow> {
    let known = Known::new(member);
    let mut arrows = Vec::new();
    for file in &member.files {
        for call in &file.facts.calls {
            if let Some(home) = known.home_of_call(file, call, foreign) {
                arrows.push(arrow_to(file, &call.at, home, &call.name, call.line));
            }
        }
        arrows.extend(known.arrows_of_paths(file));
    }
    arrows.retain(|arrow| arrow.from != arrow.to);
    arrows
}

fn arrow_to(
    file: &MemberFile,
    from: &str,
    (of, to): (String, String),
    name: &str,
    line: usize,
) -> Arrow {
    let short = of.rsplit("::").next().unwrap_or_default();
    Arrow {
        from: from.to_owned(),
        to,
        through: None,
        tie: Tie::Method,
        what: format!("{short}::{name}"),
        file: file.path.clone(),
        line,
    }
}

/// A type by its full name; one of another crate by its last name alone.
fn type_name(member: &Member, at: &str, path: &[String]) -> String {
    let own = member.resolve(at, path).filter(|t| t.item.is_some());
    own.map_or_else(
        || format!("extern {}", path.last().cloned().unwrap_or_default()),
        |target| target.full_name(),
    )
}

fn read_spread(member: &Member) -> BTreeMap<String, MethodHomes> {
    let mut types = BTreeMap::<String, MethodHomes>::new();
    for function in member.files.iter().flat_map(|f| &f.facts.functions) {
        let (Some(owner), Belongs::Type) = (&function.owner, function.belongs) else {
            continue;
        };
        let homes = types
            .entry(type_name(member, &function.at, owner))
            .or_default();
        let home = homes.entry(function.name.clone()).or_default();
        home.insert(function.at.clone());
    }
    types.retain(|name, homes| {
        let own = name.rsplit_once("::").map_or("", |(module, _)| module);
        let elsewhere = homes.values().flatten().any(|home| home != own);
        !name.starts_with("extern ") && elsewhere
    });
    types
}

impl<'m> Known<'m> {
    fn new(member: &'m Member) -> Self {
        let mut known = Self {
            member,
            spread: read_spread(member),
            all: BTreeMap::new(),
            returns: BTreeMap::new(),
            hints: BTreeMap::new(),
        };
        for file in &member.files {
            for function in &file.facts.functions {
                known.add_function(function);
            }
            for hint in &file.facts.hints {
                let of = type_name(member, &hint.at, &hint.of);
                known.hints.entry(hint.name.clone()).or_default().insert(of);
            }
        }
        known
    }

    fn add_function(&mut self, function: &FunctionFact) {
        if function.has_self {
            let homes = self.all.entry(function.name.clone()).or_default();
            homes.insert(function.at.clone());
        }
        let of = match (&function.returns, &function.owner) {
            (Some(path), Some(owner)) if path == &["Self"] => owner,
            (Some(path), _) => path,
            (None, _) => return,
        };
        let of = type_name(self.member, &function.at, of);
        let returns = self.returns.entry(function.name.clone()).or_default();
        returns.insert(of);
    }

    /// The type on which `call` is called, where it can be told.
    fn receiver_type(&self, file: &MemberFile, call: &CallFact) -> Option<String> {
        match &call.receiver {
            Receiver::Named(name) if name == "self" => {
                let owner = call.owner.as_ref()?;
                Some(type_name(self.member, &call.at, owner))
            }
            Receiver::Named(name) => self.hinted_type(file, name, call.line),
            Receiver::Returned(name) => only_one(self.returns.get(name)?),
            Receiver::Unknown => None,
        }
    }

    /// What `name` is: a parameter of the function around it, else what the file or the whole member means by it, if it is one thing.
    fn hinted_type(&self, file: &MemberFile, name: &str, line: usize) -> Option<String> {
        let hints = file.facts.hints.iter().filter(|h| h.name == name);
        let around = hints.clone().filter(|hint| {
            hint.lines
                .is_some_and(|(first, last)| first <= line && line <= last)
        });
        // The innermost function begins last.
        if let Some(hint) = around.max_by_key(|hint| hint.lines) {
            return Some(type_name(self.member, &hint.at, &hint.of));
        }
        let in_file: BTreeSet<String> = hints
            .map(|hint| type_name(self.member, &hint.at, &hint.of))
            .collect();
        only_one(&in_file).or_else(|| only_one(self.hints.get(name)?))
    }

    /// The type and the module of the method that `call` means, when it is one of a spread type.
    fn home_of_call(
        &self,
        file: &MemberFile,
        call: &CallFact,
        foreign: &BTreeSet<String>,
    ) -> Option<(String, String)> {
        if let Some(of) = self.receiver_type(file, call) {
            return self.home_of(&of, &call.name);
        }
        if foreign.contains(&call.name) || is_common(&call.name) {
            return None;
        }
        self.only_home(&call.at, &call.name)
    }

    fn home_of(&self, of: &str, name: &str) -> Option<(String, String)> {
        let homes = self.spread.get(of)?.get(name)?;
        Some((of.to_owned(), homes.first()?.clone()))
    }

    /// The receiver is unknown: the name must mean a spread type's method unless a module on this floor or below explains it.
    fn only_home(&self, from: &str, name: &str) -> Option<(String, String)> {
        let floor = self.member.floor(from);
        let explained = |home: &String| self.member.floor(home) <= floor;
        if self.all.get(name)?.iter().any(explained) && floor.is_some() {
            return None;
        }
        self.spread.keys().find_map(|of| self.home_of(of, name))
    }

    /// `App::open(…)`, `Self::open(…)`.
    fn arrows_of_paths(&self, file: &MemberFile) -> Vec<Arrow> {
        let mut arrows = Vec::new();
        for fact in &file.facts.paths {
            let own = fact.owner.as_ref().filter(|_| fact.path[0] == "Self");
            let path = match own {
                Some(owner) => [owner.as_slice(), &fact.path[1..]].concat(),
                None => fact.path.clone(),
            };
            let Some(target) = self.member.resolve(&fact.at, &path) else {
                continue;
            };
            let Some(name) = target.rest.first() else {
                continue;
            };
            if let Some(home) = self.home_of(&target.full_name(), name) {
                arrows.push(arrow_to(file, &fact.at, home, name, fact.line));
            }
        }
        arrows
    }
}

fn only_one(names: &BTreeSet<String>) -> Option<String> {
    let first = names.first()?;
    (names.len() == 1).then(|| first.clone())
}
