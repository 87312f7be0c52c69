//! What the window and the command line see: plain records, named as on the wire (`snake_case`), generated to TypeScript in
//! `ui/src/generated` and checked for drift by a test. They carry codes and numbers; sentences come from `assets/locales`.

mod certificate;
mod cooperative;
mod import;
mod label;
mod label_ledger;
mod lot;
mod paper;
mod printer;
mod product;
mod search;
mod sync;
mod today;

pub use certificate::*;
pub use cooperative::*;
pub use import::*;
pub use label::*;
pub use label_ledger::*;
pub use lot::*;
pub use paper::*;
pub use printer::*;
pub use product::*;
pub use search::*;
pub use sync::*;
pub use today::*;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What a write made stale; sent once after each commit, whether a click or a sync caused it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// The cooperative's profile.
    Profile,
    /// Language, theme, text size.
    Settings,
    /// Products.
    Products,
    /// Households and plots.
    Places,
    /// Lots, harvests, sprays.
    Lots,
    /// Printed labels.
    Labels,
    /// Label papers.
    Papers,
    /// Label templates.
    Templates,
    /// Certificates.
    Certificates,
    /// Deliveries and their states; the connection.
    Sync,
}

/// A message by code: locale key `{area}.{code}` with arguments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Message {
    /// Full locale key, such as `labels.finding.text_overflow`.
    pub key: String,
    /// Values for the sentence's placeholders.
    pub args: BTreeMap<String, String>,
}
