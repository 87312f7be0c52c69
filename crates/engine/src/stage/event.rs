//! The trace events of a stage: which CBV words they carry, and what of the step goes where.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

/// One event that each step of a stage bears.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StageEvent {
    /// Its name within the stage: the event's id follows from it, so it never changes.
    pub name: String,
    /// Which steps bear it.
    #[serde(default)]
    pub when: When,
    /// The kind of EPCIS event.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// ADD, OBSERVE or DELETE; a transformation has none.
    #[serde(default)]
    pub action: Option<String>,
    /// CBV business step.
    pub step: String,
    /// CBV disposition.
    #[serde(default)]
    pub disposition: Option<String>,
    /// A told field whose value is the disposition, instead.
    #[serde(default)]
    pub disposition_from: Option<String>,
    /// Dispositions that hold until they are taken back.
    #[serde(default)]
    pub persistent: Option<Persistent>,
    /// Whether lots that lie on a pallet go by its SSCC alone.
    #[serde(default)]
    pub pallet: bool,
    /// The pallet of an aggregation.
    #[serde(default)]
    pub parent: Option<PlaceWord>,
    /// Read point: where it happened.
    #[serde(default)]
    pub read: Option<PlaceWord>,
    /// Business location: where the goods are afterwards; none while they are on their way or no more.
    #[serde(default)]
    pub at: Option<PlaceWord>,
    /// `{CBV type}:{whose}`; one whose party or place the step does not name is left out.
    #[serde(default)]
    #[ts(type = "Array<string>")]
    pub source: Vec<Carried>,
    /// As the source.
    #[serde(default)]
    #[ts(type = "Array<string>")]
    pub destination: Vec<Carried>,
    /// `{CBV transaction type}:{told field}`: documents by their numbers.
    #[serde(default)]
    #[ts(type = "Array<string>")]
    pub transactions: Vec<Carried>,
    /// `{CBV master data name}:{lot, day, country or told field}`.
    #[serde(default)]
    #[ts(type = "Array<string>")]
    pub ilmd: Vec<Carried>,
    /// `{measurement type}:{told field}:{UN/ECE unit}`.
    #[serde(default)]
    #[ts(type = "Array<string>")]
    pub sensors: Vec<Carried>,
    /// `{word}:{told field}`: fields of our own vocabulary, `urn:nuong:voc:{word}`.
    #[serde(default)]
    #[ts(type = "Array<string>")]
    pub nuong: Vec<Carried>,
}

/// Which of a stage's steps bear an event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// All.
    #[default]
    Always,
    /// Those that name an origin.
    Origin,
    /// Those that take from lots.
    In,
    /// Those that don't.
    NoIn,
}

/// Kinds of EPCIS events that stages bear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EventType {
    /// Something happened to lots.
    Object,
    /// Lots became other lots.
    Transformation,
    /// Lots were put on a pallet or taken off.
    Aggregation,
}

/// A place of the step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PlaceWord {
    /// Where it comes from: the step's origin; where it names none, the place that its in lines share; else the step's place.
    Origin,
    /// The step's place.
    Place,
}

/// Dispositions that hold beyond the event (EPCIS 2.0 §7.3.7).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Persistent {
    /// Hold from now on.
    #[serde(default)]
    pub set: Vec<String>,
    /// Hold no longer.
    #[serde(default)]
    pub unset: Vec<String>,
}

/// What an event carries under which word: `inv:invoice` is the told field `invoice` as a transaction of type `inv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// How the event calls it.
    pub word: String,
    /// What it is: a told field, or one of the words that the list takes.
    pub from: String,
    /// Unit of a measurement (UN/ECE Recommendation 20); empty elsewhere.
    pub unit: String,
}

impl<'de> Deserialize<'de> for Carried {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        // What is left empty is no word of any list, and is refused there by its line.
        let (word, rest) = text.split_once(':').unwrap_or((&text, ""));
        let (from, unit) = rest.split_once(':').unwrap_or((rest, ""));
        Ok(Self {
            word: word.to_owned(),
            from: from.to_owned(),
            unit: unit.to_owned(),
        })
    }
}

impl Serialize for Carried {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { word, from, unit } = self;
        match unit.as_str() {
            "" => serializer.collect_str(&format_args!("{word}:{from}")),
            unit => serializer.collect_str(&format_args!("{word}:{from}:{unit}")),
        }
    }
}

impl StageEvent {
    /// Every told field that it carries.
    pub(super) fn told_fields(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.transactions, &self.sensors, &self.nuong];
        let carried = lists.into_iter().flatten();
        let from_ilmd = self.ilmd.iter();
        let from_ilmd = from_ilmd.filter(|carried| !ILMD_SOURCES.contains(&carried.from.as_str()));
        let words = carried
            .chain(from_ilmd)
            .map(|carried| carried.from.as_str());
        words.chain(self.disposition_from.as_deref())
    }
}

/// What ILMD may say beside told fields: the lot's code, the step's day, the country where the lot was grown.
pub(super) const ILMD_SOURCES: [&str; 3] = ["lot", "day", "country"];

impl EventType {
    /// As on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::Transformation => "transformation",
            Self::Aggregation => "aggregation",
        }
    }
}

impl When {
    /// As on the wire, and at the end of `core.stage_when.{word}`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Origin => "origin",
            Self::In => "in",
            Self::NoIn => "no_in",
        }
    }
}
