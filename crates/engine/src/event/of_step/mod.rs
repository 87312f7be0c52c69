//! The trace events that a step bears, built from its stage's data: pure, the same step always bears the same events. It names places,
//! lots, documents and other businesses by their codes; households, persons, prices and notes never go in.

mod facts;
mod ilmd;
mod lots;
mod places;
#[cfg(test)]
pub(crate) mod tests;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use nuong_domain::Quantity;
use nuong_domain::id::EventId;
use nuong_epcis::{
    Action, AggregationEvent, Event, Facts, ObjectAction, ObjectEvent, TransformationEvent,
};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::freeze::{Written, frozen};
use super::names::{Names, Subject};
use crate::stage::{EventType, Stage, StageEvent, When};
use crate::step::identity::{LineRole, event_id};
use crate::{AppError, Code, Result};

/// A place as events name it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EventPlace<'a> {
    /// Its code; a pallet's is its SSCC.
    pub code: &'a str,
    pub is_pallet: bool,
}

/// The other party of a step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EventParty<'a> {
    pub code: &'a str,
    /// Households never go into events.
    pub is_household: bool,
}

/// A line of a step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct EventLine<'a> {
    pub role: LineRole,
    pub lot: Subject<'a>,
    /// Where the lot lies: before the step of what goes in, after it of what comes out.
    pub place: EventPlace<'a>,
    /// Of an on line it says nothing.
    pub amount: Quantity,
    /// Whether the goods, or goods that the lot was made of, came from somebody else: then nobody here says where they grew. Asked of what
    /// comes out alone: boxes and salt that go in are bought everywhere.
    pub is_bought: bool,
}

/// A step as its events tell it.
#[derive(Debug, Clone)]
pub(crate) struct EventStep<'a> {
    pub id: Uuid,
    pub day: Date,
    /// Hour and minute, where they are known.
    pub time: Option<Time>,
    pub place: EventPlace<'a>,
    pub origin: Option<EventPlace<'a>>,
    pub party: Option<EventParty<'a>>,
    /// As `Stages::checked_fields` keeps it.
    pub told: &'a Map<String, Value>,
    /// In any order.
    pub lines: Vec<EventLine<'a>>,
}

/// An event of a step, ready to be stored.
pub(crate) struct StageEventWritten {
    /// Its name within the stage.
    pub name: String,
    /// Follows from the step's id and the name.
    pub id: EventId,
    pub written: Written,
}

/// Every event that a step of this stage bears, in the order of the stage's data; none where the stage has none or asks for an origin, or
/// for lots taken, that the step does not have.
///
/// # Errors
/// `event_invalid` where the step lacks what its event cannot be without: lots on both sides of a transformation, contents of a pallet, the
/// field that is the disposition; or lies in the future of `now`.
pub(crate) fn stage_events(
    names: &Names,
    stage: &Stage,
    step: &EventStep<'_>,
    now: Timestamp,
) -> Result<Vec<StageEventWritten>> {
    let borne = stage.events.iter();
    let borne = borne.filter(|event| is_borne(event.when, step));
    let telling = borne.map(|event| Telling { names, event, step }.written(now));
    telling.collect()
}

fn is_borne(when: When, step: &EventStep<'_>) -> bool {
    match when {
        When::Always => true,
        When::Origin => step.origin.is_some(),
        When::In => step.takes_from_lots(),
        When::NoIn => !step.takes_from_lots(),
    }
}

impl<'a> EventStep<'a> {
    fn lines_of(&self, role: LineRole) -> impl Iterator<Item = &EventLine<'a>> {
        self.lines.iter().filter(move |line| line.role == role)
    }

    fn takes_from_lots(&self) -> bool {
        self.lines_of(LineRole::In).next().is_some()
    }

    /// What is told under this name: one value, or those of a list.
    fn told_values(&self, field: &str) -> &[Value] {
        match self.told.get(field) {
            None => &[],
            Some(Value::Array(values)) => values,
            Some(one) => std::slice::from_ref(one),
        }
    }
}

/// A step, and the event of its stage that tells of it.
#[derive(Clone, Copy)]
struct Telling<'t> {
    names: &'t Names,
    event: &'t StageEvent,
    step: &'t EventStep<'t>,
}

impl Telling<'_> {
    fn written(self, now: Timestamp) -> Result<StageEventWritten> {
        let name = self.event.name.clone();
        let id = EventId(event_id(self.step.id, &name));
        let facts = self.facts(id)?;
        let happened = facts.time.to_string();
        let event = match self.event.kind {
            EventType::Object => self.object_event(facts)?,
            EventType::Transformation => self.transformation(facts)?,
            EventType::Aggregation => self.aggregation(facts)?,
        };
        let written = frozen(&event.to_value(), happened, now)?;
        Ok(StageEventWritten { name, id, written })
    }

    fn object_event(self, facts: Facts) -> Result<Event> {
        let action = match self.action()? {
            Action::Add => ObjectAction::Add(self.ilmd()),
            Action::Observe => ObjectAction::Observe,
            Action::Delete => ObjectAction::Delete,
        };
        Ok(Event::Object(ObjectEvent {
            facts,
            action,
            what: self.what(self.subject_role())?,
        }))
    }

    fn transformation(self, facts: Facts) -> Result<Event> {
        Ok(Event::Transformation(TransformationEvent {
            facts,
            inputs: self.what(LineRole::In)?,
            outputs: self.what(LineRole::Out)?,
            // One step is one event: no others have to be tied to it.
            transformation_id: None,
            ilmd: self.ilmd(),
        }))
    }

    fn aggregation(self, facts: Facts) -> Result<Event> {
        Ok(Event::Aggregation(AggregationEvent {
            facts,
            action: self.action()?,
            parent: self.event.parent.map(|word| self.place_name(word)),
            children: self.what(self.subject_role())?,
        }))
    }

    fn action(self) -> Result<Action> {
        match self.event.action.as_deref() {
            Some("ADD") => Ok(Action::Add),
            Some("OBSERVE") => Ok(Action::Observe),
            Some("DELETE") => Ok(Action::Delete),
            // The check of every file of stages refuses others.
            other => Err(no_word("action", other.unwrap_or(""))),
        }
    }
}

/// What the check of a file of stages let through though it should not have.
fn no_word(of: &str, word: &str) -> AppError {
    AppError::new(Code::Internal, format!("no {of}: {word}"))
}
