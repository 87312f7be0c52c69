//! What the check found: a code with arguments, how bad it is, and the field a person must look at.

use crate::data::Field;
use crate::geometry::Area;
use crate::words::{Lang, filled_word};
use serde::Serialize;
use std::collections::BTreeMap;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Prints, but somebody should look.
    Warning,
    /// Refused: this label must not be printed.
    Error,
}

/// One thing that is wrong, or worth knowing, about a label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it is; the text is `labels.finding.{code}` in the locale files.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What the text's braces stand for. A value that begins with `labels.` is itself a locale key.
    pub args: BTreeMap<&'static str, String>,
    /// The field to look at, if there is one.
    pub field: Option<Field>,
    /// The places on the label that it is about, to be marked there; none where it is about the label as a whole.
    pub places: Vec<Area>,
}

impl Finding {
    pub(crate) fn new(severity: Severity, code: &'static str, field: Option<Field>) -> Finding {
        let mut args = BTreeMap::new();
        if let Some(field) = field {
            args.insert("field", format!("labels.field.{}", field.key()));
        }
        Finding {
            code,
            severity,
            args,
            field,
            places: Vec::new(),
        }
    }

    pub(crate) fn at_place(mut self, place: Area) -> Finding {
        self.places.push(place);
        self
    }

    pub(crate) fn with_arg(mut self, name: &'static str, value: impl ToString) -> Finding {
        self.args.insert(name, value.to_string());
        self
    }

    /// The finding as a sentence that says what to do.
    pub fn message(&self, lang: Lang) -> String {
        filled_word(lang, &format!("labels.finding.{}", self.code), &self.args)
    }
}
