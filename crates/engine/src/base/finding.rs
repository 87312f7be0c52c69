//! What the checker finds on a label, or in the records behind it.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use super::message::Message;
use crate::base::i18n;

/// A finding of the engine's own: `core.finding.{code}`.
pub(crate) fn finding(
    code: &str,
    severity: Severity,
    field: &str,
    args: BTreeMap<String, String>,
    lang: &str,
) -> Finding {
    let text = Message {
        key: format!("core.finding.{code}"),
        args,
    };
    Finding {
        code: code.to_owned(),
        severity,
        message: i18n::message(lang, &text),
        text,
        field: field.to_owned(),
        places: Vec::new(),
    }
}

/// What a finding means for a print; the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It is refused.
    Error,
    /// A person is asked to look.
    Warning,
    /// A person is told.
    Note,
}

impl Severity {
    /// As on the wire, and at the end of `cli.severity_{word}`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl From<nuong_labels::Severity> for Severity {
    fn from(severity: nuong_labels::Severity) -> Self {
        match severity {
            nuong_labels::Severity::Error => Self::Error,
            nuong_labels::Severity::Warning => Self::Warning,
            nuong_labels::Severity::Note => Self::Note,
        }
    }
}

/// For tests, which read like the wire.
impl PartialEq<&str> for Severity {
    fn eq(&self, word: &&str) -> bool {
        self.as_str() == *word
    }
}

/// A finding of the checker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Finding {
    /// Stable code.
    pub code: String,
    /// What it means for the print.
    pub severity: Severity,
    /// In the person's language.
    pub message: String,
    /// The sentence by key, for a UI that switches language.
    pub text: Message,
    /// Where to mend it: `product.ingredients`, `lot.phi`, `profile.address` … or empty.
    pub field: String,
    /// Where it shows on the label, to be marked there: `[x, y, width, height]` in micrometres. May be empty.
    pub places: Vec<[i32; 4]>,
}
