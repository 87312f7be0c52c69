use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use super::message::Message;
use crate::base::i18n;

/// A finding of the engine's own: `core.finding.{code}`.
pub(crate) fn finding(
    code: &str,
    severity: &str,
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
        severity: severity.to_owned(),
        message: i18n::message(lang, &text),
        text,
        field: field.to_owned(),
        places: Vec::new(),
    }
}

/// A finding of the checker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Finding {
    /// Stable code.
    pub code: String,
    /// `error` refuses, `warning` asks, `note` tells.
    pub severity: String,
    /// In the person's language.
    pub message: String,
    /// The sentence by key, for a UI that switches language.
    pub text: Message,
    /// Where to mend it: `product.ingredients`, `lot.phi`, `profile.address` … or empty.
    pub field: String,
    /// Where it shows on the label, to be marked there: `[x, y, width, height]` in micrometres. May be empty.
    pub places: Vec<[i32; 4]>,
}
