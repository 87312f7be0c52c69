//! What the window and the command line see: plain records, named as on the wire (`snake_case`), generated to TypeScript in
//! `ui/src/generated` and checked for drift by a test. They carry codes and numbers; sentences come from `assets/locales`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A message by code: locale key `{area}.{code}` with arguments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Message {
    /// Full locale key, such as `labels.finding.text_overflow`.
    pub key: String,
    /// Values for the sentence's placeholders.
    pub args: BTreeMap<String, String>,
}
