//! The guides (`README.md` and its kin) tell the truth: every path that they name is there, and the map of the engine has every module in its
//! order. Each check is tried on a text with a fault as well.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must fail"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What git does not keep, or what is not ours.
const PASSED_OVER: [&str; 5] = ["node_modules", "target", "dist", "gen", "out"];
/// A name that ends so is a file's, also without a folder before it.
const ENDINGS: [&str; 13] = [
    ".rs", ".json", ".md", ".sql", ".ts", ".svelte", ".csv", ".toml", ".tsv", ".xlsx", ".svg",
    ".mjs", ".css",
];
/// Beginnings of words with a slash that are no paths of the project: kinds of content, what cargo builds.
const NO_PATHS: [&str; 2] = ["application/", "target/"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_path_buf()
}

/// Every file below `folder`.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !entry.file_type().unwrap().is_dir() {
            found.push(entry.path());
        } else if !PASSED_OVER.contains(&name.as_str()) && name != ".git" {
            found.extend(files_below(&entry.path()));
        }
    }
    found
}

/// What one guide's paths are looked up in.
struct Tree {
    /// Folders that a path may begin in.
    bases: Vec<PathBuf>,
    /// Names of the folders at the top.
    tops: Vec<String>,
    /// Names of all files, for those that are named alone.
    names: BTreeSet<String>,
}

impl Tree {
    /// For the guide at this path of the project: the project's own folder, the guide's, its `src`, and for the builders' guide the engine's.
    fn around(guide: &str) -> Tree {
        let own = root().join(guide).parent().unwrap().to_path_buf();
        let engine = root().join("crates/engine/src");
        let mut bases = vec![root(), own.clone(), own.join("src")];
        bases.extend((guide == "crates/README.md").then_some(engine));
        let entries = fs::read_dir(root()).unwrap().map(Result::unwrap);
        let tops = entries.filter(|entry| entry.file_type().unwrap().is_dir());
        let name_of = |path: PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        Tree {
            bases,
            tops: tops.map(|entry| name_of(entry.path())).collect(),
            names: files_below(&root()).into_iter().map(name_of).collect(),
        }
    }

    /// Whether the path is there, with `{a,b}` for both and `*` or `{word}` for anything.
    fn has_path(&self, path: &str) -> bool {
        let is_named = |name: &String| fits_pattern(name, path);
        if !path.contains('/') && self.names.iter().any(is_named) {
            return true;
        }
        let is_there = |path: String| {
            let steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
            self.bases.iter().any(|base| leads_on(base, &steps))
        };
        alternatives(path).into_iter().all(is_there)
    }

    /// The paths that the text names and that are not there, each with its line.
    fn missing_paths(&self, text: &str) -> Vec<String> {
        let mut missing = Vec::new();
        let mut in_block = false;
        for (number, line) in text.lines().enumerate() {
            if line.trim_start().starts_with("```") {
                in_block = !in_block;
                continue;
            }
            let named: Vec<String> = if in_block {
                line.split_whitespace().map(bare_word).collect()
            } else {
                let spans = line.split('`').skip(1).step_by(2);
                spans.flat_map(span_words).collect()
            };
            let named = named
                .into_iter()
                .filter(|word| self.is_path(word, in_block));
            let links = linked_paths(line).into_iter().filter(|_| !in_block);
            let absent = named.chain(links).filter(|path| !self.has_path(path));
            missing.extend(absent.map(|path| format!("line {}: {path}", number + 1)));
        }
        missing
    }

    /// The names that the text says stand in a file, and that do not.
    fn missing_names(&self, text: &str) -> Vec<String> {
        let read = |path: &str| {
            let files = self.bases.iter().map(|base| base.join(path));
            let mut texts = files.filter_map(|file| fs::read_to_string(file).ok());
            texts.next().unwrap_or_default()
        };
        let absent = names_in_files(text)
            .into_iter()
            .filter(|(path, name)| !holds_name(&read(path), name));
        absent
            .map(|(path, name)| format!("{path}: {name}"))
            .collect()
    }

    /// Whether the word is a path of the project. In a command only one that begins at the top is: others are the reader's own files.
    fn is_path(&self, word: &str, in_command: bool) -> bool {
        let plain = |c: char| c.is_ascii_alphanumeric() || "_./{},*-".contains(c);
        let made = PASSED_OVER.iter().any(|name| word.ends_with(name));
        let foreign = made || NO_PATHS.iter().any(|start| word.starts_with(start));
        if word.starts_with(['/', '-'])
            || word.contains("..")
            || foreign
            || !word.chars().all(plain)
        {
            return false;
        }
        match word.split_once('/') {
            Some((top, _)) => !in_command || self.tops.iter().any(|name| name == top),
            None => !in_command && ENDINGS.iter().any(|end| word.ends_with(end)),
        }
    }
}

