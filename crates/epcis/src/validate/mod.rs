//! Judging EPCIS JSON: structure as EPCIS 2.0.1 has it, then the rules that structure cannot say.
//!
//! Every fault has a JSON pointer, a code for programs and a message for people who read logs.
//! Never panics, whatever the JSON; never changes it.

// Bottom-up: a module names only those above its own line; all of them name `Violation`.

// Forms of texts.
mod format;
// The language of the tables.
mod shape;
// Tables of documents.
mod documents;
// Tables of events.
mod events;
// What each kind of event must be about.
mod content;
// Walking a value along the tables.
mod judge;
// What tables cannot say.
mod rules;

use crate::body::BodyKind;
use jiff::{SignedDuration, Timestamp};
use judge::Judge;
use serde_json::Value;

/// The most faults listed of one event, or of a document's envelope; every wrong event has at least one.
pub const MAX_VIOLATIONS: usize = 100;

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where: an RFC 6901 pointer into the judged value.
    pub pointer: String,
    /// Which rule, e.g. `required`, `format.uri`, `ilmd.misplaced`; stable, for programs.
    pub code: &'static str,
    /// What is wrong, in English, for logs and problem reports.
    pub message: String,
}

/// What the rules beyond structure need to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// The time that counts as now.
    pub now: Timestamp,
    /// How far ahead of `now` an event may lie, for clocks that go wrong.
    pub max_future: SignedDuration,
}

impl Rules {
    /// The usual rules at a given time: a day ahead is forgiven.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        Self {
            now,
            max_future: SignedDuration::from_hours(24),
        }
    }
}

/// Everything wrong with a document or a single event: structure and rules.
#[must_use]
pub fn validate_body(document: &Value, rules: &Rules) -> Vec<Violation> {
    let mut found = validate_envelope(document);
    // What is neither was named by the envelope's check; as an event it is looked at without more being said.
    let kind = BodyKind::of(document).unwrap_or(BodyKind::Event);
    if kind == BodyKind::Event {
        let mut judge = Judge::default();
        rules::judge_rules(&mut judge, document, "", rules);
        found.extend(judge.found);
        return found;
    }
    let place = kind.events_pointer();
    let events = document
        .pointer(place)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    for (at, event) in events.enumerate() {
        found.extend(validate_event(event, &format!("{place}/{at}"), rules));
    }
    found
}

/// What is wrong with a document apart from the events in its list; with a single event, its structure.
///
/// For a capture that keeps the good events of a document and refuses the others.
#[must_use]
pub fn validate_envelope(document: &Value) -> Vec<Violation> {
    judge_structure(document, true)
}

/// Everything wrong with one event of a document's list, with pointers that begin with `pointer`.
#[must_use]
pub fn validate_event(event: &Value, pointer: &str, rules: &Rules) -> Vec<Violation> {
    let mut judge = Judge::default();
    judge.judge_event(event, pointer);
    rules::judge_rules(&mut judge, event, pointer, rules);
    judge.found
}

/// What structure alone says: empty exactly where GS1's EPCIS 2.0.1 JSON Schema accepts the value.
#[must_use]
pub fn validate_structure(document: &Value) -> Vec<Violation> {
    judge_structure(document, false)
}

fn judge_structure(document: &Value, envelope_only: bool) -> Vec<Violation> {
    let mut judge = Judge {
        envelope_only,
        ..Judge::default()
    };
    match BodyKind::of(document) {
        Some(BodyKind::Document) => judge.judge_object(document, &documents::DOCUMENT, ""),
        Some(BodyKind::QueryDocument) => {
            judge.judge_object(document, &documents::QUERY_DOCUMENT, "")
        }
        Some(BodyKind::Event) => single_event(&mut judge, document),
        None => judge.note("", "type.unknown", "must be an object with a type"),
    }
    judge.found
}

/// An event that stands alone brings its own context.
fn single_event(judge: &mut Judge, event: &Value) {
    judge.judge_event(event, "");
    if event.get("@context").is_none() {
        judge.note("", "required", "@context is missing");
    }
}
