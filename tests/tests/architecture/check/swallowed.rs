//! Failures that nobody hears of. Whether one may be swallowed a reader must judge; text can only count: few of a thousand lines.

use std::env;

use super::{Check, assert_clean, assert_kept, assert_reports};
use crate::read::lexer::Token;
use crate::read::source::{Source, sources_of};
use crate::read::tree::Tree;

/// Of a thousand lines of shipped code.
const MOST: usize = 4;

const SWALLOWED: Check = swallowed_offences;

fn swallowed_offences(tree: &Tree) -> Vec<String> {
    let sources = sources_of(tree);
    let lines: usize = sources.iter().map(Source::code_lines).sum();
    let mut found: Vec<(&str, Vec<usize>)> = sources
        .iter()
        .map(|source| (source.path.as_str(), swallowing_lines(&source.tokens)))
        .filter(|(_, places)| !places.is_empty())
        .collect();
    let count: usize = found.iter().map(|(_, places)| places.len()).sum();
    if count * 1000 <= MOST * lines {
        return Vec::new();
    }
    found.sort_by_key(|(_, places)| std::cmp::Reverse(places.len()));
    let all = env::var_os("NUONG_ARCHITECTURE_REPORT").is_some();
    let shown = if all { found.len() } else { 12 };
    let places: Vec<String> = found
        .iter()
        .take(shown)
        .map(|(path, places)| format!("\n    {path}:{places:?}"))
        .collect();
    vec![format!(
        "{count} swallowed failures (`unwrap_or_default()`, `.ok()`, `let _ =` of a call) in {lines} lines of code, {} allowed: pass them on, or say what they mean{}",
        MOST * lines / 1000,
        places.concat()
    )]
}

fn swallowing_lines(tokens: &[Token]) -> Vec<usize> {
    let starts = 0..tokens.len();
    starts
        .filter(|at| {
            is_call(tokens, *at, "unwrap_or_default")
                || is_call(tokens, *at, "ok")
                || drops_result(tokens, *at)
        })
        .map(|at| tokens[at].line)
        .collect()
}

/// `.name()`, standing on the dot.
fn is_call(tokens: &[Token], at: usize, name: &str) -> bool {
    let marks = [".", name, "(", ")"];
    let here = tokens.get(at..at + marks.len());
    here.is_some_and(|here| here.iter().zip(marks).all(|(token, mark)| token.is(mark)))
}

/// `let _ = call();` or `let _name = call();`
fn drops_result(tokens: &[Token], at: usize) -> bool {
    let named = |token: &Token| token.is_word() && token.text.starts_with('_');
    if !tokens[at].is("let") || !tokens.get(at + 1).is_some_and(named) {
        return false;
    }
    let rest = tokens[at + 2..].iter().take_while(|t| !t.is(";"));
    let value = rest.skip_while(|t| !t.is("="));
    value.into_iter().any(|t| t.is("("))
}

#[test]
fn few_failures_are_swallowed() {
    assert_kept(SWALLOWED);
}

#[test]
fn too_many_swallowed_failures_are_reported() {
    let ballast = |lines: usize| "const A: u8 = 1;\n".repeat(lines);
    for swallow in [
        "fn a() { b.unwrap_or_default(); }\n",
        "fn a() { b.ok(); }\n",
        "fn a() { let _ = b(); }\n",
        "fn a() { let _later: C = b.d(); }\n",
    ] {
        let many = format!(
            "struct E {{ #[cfg(test)] f: u8 }}\n{}{swallow}",
            ballast(200)
        );
        let few = format!("{swallow}{}", ballast(300));
        let tree = Tree::of(&[("crates/a/src/lib.rs", many.as_str())]);
        let parts = [
            "1 swallowed failures",
            "202 lines",
            "crates/a/src/lib.rs:[202]",
        ];
        assert_reports(SWALLOWED, &tree, &parts);
        assert_clean(SWALLOWED, &Tree::of(&[("crates/a/src/lib.rs", &few)]));
    }
}

#[test]
fn what_swallows_nothing_is_not_counted() {
    let code = "fn a() { b.ok_or(c)?; let _ = 1; let d = e(); \".ok()\"; f.ok::<G>(); }\n// b.ok()\n#[cfg(test)] mod tests { fn h() { b.ok() } }";
    assert_clean(SWALLOWED, &Tree::of(&[("crates/a/src/lib.rs", code)]));
}
