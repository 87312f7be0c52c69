//! What is wrong with a cell, as a code with arguments; the sentence is made when the report is written, in the person's language.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::views::CellProblem;

use super::text::shorten;

/// One remark on one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    /// English field name, as in reports.
    pub field: &'static str,
    /// Locale key `import.{code}`.
    pub code: &'static str,
    /// Values for the sentence, beside `{value}`.
    pub args: Vec<(&'static str, String)>,
    /// The cell as written.
    pub value: String,
}

impl Problem {
    pub fn new(field: &'static str, code: &'static str, value: impl AsRef<str>) -> Self {
        Self { field, code, args: Vec::new(), value: shorten(value.as_ref()) }
    }

    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, shorten(&value.to_string())));
        self
    }

    fn sentence(&self, language: &str) -> String {
        let mut sentence = sentence(language, self.code).replace("{value}", &self.value);
        for (name, value) in &self.args {
            sentence = sentence.replace(&format!("{{{name}}}"), value);
        }
        sentence
    }

    /// As reported.
    pub fn at(&self, sheet: &str, row: u32, language: &str) -> CellProblem {
        self.together(&[], sheet, row, language)
    }

    /// As reported, with what else is wrong in the same row: one row is refused once, and every reason is said.
    pub fn together(&self, others: &[Self], sheet: &str, row: u32, language: &str) -> CellProblem {
        let message = std::iter::once(self).chain(others).map(|p| p.sentence(language)).collect::<Vec<_>>().join(" ");
        CellProblem { sheet: sheet.to_owned(), row, field: self.field.to_owned(), code: self.code.to_owned(), message, value: self.value.clone() }
    }
}

type Sentences = HashMap<String, String>;

static VIETNAMESE: LazyLock<Sentences> = LazyLock::new(|| parse(include_str!("../../../../assets/locales/vi/import.json")));
static ENGLISH: LazyLock<Sentences> = LazyLock::new(|| parse(include_str!("../../../../assets/locales/en/import.json")));

fn parse(json: &str) -> Sentences {
    serde_json::from_str(json).unwrap_or_default()
}

/// The sentence of `import.{code}`; the code itself if there is none (a test sees to it that there is).
fn sentence(language: &str, code: &str) -> String {
    let sentences = if language == "en" { &ENGLISH } else { &VIETNAMESE };
    sentences.get(&format!("import.{code}")).cloned().unwrap_or_else(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::rules::FIELDS;
    use super::*;

    #[test]
    fn both_languages_say_the_same_things_with_the_same_arguments() {
        let holes = |text: &str| {
            let mut names: Vec<_> = text.split('{').skip(1).filter_map(|p| p.split_once('}')).map(|(name, _)| name.to_owned()).collect();
            names.sort();
            names.dedup();
            names
        };
        let mut keys: Vec<_> = VIETNAMESE.keys().chain(ENGLISH.keys()).collect();
        keys.sort();
        assert!(keys.len() > 40);
        for key in keys {
            let (vi, en) = (VIETNAMESE.get(key), ENGLISH.get(key));
            assert!(vi.is_some() && en.is_some(), "{key} is missing in one language");
            assert_eq!(holes(vi.unwrap()), holes(en.unwrap()), "{key}");
        }
    }

    /// Quoted words with an underscore in the sources above their tests.
    fn literals() -> Vec<String> {
        let sources = [include_str!("field.rs"), include_str!("record.rs")];
        let parts = sources.iter().map(|s| s.split("#[cfg(test)]").next().unwrap()).flat_map(|s| s.split('"'));
        parts.filter(|p| p.contains('_') && p.chars().all(|c| c.is_ascii_lowercase() || c == '_')).map(str::to_owned).collect()
    }

    #[test]
    fn every_code_has_a_sentence_and_every_sentence_a_code() {
        let used = literals();
        for code in &used {
            assert!(VIETNAMESE.contains_key(&format!("import.{code}")) || FIELDS.contains(&code.as_str()), "{code} has no sentence");
        }
        for key in VIETNAMESE.keys().filter_map(|k| k.strip_prefix("import.")) {
            assert!(key == "repeated" || key == "differs" || used.iter().any(|u| u == key), "{key} is never said");
        }
    }
}
