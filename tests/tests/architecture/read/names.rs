//! Small readers over tokens: paths, trees of `use`, types.

use std::ops::Range;

use super::item::closing;
use super::lexer::{Kind, Token};

/// The path that begins at `at` (`a::b::c`) and the place behind it.
pub fn read_path(tokens: &[Token], at: usize) -> (Vec<String>, usize) {
    let mut path = Vec::new();
    let mut next = at;
    while let Some(token) = tokens.get(next).filter(|t| t.is_word()) {
        path.push(token.text.clone());
        next += 1;
        let goes_on = tokens.get(next).is_some_and(|t| t.is("::"))
            && tokens.get(next + 1).is_some_and(Token::is_word);
        if !goes_on {
            break;
        }
        next += 1;
    }
    (path, next)
}

/// One name that a `use` brings in: its path, the name it gets (`*` for a glob), its line.
pub type Brought = (Vec<String>, String, usize);

/// Every name that the tree of a `use` brings in. `tokens` is what stands between `use` and the semicolon.
pub fn read_use_tree(tokens: &[Token]) -> Vec<Brought> {
    let mut found = Vec::new();
    add_use_tree(tokens, &[], &mut found);
    found
}

fn add_use_tree(tokens: &[Token], before: &[String], found: &mut Vec<Brought>) {
    let start = usize::from(tokens.first().is_some_and(|t| t.is("::")));
    let (read, next) = read_path(tokens, start);
    let mut path = [before, &read].concat();
    let line = tokens.get(start).map_or(0, |t| t.line);
    let after = match tokens.get(next) {
        Some(mark) if mark.is("::") => next + 1,
        _ => next,
    };
    match tokens.get(after) {
        Some(open) if open.is("{") => {
            let end = closing(tokens, after);
            let inside = &tokens[after + 1..end];
            for part in split_commas(inside) {
                add_use_tree(&inside[part], &path, found);
            }
        }
        Some(star) if star.is("*") => found.push((path, "*".to_owned(), line)),
        other => {
            if path.last().is_some_and(|last| last == "self") && path.len() > 1 {
                path.pop();
            }
            let renamed = other.filter(|t| t.is("as")).and(tokens.get(after + 1));
            let name = renamed.map(|t| t.text.clone()).or(path.last().cloned());
            if let Some(name) = name.filter(|_| !read.is_empty()) {
                found.push((path, name, line));
            }
        }
    }
}

/// The parts of a list, parted by the commas outside brackets and `<…>`, as places in `tokens`.
pub fn split_commas(tokens: &[Token]) -> Vec<Range<usize>> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for (at, token) in tokens.iter().enumerate() {
        if ["{", "(", "[", "<"].iter().any(|m| token.is(m)) {
            depth += 1;
        } else if ["}", ")", "]", ">"].iter().any(|m| token.is(m)) {
            depth -= 1;
        } else if depth == 0 && token.is(",") {
            parts.push(start..at);
            start = at + 1;
        }
    }
    if start < tokens.len() {
        parts.push(start..tokens.len());
    }
    parts
}

/// Wrappers that are looked through: what is called on them is called on what they hold.
const WRAPPERS: [&str; 8] = [
    "Arc",
    "Box",
    "Rc",
    "Option",
    "Result",
    "Ref",
    "RefMut",
    "MutexGuard",
];

/// The head of the type that begins at `at`: `&'a mut Arc<crate::App>` is `crate::App`.
pub fn read_type(tokens: &[Token], at: usize) -> Option<Vec<String>> {
    let mut start = at;
    while let Some(token) = tokens.get(start) {
        let skipped = token.kind == Kind::Lifetime
            || ["&", "mut", "dyn", "impl", "(", "["]
                .iter()
                .any(|m| token.is(m));
        if !skipped {
            break;
        }
        start += 1;
    }
    let (path, next) = read_path(tokens, start);
    let last = path.last()?;
    let inner = WRAPPERS.contains(&last.as_str()) && tokens.get(next).is_some_and(|t| t.is("<"));
    if inner {
        return read_type(tokens, next + 1);
    }
    Some(path)
}

/// The place behind the `<…>` that begins at `at`; `at` itself when none does.
pub fn after_angles(tokens: &[Token], at: usize) -> usize {
    if !tokens.get(at).is_some_and(|t| t.is("<")) {
        return at;
    }
    let (mut depth, mut next) = (0_usize, at);
    while let Some(token) = tokens.get(next) {
        if token.is("<") {
            depth += 1;
        } else if token.is(">") {
            depth -= 1;
            if depth == 0 {
                return next + 1;
            }
        }
        next += 1;
    }
    next
}
