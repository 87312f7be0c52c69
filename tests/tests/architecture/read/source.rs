//! Rust files of a tree, read: the shipped tokens, and the shipped text with comments and tests blanked out, line for line.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::lexer::{Token, read_tokens};
use super::shipped::part_tests;
use super::tree::{Tree, real_tree};

/// One shipped file.
#[derive(Debug)]
pub struct Source {
    pub path: String,
    pub tokens: Vec<Token>,
    /// As written, but spaces where comments and tests stand: a place in it is a place in the file.
    pub text: String,
}

impl Source {
    /// How many lines hold shipped code.
    pub fn code_lines(&self) -> usize {
        let lines = self.tokens.iter().flat_map(|token| {
            let more = token.text.matches('\n').count();
            token.line..=token.line + more
        });
        lines.collect::<BTreeSet<_>>().len()
    }

    /// The lines that hold `word`, counted from 1.
    pub fn lines_with(&self, word: &str) -> Vec<usize> {
        let numbered = self.text.lines().enumerate();
        numbered
            .filter(|(_, line)| line.contains(word))
            .map(|(at, _)| at + 1)
            .collect()
    }
}

/// All shipped Rust files: those in the `src` of a member that are not reached through a test module. `tests/src` and folders named
/// `tests` are no shipped code.
pub fn read_sources(tree: &Tree) -> Vec<Source> {
    let mut sources = BTreeMap::new();
    let mut tests = Vec::new();
    for (path, text) in tree.below("", "rs") {
        if !is_shipped_place(path) {
            continue;
        }
        let parted = part_tests(&read_tokens(text));
        let folder = module_folder(path);
        let modules = parted.test_modules.iter();
        tests.extend(modules.map(|name| format!("{folder}/{name}")));
        let source = Source {
            path: path.to_owned(),
            text: blank_rest(text, &parted.shipped),
            tokens: parted.shipped,
        };
        sources.insert(path.to_owned(), source);
    }
    sources.retain(|path, _| {
        let inside = |test: &String| {
            let rest = path.strip_prefix(test.as_str());
            rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
        };
        !tests.iter().any(inside)
    });
    sources.into_values().collect()
}

/// The sources of `tree`; those of the real one are read once for all checks.
pub fn sources_of(tree: &Tree) -> SourceList {
    static REAL: OnceLock<Vec<Source>> = OnceLock::new();
    if std::ptr::eq(tree, real_tree()) {
        SourceList::Kept(REAL.get_or_init(|| read_sources(tree)))
    } else {
        SourceList::Own(read_sources(tree))
    }
}

/// Sources of a planted tree, or the kept ones of the real tree.
pub enum SourceList {
    Own(Vec<Source>),
    Kept(&'static [Source]),
}

impl std::ops::Deref for SourceList {
    type Target = [Source];

    fn deref(&self) -> &[Source] {
        match self {
            Self::Own(own) => own,
            Self::Kept(kept) => kept,
        }
    }
}

fn is_shipped_place(path: &str) -> bool {
    let member = path.starts_with("crates/") || path.starts_with("src-tauri/");
    member && path.contains("/src/") && !path.contains("/tests/")
}

/// The folder that holds the children of the module in the file at `path`.
pub fn module_folder(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    match name {
        "mod.rs" | "lib.rs" | "main.rs" => folder.to_owned(),
        _ => path.trim_end_matches(".rs").to_owned(),
    }
}

/// The text with every byte outside `tokens` blanked, but for the ends of lines.
fn blank_rest(text: &str, tokens: &[Token]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let blank = |out: &mut String, gap: &str| {
        out.extend(gap.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
    };
    for token in tokens {
        blank(&mut out, &text[at..token.start]);
        out.push_str(&text[token.start..token.end]);
        at = token.end;
    }
    blank(&mut out, &text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::read_sources;

    #[test]
    fn files_of_test_modules_are_left_out_and_lines_stay() {
        let tree = Tree::of(&[
            (
                "crates/a/src/lib.rs",
                "mod b;\n// INSERT INTO\n#[cfg(test)]\nmod tests;\nconst C: &str = \"é INSERT INTO\";",
            ),
            ("crates/a/src/tests/mod.rs", "fn x() {}"),
            (
                "crates/a/src/b/mod.rs",
                "#[cfg(test)] mod farm; fn y() {}\n\n",
            ),
            ("crates/a/src/b/farm.rs", "fn z() {}"),
            ("crates/a/tests/all.rs", "fn t() {}"),
        ]);
        let sources = read_sources(&tree);
        let paths: Vec<&str> = sources.iter().map(|s| s.path.as_str()).collect();
        assert_eq!(paths, ["crates/a/src/b/mod.rs", "crates/a/src/lib.rs"]);
        assert_eq!(sources[1].lines_with("INSERT INTO"), [5]);
        assert_eq!(sources[1].code_lines(), 2);
    }
}