/// The names that stand in brackets behind a file, each with it: "`lot/view.rs` (`LotQuery`, `LotRow`)".
fn names_in_files(text: &str) -> Vec<(String, String)> {
    let pieces: Vec<&str> = text.split('`').collect();
    let mut found = Vec::new();
    for (at, path) in pieces.iter().enumerate().skip(1).step_by(2) {
        let is_file = ENDINGS.iter().any(|end| path.ends_with(end));
        let opens = pieces
            .get(at + 1)
            .is_some_and(|text| text.starts_with(" ("));
        if !is_file || !opens || path.contains(['*', '{']) {
            continue;
        }
        for (next, name) in pieces.iter().enumerate().skip(at + 2).step_by(2) {
            let plain = |c: char| c.is_ascii_alphanumeric() || "_.".contains(c);
            if pieces[next - 1].contains(')') {
                break;
            }
            if !name.is_empty() && name.chars().all(plain) {
                found.push(((*path).to_owned(), (*name).to_owned()));
            }
        }
    }
    found
}

/// Whether the name stands in the text as a whole word.
fn holds_name(text: &str, name: &str) -> bool {
    let of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !before.is_some_and(of_name) && !after.is_some_and(of_name)
    })
}

/// What links of a line lead to, but for the web and places in a page.
fn linked_paths(line: &str) -> Vec<String> {
    let targets = line.split("](").skip(1);
    let targets = targets.filter_map(|rest| Some(rest.split_once(')')?.0));
    targets
        .map(|target| target.split('#').next().unwrap_or(target).to_owned())
        .filter(|target| !target.is_empty() && !target.contains("://"))
        .collect()
}

/// The word of a span in backticks; of a command, which has several, those that begin with a folder's name.
fn span_words(span: &str) -> Vec<String> {
    let words: Vec<&str> = span.split_whitespace().collect();
    match words.as_slice() {
        [word] => vec![bare_word(word)],
        several => several
            .iter()
            .map(|word| bare_word(word))
            .filter(|word| word.contains('/') && root().join(first_step(word)).is_dir())
            .collect(),
    }
}

fn first_step(word: &str) -> &str {
    word.split('/').next().unwrap_or(word)
}

/// Without the marks of the sentence around it.
fn bare_word(word: &str) -> String {
    word.trim_matches(|c| "\"'(),;:".contains(c)).to_owned()
}

/// `a/{b,c}` as `a/b` and `a/c`; `{word}` stays and means anything.
fn alternatives(path: &str) -> Vec<String> {
    let open = path.match_indices('{').map(|(at, _)| at);
    for start in open {
        let Some(length) = path[start..].find('}') else {
            break;
        };
        let inside = &path[start + 1..start + length];
        if inside.contains(',') {
            let (before, after) = (&path[..start], &path[start + length + 1..]);
            let each = inside.split(',').map(str::trim);
            return each
                .flat_map(|choice| alternatives(&format!("{before}{choice}{after}")))
                .collect();
        }
    }
    vec![path.to_owned()]
}

