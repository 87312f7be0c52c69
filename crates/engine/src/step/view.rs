use serde::Serialize;
use serde_json::{Map, Value};

/// Which steps are listed; an empty text asks for any.
#[derive(Debug, Clone, Default)]
pub struct StepQuery {
    /// Code of a lot in one of its lines.
    pub lot: String,
    /// Code of its stage.
    pub stage: String,
    /// Code of its place or of where it came from.
    pub place: String,
    /// Code of the other party.
    pub party: String,
    /// First day, ISO or as people type it.
    pub from: String,
    /// Last day, ISO or as people type it.
    pub to: String,
    /// Only steps that stand.
    pub standing: bool,
}

/// A step as scripts see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepView {
    /// Its id.
    pub id: String,
    /// The stage's code.
    pub stage: String,
    /// When it happened, ISO day.
    pub day: String,
    /// HH:MM, where known.
    pub time: Option<String>,
    /// Code of its place.
    pub place: String,
    /// Code of where it came from, or none.
    pub origin: Option<String>,
    /// Code of the other party, or none.
    pub party: Option<String>,
    /// Fields that are part of its id, as they are typed.
    pub told: Map<String, Value>,
    /// Other fields, as they are typed.
    pub rest: Map<String, Value>,
    /// What it did to which lots.
    pub lines: Vec<StepLineView>,
    /// Whether it counts: nothing stands in its place, and it was not taken back.
    pub stands: bool,
    /// Id of the step that stands in its place; none of one that stands, and of one in whose place nothing does.
    pub superseded_by: Option<String>,
    /// The state of what it has to tell: `needs_person` and `refused` before `local`, `waiting`, `sent`, `accepted`; `withdrawn` where
    /// none of it is ever sent; `none` where it tells nothing.
    pub state: String,
    /// When it was entered, RFC 3339.
    pub entered_at: String,
    /// Who entered it.
    pub entered_by: String,
    /// On which computer.
    pub device: String,
}

/// A line of a step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepLineView {
    /// `in`, `out`, `on`.
    pub role: String,
    /// Lot code.
    pub lot: String,
    /// Product code.
    pub product: String,
    /// In `unit`.
    pub quantity: f64,
    /// kg, l or piece.
    pub unit: String,
    /// Code of the place where the lot lies.
    pub place: String,
    /// Whole đồng for one `per`, or none.
    pub price: Option<i64>,
    /// Unit code, or none.
    pub per: Option<String>,
    /// Whole đồng as agreed, or none.
    pub value: Option<i64>,
    /// Other fields, as they are typed.
    pub rest: Map<String, Value>,
}
