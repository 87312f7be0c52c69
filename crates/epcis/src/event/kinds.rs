//! The five kinds of event (EPCIS 2.0 §7.4.2–7.4.6).

use super::facts::{BizTransaction, Facts, Ilmd, Quantity};

/// What an event is about: things with their own serial, and amounts of classes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct What {
    /// URIs of single things (`epcList` and its kin).
    pub epcs: Vec<String>,
    /// Amounts of lots or products (`quantityList` and its kin).
    pub quantities: Vec<Quantity>,
}

impl What {
    /// Amounts of classes alone, which is how produce is traced.
    #[must_use]
    pub fn quantities(quantities: impl IntoIterator<Item = Quantity>) -> Self {
        Self {
            epcs: Vec::new(),
            quantities: quantities.into_iter().collect(),
        }
    }
}

/// What an event does to the thing or the link that it names (`action`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// It begins.
    Add,
    /// It is seen, and stays as it is.
    Observe,
    /// It ends.
    Delete,
}

impl Action {
    /// The word in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Add => "ADD",
            Self::Observe => "OBSERVE",
            Self::Delete => "DELETE",
        }
    }
}

/// The action of an object event: only ADD can carry instance and lot master data (EPCIS 2.0 §7.3.7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ObjectAction {
    /// The objects come into being, with what is known of them (may be empty).
    Add(Ilmd),
    /// The objects are seen.
    Observe,
    /// The objects are gone.
    Delete,
}

/// Something happened to objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectEvent {
    /// Who, when, where, why.
    pub facts: Facts,
    /// ADD, OBSERVE or DELETE.
    pub action: ObjectAction,
    /// The objects.
    pub what: What,
}

/// Objects were put into, seen in or taken out of a parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AggregationEvent {
    /// Who, when, where, why.
    pub facts: Facts,
    /// What is done to the containment.
    pub action: Action,
    /// URI of the container; needed with ADD and DELETE.
    pub parent: Option<String>,
    /// The contents.
    pub children: What,
}

/// Objects were linked to a parent that is itself a thing or a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssociationEvent {
    /// Who, when, where, why.
    pub facts: Facts,
    /// What is done to the link.
    pub action: Action,
    /// URI of the parent.
    pub parent: String,
    /// What is linked.
    pub children: What,
}

/// Objects were tied to business documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransactionEvent {
    /// Who, when, where, why; further documents stand in `biz_transactions`.
    pub facts: Facts,
    /// What is done to the tie.
    pub action: Action,
    /// The document; the kind of event makes no sense without one.
    pub transaction: BizTransaction,
    /// URI of a container of the objects.
    pub parent: Option<String>,
    /// The objects.
    pub what: What,
}

/// Inputs were used up and outputs came into being.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransformationEvent {
    /// Who, when, where, why.
    pub facts: Facts,
    /// What was used up.
    pub inputs: What,
    /// What came into being.
    pub outputs: What,
    /// URI that ties several events of one transformation together.
    pub transformation_id: Option<String>,
    /// What is known of the outputs (may be empty).
    pub ilmd: Ilmd,
}

/// Any event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Something happened to objects.
    Object(ObjectEvent),
    /// Objects and their container.
    Aggregation(AggregationEvent),
    /// Objects and the thing or place they are linked to.
    Association(AssociationEvent),
    /// Objects and business documents.
    Transaction(TransactionEvent),
    /// Inputs became outputs.
    Transformation(TransformationEvent),
}

impl Event {
    /// The facts of any kind of event.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        match self {
            Self::Object(event) => &event.facts,
            Self::Aggregation(event) => &event.facts,
            Self::Association(event) => &event.facts,
            Self::Transaction(event) => &event.facts,
            Self::Transformation(event) => &event.facts,
        }
    }
}

macro_rules! into_event {
    ($($kind:ident: $event:ident),*) => {
        $(impl From<$event> for Event {
            fn from(event: $event) -> Self {
                Self::$kind(event)
            }
        })*
    };
}

into_event!(
    Object: ObjectEvent,
    Aggregation: AggregationEvent,
    Association: AssociationEvent,
    Transaction: TransactionEvent,
    Transformation: TransformationEvent
);
