//! What is wrong with a template file, and on which line.

use super::locate::{Step, line_and_column, span};
use super::{Element, Form, Row};
use crate::words::{Lang, filled};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;

/// Why a template is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Lang::En))]
pub struct TemplateError {
    /// Line of the file, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    code: &'static str,
    args: BTreeMap<&'static str, String>,
}

impl TemplateError {
    /// A mistake in the value at a path.
    pub(super) fn at(json: &str, path: &[Step], code: &'static str) -> TemplateError {
        Self::at_byte(json, span(json, path).start, code)
    }

    fn at_byte(json: &str, byte: usize, code: &'static str) -> TemplateError {
        let (line, column) = line_and_column(json, byte);
        Self::new(line, column, code)
    }

    fn new(line: usize, column: usize, code: &'static str) -> TemplateError {
        let args = [("line", line.to_string()), ("column", column.to_string())];
        TemplateError {
            line,
            column,
            code,
            args: args.into(),
        }
    }

    pub(super) fn arg(mut self, name: &'static str, value: impl ToString) -> TemplateError {
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
        filled(lang, &self.key(), &self.args)
    }

    /// The file is no JSON, or not of a template's (or a paper's) form.
    pub(crate) fn of_form(json: &str, error: &serde_json::Error) -> TemplateError {
        let at_line = |code| Self::new(error.line().max(1), error.column().max(1), code);
        let Ok(tree) = serde_json::from_str::<Value>(json) else {
            return match error.is_eof() {
                true => at_line("syntax_end"),
                false => at_line("syntax").arg("detail", bare(error)),
            };
        };
        let (path, inner) = innermost(json, &tree);
        let detail = bare(inner.as_ref().unwrap_or(error));
        let mut quoted = detail.split('`').skip(1).step_by(2);
        let word = quoted.next().unwrap_or_default().to_owned();
        let known = quoted.collect::<Vec<_>>().join(", ");
        let code = match detail.split(' ').next() {
            Some("unknown") => "unknown_word",
            Some("missing") => "missing_word",
            Some("duplicate") => "double_word",
            _ => "wrong_value",
        };
        let place = span(json, &path);
        let part = json.get(place.clone()).unwrap_or_default();
        let within = match &inner {
            None if code != "missing_word" => {
                return at_line(code).wrong_word(word, known, &detail);
            }
            None => None,
            _ if code == "unknown_word" => part.find(&format!("\"{word}\"")),
            // Rows alone are read straight from the text, so that their errors have places.
            Some(inner) if path.len() == ROW && code != "missing_word" => byte_of(part, inner),
            Some(_) => None,
        };
        Self::at_byte(json, place.start + within.unwrap_or_default(), code)
            .wrong_word(word, known, &detail)
    }

    /// What is there and what should be.
    fn wrong_word(self, word: String, known: String, detail: &str) -> TemplateError {
        let (found, expected) = kinds(detail);
        self.arg("word", word)
            .arg("known", known)
            .arg("found", found)
            .arg("expected", expected)
    }
}

/// What a value is and what it should be, out of the parser's words: `invalid type: string "60", expected i32`.
fn kinds(detail: &str) -> (String, String) {
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
    line_and_column(json, span(json, &[Step::Key(key)]).start).0
}

/// Steps to a row of a flow.
const ROW: usize = 6;

/// The byte of a text that an error names by line and column.
fn byte_of(text: &str, error: &serde_json::Error) -> Option<usize> {
    let lines = text
        .split_inclusive('\n')
        .take(error.line().checked_sub(1)?);
    let before: usize = lines.map(str::len).sum();
    let at = before + error.column().saturating_sub(1);
    text.is_char_boundary(at).then_some(at)
}

/// Why a part cannot be read.
type Reader = fn(&str) -> Option<serde_json::Error>;

/// The innermost form, element or row that cannot be read, and why; nothing if only the whole cannot.
fn innermost(json: &str, tree: &Value) -> (Vec<Step>, Option<serde_json::Error>) {
    let (mut path, mut why, mut value) = (Vec::new(), None, tree);
    let wrong: [(&'static str, Reader); 3] = [
        ("forms", wrong::<Form>),
        ("elements", wrong::<Element>),
        ("rows", wrong::<Row>),
    ];
    for (key, wrong) in wrong {
        let parts = value.get(key).and_then(Value::as_array);
        let parts = parts.into_iter().flatten().enumerate();
        let mut failed = parts.filter_map(|(n, part)| {
            let inner = [&path[..], &[Step::Key(key), Step::Item(n)]].concat();
            let error = wrong(json.get(span(json, &inner))?)?;
            Some((inner, part, error))
        });
        let Some((inner, part, error)) = failed.next() else {
            break;
        };
        drop(failed);
        (path, why, value) = (inner, Some(error), part);
    }
    (path, why)
}

fn wrong<T: DeserializeOwned>(json: &str) -> Option<serde_json::Error> {
    serde_json::from_str::<T>(json).err()
}

/// The parser's words without the place, which it counts differently.
fn bare(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    text.get(..end).unwrap_or_default().to_owned()
}
