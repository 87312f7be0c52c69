//! What a path means: the module that defines the last name, through imports, re-exports and globs.

use super::member::{Member, parent_of};
use crate::read::facts::join_path;

/// Re-exports that name each other must end somewhere.
const DEEPEST: usize = 24;

/// Where a path leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The module that defines the item, or the module itself.
    pub module: String,
    pub item: Option<String>,
    /// What follows the item: a method, a variant.
    pub rest: Vec<String>,
}

impl Target {
    /// The item with its module, which tells two types of one name apart.
    pub fn full_name(&self) -> String {
        self.item
            .as_ref()
            .map_or_else(|| self.module.clone(), |item| join_path(&self.module, item))
    }
}

impl Member {
    /// Where `path`, written in module `from`, leads; `None` leads out of the crate.
    pub fn resolve(&self, from: &str, path: &[String]) -> Option<Target> {
        self.resolve_at(from, path, 0)
    }

    fn resolve_at(&self, from: &str, path: &[String], depth: usize) -> Option<Target> {
        if depth > DEEPEST {
            return None;
        }
        let (start, rest) = self.absolute_start(from, path)?;
        self.descend(&start, rest, depth)
    }

    /// The module at which `path` starts and the names below it.
    fn absolute_start<'p>(&self, from: &str, path: &'p [String]) -> Option<(String, &'p [String])> {
        let mut module = from.to_owned();
        let mut rest = path;
        match path.first()?.as_str() {
            "crate" => return Some((String::new(), &path[1..])),
            "self" => rest = &path[1..],
            "super" => {}
            name => return self.knows(from, name, 0).then_some((module, rest)),
        }
        while rest.first().is_some_and(|first| first == "super") {
            module = parent_of(&module).to_owned();
            rest = &rest[1..];
        }
        Some((module, rest))
    }

    /// Does `module` declare, define or bring in `name`?
    fn knows(&self, module: &str, name: &str, depth: usize) -> bool {
        let Some(known) = self.modules.get(module) else {
            return false;
        };
        known.children.contains(name)
            || known.definitions.contains(name)
            || known.uses.iter().any(|fact| fact.name == name)
            || self.find_glob(module, name, depth).is_some()
    }

    /// The module that a `use …::*` in `module` opens and that knows `name`.
    fn find_glob(&self, module: &str, name: &str, depth: usize) -> Option<String> {
        if depth > DEEPEST {
            return None;
        }
        let globs = self.modules.get(module)?.uses.iter();
        for glob in globs.filter(|fact| fact.name == "*") {
            let opened = self.resolve_at(module, &glob.path, depth + 6);
            let Some(opened) = opened.filter(|t| t.item.is_none() && t.module != module) else {
                continue;
            };
            if self.knows(&opened.module, name, depth + 6) {
                return Some(opened.module);
            }
        }
        None
    }

    fn descend(&self, start: &str, path: &[String], depth: usize) -> Option<Target> {
        let Some((name, rest)) = path.split_first() else {
            return Some(Target {
                module: start.to_owned(),
                item: None,
                rest: Vec::new(),
            });
        };
        let module = self.modules.get(start)?;
        if module.children.contains(name) {
            return self.descend(&join_path(start, name), rest, depth);
        }
        let here = Target {
            module: start.to_owned(),
            item: Some(name.clone()),
            rest: rest.to_vec(),
        };
        if module.definitions.contains(name) {
            return Some(here);
        }
        if let Some(fact) = module.uses.iter().find(|fact| fact.name == *name) {
            // `use self::a;` where `a` is this very name would go round.
            let further = [fact.path.as_slice(), rest].concat();
            return self.resolve_at(start, &further, depth + 1);
        }
        if let Some(opened) = self.find_glob(start, name, depth) {
            return self.descend(&opened, path, depth + 1);
        }
        // Defined by a macro: nobody else can have made it.
        Some(here)
    }

    /// The deepest module that `path` itself spells out; nothing for a path that relies on an import.
    pub fn spelled_module(&self, from: &str, path: &[String]) -> Option<String> {
        let spelled = ["crate", "self", "super"].contains(&path.first()?.as_str());
        let (mut module, rest) = self.absolute_start(from, path).filter(|_| spelled)?;
        for name in rest {
            let known = self.modules.get(&module)?;
            if !known.children.contains(name) {
                break;
            }
            module = join_path(&module, name);
        }
        Some(module)
    }
}

#[cfg(test)]
mod tests {
    use crate::model::member::read_members;
    use crate::read::tree::Tree;

    #[test]
    fn a_path_is_followed_through_imports_reexports_and_globs() {
        let tree = Tree::of(&[
            (
                "crates/a/src/lib.rs",
                "mod low; mod mid; pub mod views { pub use crate::low::deep::*; } pub use mid::Shown as Face;",
            ),
            ("crates/a/src/low/mod.rs", "mod deep; pub use deep::Deep;"),
            (
                "crates/a/src/low/deep.rs",
                "pub struct Deep; pub fn go() {}",
            ),
            (
                "crates/a/src/mid.rs",
                "use super::low; use crate::low::Deep as D; use serde::Value; pub struct Shown; mod sys {}",
            ),
        ]);
        let member = read_members(&tree).remove(0);
        let find = |from: &str, path: &str| {
            let path: Vec<String> = path.split("::").map(str::to_owned).collect();
            let target = member.resolve(from, &path);
            target.map_or("out".to_owned(), |t| t.full_name())
        };
        assert_eq!(find("mid", "crate::low::Deep"), "low::deep::Deep");
        assert_eq!(find("mid", "D::new"), "low::deep::Deep");
        assert_eq!(find("mid", "low::Deep"), "low::deep::Deep");
        assert_eq!(
            find("mid::sys", "super::super::low::Deep"),
            "low::deep::Deep"
        );
        assert_eq!(find("low::deep", "crate::views::go"), "low::deep::go");
        assert_eq!(find("low::deep", "crate::Face"), "mid::Shown");
        assert_eq!(find("mid", "Value::new"), "out");
        assert_eq!(find("mid", "std::fs"), "out");
        assert_eq!(find("mid", "crate::low::ByMacro"), "low::ByMacro");
    }
}
