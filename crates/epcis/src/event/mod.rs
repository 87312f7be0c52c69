//! Typed events for building (EPCIS 2.0 §7.4): what cannot be said is not valid EPCIS.
//!
//! Each kind of event holds [`Facts`] (who, when, where, why) and what it is about.
//! Owns the way to JSON; reading events back is done on JSON itself, see [`mod@crate::read`].

// Bottom-up: a module names only those above its own line.

// What every kind of event can say.
mod facts;
// The five kinds.
mod kinds;
// Their way to JSON.
mod json;

pub use facts::{
    BizTransaction, Endpoint, ErrorDeclaration, Facts, Ilmd, Measurement, PersistentDisposition,
    Quantity,
};
pub use kinds::{
    Action, AggregationEvent, AssociationEvent, Event, ObjectAction, ObjectEvent, TransactionEvent,
    TransformationEvent, What,
};
