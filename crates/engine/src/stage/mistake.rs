//! What is wrong with a file of stages, on which line and in which field.

use std::collections::BTreeMap;

use nuong_labels::{JsonError, JsonStep, line_at};

use crate::{AppError, Code};

/// Why a file of stages is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageMistake {
    /// Line of the file, from 1.
    pub line: usize,
    /// Where in the file: `stages[3].events[0].step`; empty for the whole.
    pub field: String,
    key: String,
    args: BTreeMap<String, String>,
}

/// A mistake that knows its way in the file, not yet its line.
pub(super) struct Wrong {
    path: Vec<JsonStep>,
    code: &'static str,
    args: Vec<(&'static str, String)>,
}

/// Whether a part of a file is as it should be.
pub(super) type Checked = Result<(), Wrong>;

impl Wrong {
    /// A mistake at a path; its sentence is `core.stage_mistake.{code}`.
    pub(super) fn at(path: &[JsonStep], code: &'static str) -> Self {
        Self {
            path: path.to_vec(),
            code,
            args: Vec::new(),
        }
    }

    /// Adds a value for `{name}` of the sentence.
    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// The mistake with its line in the file's text.
    pub(super) fn in_text(self, text: &str) -> StageMistake {
        let line = line_at(text, &self.path);
        let mistake = StageMistake::new(line, &path_text(&self.path), self.code);
        let args = self.args.into_iter();
        args.fold(mistake, |mistake, (name, value)| mistake.with(name, value))
    }
}

impl StageMistake {
    pub(super) fn new(line: usize, field: &str, code: &'static str) -> Self {
        let key = format!("core.stage_mistake.{code}");
        Self::of_sentence(line, field, key, BTreeMap::new())
    }

    /// A mistake of form within a part that begins so many lines below the file's first.
    pub(super) fn of_form(error: &JsonError, lines_before: usize, field: &str) -> Self {
        let args = error.args().iter();
        let args = args.map(|(name, value)| ((*name).to_owned(), value.clone()));
        let line = error.line + lines_before;
        Self::of_sentence(line, field, error.key(), args.collect())
    }

    fn of_sentence(
        line: usize,
        field: &str,
        key: String,
        mut args: BTreeMap<String, String>,
    ) -> Self {
        args.insert("line".to_owned(), line.to_string());
        args.insert("field".to_owned(), field.to_owned());
        Self {
            line,
            field: field.to_owned(),
            key,
            args,
        }
    }

    pub(super) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }

    /// Key of its sentence in the locale files.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What the sentence's braces stand for: `line`, `field` and others.
    pub fn args(&self) -> &BTreeMap<String, String> {
        &self.args
    }

    /// As people and programs are told it: `stage_file_invalid` (args `file`, `mistake`: the key of its sentence, and that one's).
    pub(super) fn into_error(self, file: &str) -> AppError {
        let detail = format!("{file}:{}: {}: {}", self.line, self.field, self.key);
        let refused = AppError::new(Code::StageFileInvalid, detail)
            .with("file", file)
            .with("mistake", &self.key);
        let args = self.args.iter();
        args.fold(refused, |refused, (name, value)| refused.with(name, value))
    }
}

fn path_text(path: &[JsonStep]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            JsonStep::Key(key) if text.is_empty() => text.push_str(key),
            JsonStep::Key(key) => text.extend([".", key]),
            JsonStep::Item(n) => text.push_str(&format!("[{n}]")),
        }
    }
    text
}