/// Whether the steps lead from the folder to something that is there.
fn leads_on(folder: &Path, steps: &[&str]) -> bool {
    let Some((step, rest)) = steps.split_first() else {
        return folder.exists();
    };
    if !step.contains(['*', '{']) {
        return leads_on(&folder.join(step), rest);
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter(|entry| fits_pattern(&entry.file_name().to_string_lossy(), step))
        .any(|entry| leads_on(&entry.path(), rest))
}

/// Whether a name fits a pattern in which `*` and `{word}` stand for anything.
fn fits_pattern(name: &str, pattern: &str) -> bool {
    let Some(start) = pattern.find(['*', '{']) else {
        return name == pattern;
    };
    let width = match pattern[start..].find('}') {
        Some(end) if pattern[start..].starts_with('{') => end + 1,
        _ => 1,
    };
    let (before, after) = (&pattern[..start], &pattern[start + width..]);
    let Some(rest) = name.strip_prefix(before) else {
        return false;
    };
    let cuts = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    cuts.into_iter().any(|at| fits_pattern(&rest[at..], after))
}

/// Every guide of the project, by its path.
fn guides() -> Vec<String> {
    let files = files_below(&root()).into_iter();
    let shown = |path: PathBuf| path.strip_prefix(root()).unwrap().display().to_string();
    let mut guides: Vec<String> = files
        .filter(|path| path.file_name().is_some_and(|name| name == "README.md"))
        .map(|path| shown(path).replace('\\', "/"))
        .collect();
    guides.sort();
    guides
}

#[test]
fn every_path_that_a_guide_names_is_there() {
    let guides = guides();
    assert!(guides.iter().any(|guide| guide == "crates/README.md"));
    let mut missing = Vec::new();
    for guide in &guides {
        let text = fs::read_to_string(root().join(guide)).unwrap();
        let found = Tree::around(guide).missing_paths(&text);
        missing.extend(found.into_iter().map(|path| format!("{guide}, {path}")));
    }
    assert!(missing.is_empty(), "not there:\n{}", missing.join("\n"));
}

#[test]
fn every_name_that_the_builders_guide_puts_behind_a_file_stands_in_it() {
    let guide = fs::read_to_string(root().join("crates/README.md")).unwrap();
    assert!(names_in_files(&guide).len() > 20);
    let missing = Tree::around("crates/README.md").missing_names(&guide);
    assert!(missing.is_empty(), "not in it:\n{}", missing.join("\n"));
}

#[test]
fn a_name_that_is_not_in_its_file_is_told() {
    let missing = |text: &str| Tree::around("crates/README.md").missing_names(text);
    let lib = "crates/domain/src/lib.rs";
    assert_eq!(
        missing("in `crates/domain/src/lib.rs` (`LotCode`, `Lot`: x, `nothing_of_it`), or `more`"),
        [format!("{lib}: Lot"), format!("{lib}: nothing_of_it")]
    );
    assert!(missing("`crates/domain/src/lib.rs`, `nothing` (`no_name`)").is_empty());
}

#[test]
fn a_path_that_is_not_there_is_told() {
    let tree = Tree::around("crates/README.md");
    let tells = |text: &str| tree.missing_paths(text);
    assert_eq!(
        tells("one\nin `crates/engine/src/nowhere.rs`"),
        ["line 2: crates/engine/src/nowhere.rs"]
    );
    assert_eq!(
        tells("`assets/locales/{vi,fr}/core.json`"),
        ["line 1: assets/locales/{vi,fr}/core.json"]
    );
    assert_eq!(
        tells("[the window](../ui/READYOU.md), [the engine](engine)"),
        ["line 1: ../ui/READYOU.md"]
    );
    assert_eq!(tells("`nobody_wrote_this.rs`").len(), 1);
    assert_eq!(
        tells("```sh\nnuong import assets/sample/nothing.xlsx mine.json\n```"),
        ["line 2: assets/sample/nothing.xlsx"]
    );
    assert_eq!(
        tells("`nuong sheets add giay.json`, `Accept: application/json`, `/01/{gtin}`, `App`"),
        Vec::<String>::new()
    );
    assert_eq!(
        tells(
            "`assets/locales/{vi,en}/core.json`, `assets/{word}/vn-*.csv`, `lib.rs`, `tests/src`"
        ),
        Vec::<String>::new()
    );
}

/// The modules of the engine as `lib.rs` lists them, but for the tests' own.
fn modules_in_order(lib: &str) -> Vec<String> {
    let lines = lib.lines().filter_map(|line| line.strip_suffix(';'));
    let named = lines.filter_map(|line| line.split_once("mod "));
    named
        .filter(|(before, name)| !before.contains("//") && *name != "testing")
        .map(|(_, name)| name.to_owned())
        .collect()
}

/// The modules in the first column of the guide's map.
fn mapped_modules(guide: &str) -> Vec<String> {
    let map = guide.split("\n## The engine").nth(1).unwrap();
    let map = map.split("\n## ").next().unwrap();
    let rows = map.lines().filter(|line| line.starts_with("| `"));
    rows.flat_map(|row| {
        let cell = row.split('|').nth(1).unwrap();
        let names = cell.split('`').skip(1).step_by(2);
        names.map(|name| {
            name.trim_end_matches('/')
                .trim_end_matches(".rs")
                .to_owned()
        })
    })
    .collect()
}

/// What tells the engine's modules and their map apart, or nothing.
fn map_faults(lib: &str, guide: &str) -> Option<String> {
    let (is, said) = (modules_in_order(lib), mapped_modules(guide));
    (is != said).then(|| format!("lib.rs: {is:?}\nthe map: {said:?}"))
}

#[test]
fn the_map_has_every_module_of_the_engine_in_its_order() {
    let lib = fs::read_to_string(root().join("crates/engine/src/lib.rs")).unwrap();
    let guide = fs::read_to_string(root().join("crates/README.md")).unwrap();
    assert_eq!(map_faults(&lib, &guide), None);
}

#[test]
fn a_map_with_a_module_too_few_or_in_another_order_is_told() {
    let lib = "pub(crate) mod base;\nmod store;\n#[cfg(test)]\nmod testing;\n";
    let guide = |rows: &str| {
        format!(
            "# x\n\n## The engine\n\n| module | owns |\n|---|---|\n{rows}\n## More\n| `no/` | x |\n"
        )
    };
    assert_eq!(
        map_faults(lib, &guide("| `base/` | a |\n| `store/` | b |\n")),
        None
    );
    assert_eq!(map_faults(lib, &guide("| `base/` `store/` | a |\n")), None);
    assert!(map_faults(lib, &guide("| `base/` | a |\n")).is_some());
    assert!(map_faults(lib, &guide("| `store/` | b |\n| `base/` | a |\n")).is_some());
}
