//! The lines of a file of changes. Once 0.1.0 is out this form is only ever added to.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What a file of changes calls itself.
pub(super) const FORMAT: &str = "nuong-changes";

/// The form that this program writes and reads.
pub(super) const VERSION: u32 = 1;

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    pub format: String,
    pub version: u32,
    /// The cooperative, as in ids.
    pub organisation: String,
    /// The computer that wrote it.
    pub device: String,
    /// When, by its calendar, which decides nothing.
    pub at: String,
}

/// The line of a record, and the last one. The kinds stand in this order in a file, so that what others name comes first.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Line {
    Picture(PictureLine),
    Template(TemplateLine),
    Entry(EntryLine),
    Step(Box<StepLine>),
    Supersede(SupersedeLine),
    Key(KeyLine),
    End(EndLine),
}

impl Line {
    /// Its kind's place in a file.
    pub fn rank(&self) -> u8 {
        match self {
            Self::Picture(_) | Self::Template(_) => 0,
            Self::Entry(_) => 1,
            Self::Step(_) => 2,
            Self::Supersede(_) => 3,
            Self::Key(_) => 4,
            Self::End(_) => 5,
        }
    }
}

/// A picture that records name.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PictureLine {
    pub hash: String,
    /// The file, in hexadecimal digits.
    pub bytes: String,
}

/// A template as labels were drawn with it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TemplateLine {
    pub hash: String,
    /// Its JSON, to the letter.
    pub template: String,
}

/// An entry of the change log.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryLine {
    pub clock: String,
    pub at: String,
    pub actor: String,
    pub noun: String,
    pub record: String,
    pub lot: Option<String>,
    pub verb: String,
    pub fields: Map<String, Value>,
}

/// A step as it was entered first; what was amended since is told by entries.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepLine {
    pub id: String,
    pub stage: String,
    pub day: String,
    pub time: Option<String>,
    /// Codes.
    pub place: String,
    pub origin: Option<String>,
    pub party: Option<String>,
    pub told: Map<String, Value>,
    pub mark: String,
    pub rest: Map<String, Value>,
    pub action: i64,
    pub entered_at: String,
    pub entered_by: String,
    pub clock: String,
    /// In the order in which they are told.
    pub lines: Vec<LotLine>,
}

/// What a step does to a lot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LotLine {
    pub role: String,
    pub sku: String,
    pub lot: String,
    pub place: String,
    /// Base units of the lot's dimension.
    pub amount: i64,
    pub price: Option<i64>,
    pub per: Option<String>,
    pub value: Option<i64>,
    pub rest: Map<String, Value>,
}

/// What stands in the place of a step.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SupersedeLine {
    pub old: String,
    pub new: Option<String>,
    /// `wrong`, `undone`, `twice`.
    pub why: String,
    pub reason: String,
    pub person: String,
    pub at: String,
    pub action: i64,
    pub clock: String,
}

/// A ledger row that was taken.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeyLine {
    pub of: String,
    pub key: String,
    pub record: String,
}

/// The end mark: without it the file is not whole.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EndLine {
    /// Records in the file.
    pub count: u64,
}
