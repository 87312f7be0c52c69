//! A capture body, judged: each event with its record or with what is wrong with it.
//!
//! What breaks the EPCIS 2.0 structure refuses the whole call (400). What the structure allows but the
//! standard's rules forbid refuses that event alone, when it is captured, as the job then says.

use std::collections::BTreeMap;

use jiff::Timestamp;
use nuong_epcis::{Body, BodyKind, Exact, Limits, ReadError, Rules, Violation, VocabularyElement};
use nuong_epcis::{read_body, validate_structure};
use serde_json::{Value, json};

use super::facets::{self, Around};
use crate::limits;
use crate::problem::{Kind, Problem};
use crate::store::{Element, Record};
use crate::thing;

/// Violations named in one answer; a longer list helps nobody.
const NAMED: usize = 20;
const DEPTH: usize = 32;

/// One event of a submission: its record, or what is wrong with it.
pub(super) type Submitted = Result<Box<Record>, Problem>;

/// What a caller wants recorded.
pub(super) struct Submission {
    pub(super) events: Vec<Submitted>,
    pub(super) elements: Vec<Element>,
}

impl Submission {
    /// Judges an `EPCISDocument` or `EPCISQueryDocument`.
    pub(super) fn of_document(bytes: &[u8], now: Timestamp) -> Result<Self, Problem> {
        let bytes = without_mark(bytes);
        let body = read_body(bytes, &read_limits()).map_err(unreadable_problem)?;
        if body.kind == BodyKind::Event {
            return Err(Problem::new(
                Kind::Validation,
                "Send an EPCISDocument; single events go to /events.",
            ));
        }
        Self::of_body(&body, bytes, now)
    }

    /// Judges one event with its own context.
    pub(super) fn of_event(bytes: &[u8], now: Timestamp) -> Result<Submitted, Problem> {
        let bytes = without_mark(bytes);
        let body = read_body(bytes, &read_limits()).map_err(unreadable_problem)?;
        if body.kind != BodyKind::Event {
            return Err(Problem::new(
                Kind::Validation,
                "Send one event; documents go to /capture.",
            ));
        }
        // A body that is an event has exactly one.
        let mut events = Self::of_body(&body, bytes, now)?.events;
        events
            .pop()
            .ok_or_else(|| Problem::new(Kind::Validation, "There is no event."))
    }

    fn of_body(body: &Body, bytes: &[u8], now: Timestamp) -> Result<Self, Problem> {
        let structure = validate_structure(&body.value);
        if !structure.is_empty() {
            return Err(invalid_problem(&structure));
        }
        let (document, by_event) = sort_violations(body, body.violations(&Rules::at(now)));
        if !document.is_empty() {
            return Err(invalid_problem(&document));
        }
        Ok(Self {
            events: judge_events(body, bytes, &by_event)?,
            elements: body.master_data().elements().map(stored_element).collect(),
        })
    }
}

/// A byte order mark before the JSON, which a reader may pass over (RFC 8259, 8.1), left out.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn judge_events(
    body: &Body,
    bytes: &[u8],
    violations: &BTreeMap<usize, Vec<Violation>>,
) -> Result<Vec<Submitted>, Problem> {
    let unreadable = |error| Problem::new(Kind::Validation, format!("{error}."));
    let exact = Exact::read(bytes).map_err(unreadable)?;
    // One event alone has its own context and no other.
    let alone = body.kind == BodyKind::Event;
    let document = (!alone).then_some(&body.value);
    let around = Around {
        context: &body.context,
        shared: document
            .and_then(|value| value.get("@context"))
            .unwrap_or(&Value::Null),
        exact_context: exact.get("@context").filter(|_| !alone),
    };
    let letters = match alone {
        true => std::slice::from_ref(&exact),
        false => exact
            .pointer(body.kind.events_pointer())
            .map_or(&[][..], Exact::items),
    };
    if letters.len() != body.events().len() {
        // Both were read from the same text: an event that only one reading has must not be lost quietly.
        return Err(Problem::new(
            Kind::Validation,
            "The list of events is ambiguous.",
        ));
    }
    let pairs = body.events().iter().zip(letters).enumerate();
    Ok(pairs
        .map(
            |(position, (event, letters))| match violations.get(&position) {
                Some(violations) => Err(about_event(event, invalid_problem(violations))),
                None => facets::read_record(event, letters, &around)
                    .map(Box::new)
                    .map_err(|why| about_event(event, Problem::new(Kind::Validation, why))),
            },
        )
        .collect())
}

fn about_event(event: &Value, problem: Problem) -> Problem {
    match event.get("eventID").and_then(Value::as_str) {
        Some(id) => problem.about_event(id),
        None => problem,
    }
}

/// Violations of the document, and those below each event by its position.
fn sort_violations(
    body: &Body,
    violations: Vec<Violation>,
) -> (Vec<Violation>, BTreeMap<usize, Vec<Violation>>) {
    let mut document = Vec::new();
    let mut by_event: BTreeMap<usize, Vec<Violation>> = BTreeMap::new();
    for violation in violations {
        match event_position(body.kind, &violation.pointer) {
            Some(position) => by_event.entry(position).or_default().push(violation),
            None => document.push(violation),
        }
    }
    (document, by_event)
}

fn event_position(kind: BodyKind, pointer: &str) -> Option<usize> {
    if kind == BodyKind::Event {
        return Some(0);
    }
    let below = pointer
        .strip_prefix(kind.events_pointer())?
        .strip_prefix('/')?;
    // A pointer of our own validator: below the list stands a position, or nothing.
    below.split('/').next()?.parse().ok()
}

fn invalid_problem(violations: &[Violation]) -> Problem {
    let named = violations.iter().take(NAMED);
    let sentences: Vec<String> = named
        .clone()
        .take(3)
        .map(|v| format!("{}: {}", v.pointer, v.message))
        .collect();
    let list = named.map(|v| json!({"pointer": v.pointer, "code": v.code, "message": v.message}));
    Problem::new(Kind::Validation, sentences.join("; ")).with_violations(list.collect())
}

fn read_limits() -> Limits {
    Limits {
        max_bytes: limits::CAPTURE_BYTES,
        max_events: limits::CAPTURE_EVENTS,
        max_depth: DEPTH,
    }
}

fn unreadable_problem(error: ReadError) -> Problem {
    let kind = match error {
        ReadError::TooLarge { .. } | ReadError::TooManyEvents { .. } => Kind::CaptureLimit,
        ReadError::TooDeep { .. } | ReadError::NotJson { .. } | ReadError::NotEpcis => {
            Kind::Validation
        }
    };
    Problem::new(kind, format!("{error}."))
}

fn stored_element(element: &VocabularyElement) -> Element {
    let attributes = element.attributes.iter();
    Element {
        kind: element.vocabulary.clone(),
        id: thing::canonical_id(&element.id),
        attributes: attributes
            .filter_map(|(name, value)| Some((local_name(name), plain_text(value)?)))
            .collect(),
    }
}

/// `urn:epcglobal:cbv:mda#name`, `cbvmda:name` → `name`.
fn local_name(name: &str) -> String {
    name.rsplit(['#', ':', '/'])
        .next()
        .unwrap_or(name)
        .to_owned()
}

fn plain_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
