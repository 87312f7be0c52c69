//! EPCIS 2.0 (ISO/IEC 19987) events and documents with the Core Business Vocabulary 2.0 (ISO/IEC 19988).
//!
//! Three jobs: **build** valid JSON-LD ([`Event`], [`Document`]), **judge** what arrives
//! ([`read_body`], [`validate_body`]) and **identify** it ([`event_hash`], [`EventKey`], [`Content`], [`find_mentions`]).
//! Pure: no I/O, no clock, no network; times are arguments and contexts are never fetched.
//! Refuses to guess: what is not valid comes back as [`Violation`]s with a JSON pointer.

// Bottom-up: a module names only those above its own line.

// JSON to the last digit.
mod exact;
// Exact quantities.
pub mod decimal;
// Event times with their offset.
pub mod time;
// What an absolute URI is.
mod uri;
// JSON-LD contexts: prefixes and fields to ignore.
pub mod context;
// The words of the Core Business Vocabulary.
pub mod cbv;
// One spelling per GS1 identifier.
pub mod identifier;
// By what an event is known.
pub mod identity;
// When two events say the same.
mod content;
// What an event names.
pub mod mentions;
// Typed events, for building.
pub mod event;
// Documents and master data, for sending.
pub mod document;
// The CBV event hash.
pub mod hash;
// Kinds of body.
mod body;
// Judging what arrives.
pub mod validate;
// Taking apart what arrives.
pub mod read;

pub use body::BodyKind;
pub use cbv::{
    BizStep, BizTransactionType, Disposition, ErrorReason, MeasurementType, PlaceOrPartyType,
};
pub use content::{Content, Digest};
pub use context::Context;
pub use decimal::Decimal;
pub use document::{Document, MasterData, VocabularyElement};
pub use event::{
    Action, AggregationEvent, AssociationEvent, BizTransaction, Endpoint, ErrorDeclaration, Event,
    Facts, Ilmd, Measurement, ObjectAction, ObjectEvent, PersistentDisposition, Quantity,
    TransactionEvent, TransformationEvent, What,
};
pub use exact::{Exact, ExactError};
pub use hash::{HashError, event_hash, pre_hash};
pub use identifier::canonical_digital_link;
pub use identity::EventKey;
pub use mentions::{Mention, Role, find_mentions, product_class};
pub use read::{Body, Limits, ReadError, read_body};
pub use time::{EventTime, read_instant};
pub use validate::{
    Rules, Violation, validate_body, validate_envelope, validate_event, validate_structure,
};
