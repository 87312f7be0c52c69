//! What is wrong with a JSON file that a person wrote, a template or a paper, and on which line.

mod locate;

pub use locate::{Step, span_of};

use crate::words::{Lang, filled_word};
use locate::line_and_column;
use serde_json::Value;
use std::collections::BTreeMap;

/// Why a template's or a paper's file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Lang::En))]
pub struct JsonError {
    /// Line of the file, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    code: &'static str,
    args: BTreeMap<&'static str, String>,
}

/// The innermost part of a file that cannot be read.
pub(crate) struct BadPart {
    /// Where it stands.
    pub path: Vec<Step>,
    /// Why; lines and columns count from where the part begins.
    pub error: serde_json::Error,
    /// Whether the error has a place within the part: the parser loses it where it reads a value before it knows its kind.
    pub has_place: bool,
}

impl JsonError {
    /// A mistake in the value at a path.
    pub(crate) fn at_path(json: &str, path: &[Step], code: &'static str) -> JsonError {
        Self::at_byte(json, span_of(json, path).start, code)
    }

    /// Why a text cannot be read as what it should be, where its parts are looked at one by one: see [`span_of`].
    pub fn of_text(json: &str, error: &serde_json::Error) -> JsonError {
        Self::of_form(json, error, |_| None)
    }

    fn at_byte(json: &str, byte: usize, code: &'static str) -> JsonError {
        let (line, column) = line_and_column(json, byte);
        Self::new(line, column, code)
    }

    fn new(line: usize, column: usize, code: &'static str) -> JsonError {
        let args = [("line", line.to_string()), ("column", column.to_string())];
        JsonError {
            line,
            column,
            code,
            args: args.into(),
        }
    }

    pub(crate) fn with_arg(mut self, name: &'static str, value: impl ToString) -> JsonError {
        self.args.insert(name, value.to_string());
        self
    }

    /// Key of its sentence in the locale files.
    pub fn key(&self) -> String {
        format!("labels.template.{}", self.code)
    }

    /// What the sentence's braces stand for: `line`, `column` and others.
    pub fn args(&self) -> &BTreeMap<&'static str, String> {
        &self.args
    }

    /// The sentence.
    pub fn message(&self, lang: Lang) -> String {
        filled_word(lang, &self.key(), &self.args)
    }

    /// The file is no JSON, or not of the form that it should have. `innermost` finds the part that is at fault, where a kind of file has
    /// parts; without one it is the whole.
    pub(crate) fn of_form(
        json: &str,
        error: &serde_json::Error,
        innermost: impl FnOnce(&Value) -> Option<BadPart>,
    ) -> JsonError {
        let at_line = |code| Self::new(error.line().max(1), error.column().max(1), code);
        let Ok(tree) = serde_json::from_str::<Value>(json) else {
            return match error.is_eof() {
                true => at_line("syntax_end"),
                false => at_line("syntax").with_arg("detail", without_place(error)),
            };
        };
        let bad = innermost(&tree);
        let detail = without_place(bad.as_ref().map_or(error, |bad| &bad.error));
        let mut quoted = detail.split('`').skip(1).step_by(2);
        // The parser quotes the word that it stumbles over first, if any, and then those that it knows.
        let word = quoted.next().unwrap_or("").to_owned();
        let known = quoted.collect::<Vec<_>>().join(", ");
        let code = match detail.split(' ').next() {
            Some("unknown") => "unknown_word",
            Some("missing") => "missing_word",
            Some("duplicate") => "double_word",
            _ => "wrong_value",
        };
        let place = span_of(json, bad.as_ref().map_or(&[], |bad| &bad.path));
        let part = json.get(place.clone()).unwrap_or("");
        let within = match &bad {
            None if code != "missing_word" => {
                return at_line(code).wrong_word(word, known, &detail);
            }
            None => None,
            _ if code == "unknown_word" => part.find(&format!("\"{word}\"")),
            Some(bad) if bad.has_place && code != "missing_word" => byte_of(part, &bad.error),
            Some(_) => None,
        };
        // Without a place of its own the mistake stands where its part begins.
        Self::at_byte(json, place.start + within.unwrap_or(0), code)
            .wrong_word(word, known, &detail)
    }

    /// What is there and what should be.
    fn wrong_word(self, word: String, known: String, detail: &str) -> JsonError {
        let (found, expected) = found_and_expected(detail);
        self.with_arg("word", word)
            .with_arg("known", known)
            .with_arg("found", found)
            .with_arg("expected", expected)
    }
}

/// What a value is and what it should be, out of the parser's words: `invalid type: string "60", expected i32`.
fn found_and_expected(detail: &str) -> (String, String) {
    let (found, expected) = detail.rsplit_once(", expected ").unwrap_or((detail, ""));
    let found = found.rsplit_once(": ").map_or(found, |(_, found)| found);
    let literal = found.find(['"', '`']).and_then(|at| found.get(at..));
    let found = match (literal, found) {
        (Some(literal), _) => literal.trim_matches('`'),
        (None, "sequence") => "labels.template.kind.list",
        (None, "map") => "labels.template.kind.object",
        (None, other) if other.starts_with("invalid length") => "labels.template.kind.list",
        (None, other) => other,
    };
    let kind = match expected {
        "i32" | "u32" | "u16" | "u8" => "integer",
        "a boolean" => "boolean",
        "a string" => "text",
        "a sequence" => "list",
        _ if expected.contains("array of length 4") => "area",
        _ if expected.starts_with("struct ") || expected.ends_with("map") => "object",
        _ => return (found.to_owned(), expected.to_owned()),
    };
    (found.to_owned(), format!("labels.template.kind.{kind}"))
}

/// The line on which the value of a key of the outermost object begins, from 1.
pub(crate) fn line_of(json: &str, key: &'static str) -> usize {
    line_at(json, &[Step::Key(key)])
}

/// The line on which the value at a path begins, from 1; of the innermost one that there is.
pub fn line_at(json: &str, path: &[Step]) -> usize {
    line_and_column(json, span_of(json, path).start).0
}

/// The byte of a text that an error names by line and column.
fn byte_of(text: &str, error: &serde_json::Error) -> Option<usize> {
    let lines = text
        .split_inclusive('\n')
        .take(error.line().checked_sub(1)?);
    let before: usize = lines.map(str::len).sum();
    let at = before + error.column().saturating_sub(1);
    text.is_char_boundary(at).then_some(at)
}

/// The parser's words without the place, which it counts differently.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    text.get(..end).unwrap_or(&text).to_owned()
}
