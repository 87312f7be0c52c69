//! What every kind of event can say: identity, time, step, place, documents, parties, own fields.

use crate::cbv::{
    BizStep, BizTransactionType, Disposition, ErrorReason, MeasurementType, PlaceOrPartyType,
};
use crate::decimal::Decimal;
use crate::time::EventTime;
use serde_json::{Number, Value};
use std::collections::BTreeMap;

/// Instance and lot master data (`ilmd`): extension fields by prefixed name, e.g. `cbvmda:lotNumber`.
pub type Ilmd = BTreeMap<String, Value>;

/// An amount of a class of goods (`quantityElement`, EPCIS 2.0 §7.3.3.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// URI of the class: a lot or a product.
    pub class: String,
    /// How much; `None` where it is not known.
    pub amount: Option<Decimal>,
    /// UN/ECE Recommendation 20 code of the unit (`KGM`, `LTR`); `None` counts pieces.
    pub unit: Option<String>,
}

impl Quantity {
    /// So much of a class, in a measured unit (`KGM` is kilograms).
    #[must_use]
    pub fn measured(class: &str, amount: Decimal, unit: &str) -> Self {
        Self {
            class: class.to_owned(),
            amount: Some(amount),
            unit: Some(unit.to_owned()),
        }
    }

    /// So many pieces of a class.
    #[must_use]
    pub fn counted(class: &str, count: u32) -> Self {
        Self {
            class: class.to_owned(),
            amount: Some(Decimal::whole(count)),
            unit: None,
        }
    }
}

/// A business document that the event belongs to (`bizTransaction`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BizTransaction {
    /// Its kind, where it is known.
    pub kind: Option<BizTransactionType>,
    /// Its URI.
    pub id: String,
}

/// One end of a hand-over (`source` or `destination`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// Whether this is an owner, a holder or a place.
    pub kind: PlaceOrPartyType,
    /// URI of the party or place.
    pub id: String,
}

/// What was measured (`sensorReport`, EPCIS 2.0 §7.3.7.4): a value of one kind in its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measurement {
    /// What was measured.
    pub kind: MeasurementType,
    /// How much, in that unit.
    pub value: Number,
    /// UN/ECE Recommendation 20 code of the unit (`CEL`, `P1`).
    pub unit: String,
}

/// States that outlast the event's own disposition (`persistentDisposition`, EPCIS 2.0 §7.3.7).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersistentDisposition {
    /// Hold from now on.
    pub set: Vec<Disposition>,
    /// Hold no longer.
    pub unset: Vec<Disposition>,
}

/// Declares that an event recorded earlier under the same id was wrong (EPCIS 2.0 §7.4.1.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorDeclaration {
    /// When the error was declared.
    pub time: EventTime,
    /// Why.
    pub reason: Option<ErrorReason>,
    /// Ids of the events that say how it really was.
    pub corrective_event_ids: Vec<String>,
}

/// What every kind of event can say. Set fields with struct update syntax on [`Facts::new`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// URI of the event; ours are `urn:uuid:` with a version 7 UUID.
    pub event_id: String,
    /// When and at which offset it happened.
    pub time: EventTime,
    /// What was being done.
    pub biz_step: Option<BizStep>,
    /// The state of the goods afterwards.
    pub disposition: Option<Disposition>,
    /// States that begin or end with it and outlast it.
    pub persistent: PersistentDisposition,
    /// URI of the place where it was recorded.
    pub read_point: Option<String>,
    /// URI of the place where the goods are afterwards.
    pub biz_location: Option<String>,
    /// Business documents that it belongs to.
    pub biz_transactions: Vec<BizTransaction>,
    /// Where the goods come from in a hand-over.
    pub sources: Vec<Endpoint>,
    /// Where the goods go in a hand-over.
    pub destinations: Vec<Endpoint>,
    /// What was measured meanwhile, of the goods or their place.
    pub measurements: Vec<Measurement>,
    /// URIs of certificates that cover it.
    pub certification: Vec<String>,
    /// Set where this record declares an earlier one wrong.
    pub error: Option<ErrorDeclaration>,
    /// Own fields by prefixed name (`nuong:product`); the prefix stands in the document's context.
    pub extensions: BTreeMap<String, Value>,
}

impl Facts {
    /// The two facts no event can be without.
    #[must_use]
    pub fn new(event_id: &str, time: EventTime) -> Self {
        Self {
            event_id: event_id.to_owned(),
            time,
            biz_step: None,
            disposition: None,
            persistent: PersistentDisposition::default(),
            read_point: None,
            biz_location: None,
            biz_transactions: Vec::new(),
            sources: Vec::new(),
            destinations: Vec::new(),
            measurements: Vec::new(),
            certification: Vec::new(),
            error: None,
            extensions: BTreeMap::new(),
        }
    }

    /// The same facts with a step and the state after it.
    #[must_use]
    pub fn doing(mut self, step: BizStep, disposition: Option<Disposition>) -> Self {
        self.biz_step = Some(step);
        self.disposition = disposition;
        self
    }

    /// The same facts at a place, where the goods also stay.
    #[must_use]
    pub fn at(mut self, place: &str) -> Self {
        self.read_point = Some(place.to_owned());
        self.biz_location = Some(place.to_owned());
        self
    }

    /// The same facts with one more own field, e.g. `nuong:owner`.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.extensions.insert(name.to_owned(), value.into());
        self
    }
}
