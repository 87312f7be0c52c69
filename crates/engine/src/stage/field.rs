//! Fields: what can be written down about a step or one of its lines, and what values it takes.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a field's value is. Masses and volumes are typed in kg and l and kept in mg and µl.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// Words on one line.
    Text,
    /// A number with at most six decimals, in the field's own unit.
    Number,
    /// kg.
    Mass,
    /// Litres.
    Volume,
    /// A whole number, not below nothing.
    Count,
    /// Thousandths of the whole, 0 to 1000, whole.
    Permille,
    /// Degrees Celsius.
    Temperature,
    /// `2026-11-28`.
    Day,
    /// `07:30`.
    Time,
    /// A day, and perhaps a time on it: `2026-11-28T07:30`.
    Moment,
    /// Whole đồng.
    Money,
    /// A code of the field's list; of an open list also words of one's own.
    Code,
    /// The code of a party.
    Party,
    /// The code of a place.
    Place,
    /// The SHA-256 of a picture.
    Photo,
    /// True or false.
    YesNo,
    /// Several values that belong together: the field's parts.
    Group,
}

/// Where a field stands when it is neither told nor rest: it is a column of the step or of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// The step's own: day, time, place, origin, party.
    Step,
    /// The line's own: price, per, value.
    Line,
}

/// Which object is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldsOf {
    /// The step's identity, which events carry: locked once written.
    Told,
    /// What may be amended.
    Rest,
    /// What a line says beyond its columns.
    Line,
}

/// One field. Its code is the name in JSON and never changes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Name in JSON: `a–z`, `0–9`, `_`.
    pub code: String,
    /// What people in Viet Nam call it.
    pub vi: String,
    /// The same in English.
    pub en: String,
    /// What values it takes.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Sign of a number's unit.
    #[serde(default)]
    pub unit: String,
    /// The list of a code.
    #[serde(default)]
    pub list: Option<String>,
    /// Whether words that the list does not have are taken too.
    #[serde(default)]
    pub open: bool,
    /// Least number taken.
    #[serde(default)]
    pub least: Option<i32>,
    /// Greatest number taken.
    #[serde(default)]
    pub most: Option<i32>,
    /// Longest text, in characters; 200 where nothing is said.
    #[serde(default)]
    pub longest: Option<u32>,
    /// Whether a day may lie in the future.
    #[serde(default)]
    pub future: bool,
    /// Whether it is a list of such values.
    #[serde(default)]
    pub many: bool,
    /// Parts of a group.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// Whether the public may see it.
    #[serde(default)]
    pub public: bool,
    /// Whether it tells of a person (S in the lot model): never in an event, on no page, in the log by name only.
    #[serde(default)]
    pub personal: bool,
    /// Whether it is a column of its own.
    #[serde(default)]
    pub kept: Option<Kept>,
}

/// A part of a group.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Name in JSON.
    pub code: String,
    /// What people in Viet Nam call it.
    pub vi: String,
    /// The same in English.
    pub en: String,
    /// What values it takes; no group.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// The list of a code.
    #[serde(default)]
    pub list: Option<String>,
    /// Whether the group is nothing without it.
    #[serde(default)]
    pub must: bool,
}

/// A list that codes come from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeList {
    /// What fields call it.
    pub code: String,
    /// In the order of pickers.
    pub values: Vec<ListValue>,
}

/// One code of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListValue {
    /// As stored.
    pub code: String,
    /// Vietnamese name.
    pub vi: String,
    /// English name.
    pub en: String,
}

impl FieldType {
    /// As on the wire, and at the end of `core.stage_value.{word}`, which says what values it takes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Mass => "mass",
            Self::Volume => "volume",
            Self::Count => "count",
            Self::Permille => "permille",
            Self::Temperature => "temperature",
            Self::Day => "day",
            Self::Time => "time",
            Self::Moment => "moment",
            Self::Money => "money",
            Self::Code => "code",
            Self::Party => "party",
            Self::Place => "place",
            Self::Photo => "photo",
            Self::YesNo => "yes_no",
            Self::Group => "group",
        }
    }

    /// Every type.
    pub const ALL: [Self; 17] = [
        Self::Text,
        Self::Number,
        Self::Mass,
        Self::Volume,
        Self::Count,
        Self::Permille,
        Self::Temperature,
        Self::Day,
        Self::Time,
        Self::Moment,
        Self::Money,
        Self::Code,
        Self::Party,
        Self::Place,
        Self::Photo,
        Self::YesNo,
        Self::Group,
    ];
}

impl Part {
    /// The part as a field of its own, which it is but for its place.
    pub(super) fn as_field(&self) -> Field {
        Field {
            code: self.code.clone(),
            vi: self.vi.clone(),
            en: self.en.clone(),
            kind: self.kind,
            unit: String::new(),
            list: self.list.clone(),
            open: false,
            least: None,
            most: None,
            longest: None,
            future: false,
            many: false,
            parts: Vec::new(),
            public: false,
            personal: false,
            kept: None,
        }
    }
}
