//! One member: its files, its tree of modules, and the order in which its root lists them.

use std::collections::{BTreeMap, BTreeSet};

use crate::read::facts::{Facts, UseFact, join_path};
use crate::read::source::{Source, sources_of};
use crate::read::tree::Tree;
use crate::read::walk::collect_facts;

/// One shipped file with its module (`a::b`; empty for the root) and what it says.
#[derive(Debug)]
pub struct MemberFile {
    pub path: String,
    pub module: String,
    pub facts: Facts,
}

/// What is known of a module.
#[derive(Debug, Default)]
pub struct Module {
    pub children: BTreeSet<String>,
    pub definitions: BTreeSet<String>,
    pub uses: Vec<UseFact>,
}

/// One member of the workspace.
#[derive(Debug)]
pub struct Member {
    /// `crates/engine`.
    pub folder: String,
    /// `lib.rs`, or `main.rs` where there is no library.
    pub root: String,
    pub files: Vec<MemberFile>,
    pub modules: BTreeMap<String, Module>,
    /// The root's modules in their order, each with its line.
    pub floors: Vec<(String, usize)>,
}

impl Member {
    /// The floor of a module, counted from the bottom; `None` for the root itself, which stands above all.
    pub fn floor(&self, module: &str) -> Option<usize> {
        let top = top_of(module);
        self.floors.iter().position(|(name, _)| name == top)
    }

    /// The crate's short name: `engine`.
    pub fn name(&self) -> &str {
        self.folder.rsplit('/').next().unwrap_or_default()
    }
}

/// The top-level module around `module`; empty for the root.
pub fn top_of(module: &str) -> &str {
    module.split("::").next().unwrap_or_default()
}

/// The module around `module`.
pub fn parent_of(module: &str) -> &str {
    module.rsplit_once("::").map_or("", |(parent, _)| parent)
}

/// Every member of `tree` that has shipped Rust code.
pub fn read_members(tree: &Tree) -> Vec<Member> {
    let sources = sources_of(tree);
    let mut folders = BTreeMap::<&str, Vec<&Source>>::new();
    for source in sources.iter() {
        if let Some((folder, _)) = source.path.split_once("/src/") {
            folders.entry(folder).or_default().push(source);
        }
    }
    folders
        .into_iter()
        .filter_map(|(folder, sources)| build_member(folder, &sources))
        .collect()
}

fn build_member(folder: &str, sources: &[&Source]) -> Option<Member> {
    let roots = ["lib.rs", "main.rs"].map(|name| format!("{folder}/src/{name}"));
    let root = roots
        .iter()
        .find(|root| sources.iter().any(|s| s.path == **root))?
        .clone();
    let mut files = Vec::new();
    for source in sources {
        // A program beside a library is a crate of its own and names the library as others do.
        if roots.contains(&source.path) && source.path != root {
            continue;
        }
        let module = module_of(folder, &source.path);
        files.push(MemberFile {
            path: source.path.clone(),
            facts: collect_facts(&source.tokens, &module),
            module,
        });
    }
    let top = files.iter().find(|file| file.path == root)?;
    let declared = top.facts.modules.iter().filter(|m| m.at.is_empty());
    let floors = declared.map(|m| (m.name.clone(), m.line)).collect();
    Some(Member {
        folder: folder.to_owned(),
        root,
        modules: build_modules(&files),
        floors,
        files,
    })
}

/// `crates/engine/src/lot/event.rs` is `lot::event`, `…/lot/mod.rs` and `…/lot.rs` are `lot`.
fn module_of(folder: &str, path: &str) -> String {
    let inside = path.trim_start_matches(folder).trim_start_matches("/src/");
    let plain = inside.trim_end_matches(".rs");
    let named = plain.strip_suffix("/mod").unwrap_or(plain);
    match named {
        "lib" | "main" => String::new(),
        _ => named.replace('/', "::"),
    }
}

fn build_modules(files: &[MemberFile]) -> BTreeMap<String, Module> {
    let mut modules = BTreeMap::<String, Module>::new();
    for file in files {
        modules.entry(file.module.clone()).or_default();
        for fact in &file.facts.modules {
            let parent = modules.entry(fact.at.clone()).or_default();
            parent.children.insert(fact.name.clone());
            modules.entry(join_path(&fact.at, &fact.name)).or_default();
        }
        for fact in &file.facts.definitions {
            let module = modules.entry(fact.at.clone()).or_default();
            module.definitions.insert(fact.name.clone());
        }
        for fact in &file.facts.uses {
            let module = modules.entry(fact.at.clone()).or_default();
            module.uses.push(fact.clone());
        }
    }
    modules
}
