//! Sizes that a reader can hold: lines of a file, of a function, letters of a line of the window.

use super::{Check, assert_clean, assert_kept, assert_reports};
use crate::read::source::sources_of;
use crate::read::tree::Tree;
use crate::read::walk::collect_facts;

const LONGEST_FILE: usize = 400;
const LONGEST_FUNCTION: usize = 60;
/// Letters, not bytes. Rust's lines are rustfmt's business.
const WIDEST_LINE: usize = 120;

/// Written by programs: `cargo xtask` and Vite, not by hand.
const GENERATED: [&str; 2] = ["ui/src/generated/", "ui/dist/"];

const FILES: Check = file_offences;
const FUNCTIONS: Check = function_offences;
const LINES: Check = line_offences;

fn file_offences(tree: &Tree) -> Vec<String> {
    let kinds = ["rs", "ts", "svelte"].into_iter();
    let files = kinds.flat_map(|kind| tree.below("", kind));
    let long =
        files.filter(|(path, text)| text.lines().count() > LONGEST_FILE && !is_generated(path));
    long.map(|(path, text)| {
        let lines = text.lines().count();
        format!("{path}:{lines}: {lines} lines, {LONGEST_FILE} at most: part it by what it does")
    })
    .collect()
}

fn is_generated(path: &str) -> bool {
    GENERATED.iter().any(|place| path.starts_with(place))
}

fn function_offences(tree: &Tree) -> Vec<String> {
    let mut offences = Vec::new();
    for source in sources_of(tree).iter() {
        for function in collect_facts(&source.tokens, "").functions {
            let lines = function.last_line - function.line + 1;
            if lines > LONGEST_FUNCTION {
                offences.push(say_long(&source.path, function.line, &function.name, lines));
            }
        }
    }
    for kind in ["ts", "svelte"] {
        for (path, text) in tree
            .below("ui/src", kind)
            .filter(|(path, _)| !is_generated(path))
        {
            let long = script_functions(text).into_iter();
            let long = long.filter(|(_, _, lines)| *lines > LONGEST_FUNCTION);
            offences.extend(long.map(|(line, name, lines)| say_long(path, line, &name, lines)));
        }
    }
    offences
}

fn say_long(path: &str, line: usize, name: &str, lines: usize) -> String {
    format!(
        "{path}:{line}: `{name}` has {lines} lines, {LONGEST_FUNCTION} at most: give its steps names"
    )
}

/// Line, name and length of each named function of a script. The formatter indents, so the brace that ends one stands under its beginning.
fn script_functions(text: &str) -> Vec<(usize, String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut functions = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = script_name(line) else {
            continue;
        };
        let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
        let end = format!("{indent}}}");
        let closes = |line: &&str| {
            let rest = line.strip_prefix(&end);
            rest.is_some_and(|rest| rest.trim_matches([';', ')', ',']).is_empty())
        };
        let length = lines[at..].iter().position(closes).unwrap_or(0) + 1;
        functions.push((at + 1, name, length));
    }
    functions
}

/// `export async function name(…) {` or `const name = (…) => {`.
fn script_name(line: &str) -> Option<String> {
    let code = line
        .trim_start()
        .trim_start_matches("export ")
        .trim_start_matches("default ");
    let code = code.trim_start_matches("async ");
    let function = code.strip_prefix("function ");
    let arrow = code
        .strip_prefix("const ")
        .filter(|_| code.ends_with("=> {"));
    let name = function
        .or(arrow)
        .filter(|_| code.ends_with('{') || code.ends_with('('))?;
    Some(
        name.split(|c: char| !(c.is_alphanumeric() || c == '_'))
            .next()?
            .to_owned(),
    )
}

fn line_offences(tree: &Tree) -> Vec<String> {
    let mut offences = Vec::new();
    for kind in ["ts", "svelte", "css"] {
        for (path, text) in tree
            .below("ui/src", kind)
            .filter(|(path, _)| !is_generated(path))
        {
            let wide = text.lines().enumerate();
            let wide = wide.map(|(at, line)| (at + 1, line.chars().count()));
            let wide = wide.filter(|(_, letters)| *letters > WIDEST_LINE);
            offences.extend(wide.map(|(line, letters)| {
                format!("{path}:{line}: {letters} letters, {WIDEST_LINE} at most: let prettier break it, or break it yourself")
            }));
        }
    }
    offences
}

#[test]
fn no_file_is_too_long() {
    assert_kept(FILES);
}

#[test]
fn no_function_is_too_long() {
    assert_kept(FUNCTIONS);
}

#[test]
fn no_line_of_the_window_is_too_wide() {
    assert_kept(LINES);
}

#[test]
fn a_long_file_is_reported_tests_too() {
    let (fits, long) = ("x\n".repeat(400), "x\n".repeat(401));
    for path in [
        "crates/a/tests/all.rs",
        "crates/a/src/b.rs",
        "ui/src/A.svelte",
        "tests/tests/a.rs",
    ] {
        assert_clean(FILES, &Tree::of(&[(path, &fits)]));
        assert_reports(FILES, &Tree::of(&[(path, &long)]), &[path, "401 lines"]);
    }
    assert_clean(FILES, &Tree::of(&[("ui/src/generated/A.ts", &long)]));
}

#[test]
fn a_long_function_is_reported() {
    let body = |lines: usize| {
        format!(
            "struct A {{ #[cfg(test)] b: u8 }}\nfn long(c: [u8; 2]) {{\n{}}}\n",
            "let d = '}';\n".repeat(lines)
        )
    };
    let tree = |code: &str| {
        Tree::of(&[
            ("crates/a/src/b.rs", code),
            ("crates/a/src/lib.rs", "mod b;"),
        ])
    };
    assert_clean(FUNCTIONS, &tree(&body(58)));
    assert_reports(
        FUNCTIONS,
        &tree(&body(59)),
        &["crates/a/src/b.rs:2:", "`long` has 61 lines"],
    );
    assert_clean(
        FUNCTIONS,
        &tree(&format!("#[cfg(test)]\nmod tests {{ {} }}", body(90))),
    );
    let method = format!("impl A {{\n{}\n}}", body(59));
    assert_reports(FUNCTIONS, &tree(&method), &["b.rs:3:"]);
}

#[test]
fn a_long_function_of_the_window_is_reported() {
    for head in [
        "  export async function save(\n    a: string\n  ) {",
        "  const save = async (a: string) => {",
    ] {
        let script = format!(
            "<script>\n{head}\n{}  }}\n</script>",
            "    if (x) {\n    }\n".repeat(31)
        );
        let tree = Tree::of(&[("ui/src/A.svelte", script.as_str())]);
        assert_reports(FUNCTIONS, &tree, &["ui/src/A.svelte:2:", "`save`"]);
    }
}

#[test]
fn a_wide_line_of_the_window_is_reported() {
    let (fits, wide) = ("ệ".repeat(120), format!("\n{}", "ệ".repeat(121)));
    assert_clean(
        LINES,
        &Tree::of(&[("ui/src/A.svelte", &fits), ("ui/src/generated/A.ts", &wide)]),
    );
    assert_reports(
        LINES,
        &Tree::of(&[("ui/src/a.css", &wide)]),
        &["ui/src/a.css:2: 121 letters"],
    );
}
