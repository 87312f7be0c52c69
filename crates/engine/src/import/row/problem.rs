//! What is wrong with a cell, as a code with arguments; the sentence is made when the report is written, in the person's language.

use std::collections::BTreeMap;

use crate::base::i18n;
use crate::import::view::CellProblem;
use crate::import::words::text::shorten;

/// One remark on one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
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
        Self {
            field,
            code,
            args: Vec::new(),
            value: shorten(value.as_ref()),
        }
    }

    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, shorten(&value.to_string())));
        self
    }

    fn sentence(&self, language: &str) -> String {
        let args = self
            .args
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()));
        let args: BTreeMap<String, String> = args
            .chain([("value".to_owned(), self.value.clone())])
            .collect();
        i18n::text(language, &format!("import.{}", self.code), &args)
    }

    /// As reported.
    pub fn at(&self, sheet: &str, row: u32, language: &str) -> CellProblem {
        self.together(&[], sheet, row, language)
    }

    /// As reported, with what else is wrong in the same row: one row is refused once, and every reason is said.
    pub fn together(&self, others: &[Self], sheet: &str, row: u32, language: &str) -> CellProblem {
        let message = std::iter::once(self)
            .chain(others)
            .map(|p| p.sentence(language))
            .collect::<Vec<_>>()
            .join(" ");
        CellProblem {
            sheet: sheet.to_owned(),
            row,
            field: self.field.to_owned(),
            code: self.code.to_owned(),
            message,
            value: self.value.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;
    use crate::import::words::rules::FIELDS;

    fn sentences(language: &str) -> BTreeMap<String, String> {
        let vi = include_str!("../../../../../assets/locales/vi/import.json");
        let en = include_str!("../../../../../assets/locales/en/import.json");
        serde_json::from_str(if language == "en" { en } else { vi }).unwrap()
    }

    #[test]
    fn both_languages_say_the_same_things_with_the_same_arguments() {
        let holes = |text: &str| {
            text.split('{')
                .skip(1)
                .filter_map(|p| p.split_once('}'))
                .map(|(name, _)| name.to_owned())
                .collect::<std::collections::BTreeSet<_>>()
        };
        let (vi, en) = (sentences("vi"), sentences("en"));
        assert_eq!(vi.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
        for (key, sentence) in &vi {
            assert_eq!(holes(sentence), holes(&en[key]), "{key}");
            assert!(sentence.ends_with('.') && en[key].ends_with('.'), "{key}");
        }
    }

    /// Quoted words with an underscore in the sources above their tests.
    fn literals() -> Vec<String> {
        let sources = [
            include_str!("field.rs"),
            include_str!("amount.rs"),
            include_str!("duration.rs"),
            include_str!("masters.rs"),
            include_str!("facts.rs"),
            include_str!("record.rs"),
            include_str!("../file/container.rs"),
            include_str!("../file/workbook.rs"),
            include_str!("../mod.rs"),
            include_str!("../apply/mod.rs"),
            include_str!("../apply/differs.rs"),
            include_str!("../apply/masters.rs"),
            include_str!("../apply/sprays.rs"),
            include_str!("../apply/harvests.rs"),
            include_str!("../apply/lots.rs"),
        ];
        let parts = sources
            .iter()
            .flat_map(|s| s.split("#[cfg(test)]").next().unwrap().split('"'));
        parts
            .filter(|p| !p.is_empty() && p.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn every_code_has_a_sentence_and_every_sentence_a_code() {
        let (used, sentences) = (literals(), sentences("vi"));
        for code in used
            .iter()
            .filter(|c| c.contains('_') && *c != "limit_mb" && !FIELDS.contains(&c.as_str()))
        {
            let said = sentences.contains_key(&format!("import.{code}"))
                || i18n::has(&format!("errors.{code}"));
            assert!(said, "{code} has no sentence");
        }
        for key in sentences.keys() {
            let (area, code) = key.split_once('.').unwrap();
            let said = used.iter().any(|u| u == code);
            let is_error = area == "errors" && Code::ALL.iter().any(|c| *c == code);
            assert!(said || is_error, "{key} is never said");
        }
    }
}
