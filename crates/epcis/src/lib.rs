//! EPCIS 2.0 (ISO/IEC 19987) events and documents with the Core Business Vocabulary 2.0 (ISO/IEC 19988).
//!
//! Three jobs: **build** valid JSON-LD ([`Event`], [`Document`]), **judge** what arrives
//! ([`read()`], [`validate()`]) and **identify** it ([`event_hash`], [`EventKey`], [`mentions()`]).
//! Pure: no I/O, no clock, no network; times are arguments and contexts are never fetched.
//! Refuses to guess: what is not valid comes back as [`Violation`]s with a JSON pointer.

pub mod cbv;
pub mod context;
pub mod decimal;
pub mod document;
pub mod event;
pub mod hash;
pub mod identifier;
pub mod identity;
pub mod mentions;
pub mod read;
pub mod time;
pub mod validate;

pub use cbv::{BizStep, BizTransactionType, Disposition, ErrorReason, PlaceOrPartyType};
pub use context::Context;
pub use decimal::Decimal;
pub use document::{Document, MasterData, VocabularyElement};
pub use event::{
    Action, AggregationEvent, AssociationEvent, BizTransaction, Endpoint, ErrorDeclaration, Event,
    Facts, Ilmd, ObjectAction, ObjectEvent, Quantity, TransactionEvent, TransformationEvent, What,
};
pub use hash::{HashError, event_hash, pre_hash};
pub use identifier::canonical_digital_link;
pub use identity::EventKey;
pub use mentions::{Mention, Role, mentions, product_class};
pub use read::{Body, BodyKind, Limits, ReadError, read};
pub use time::EventTime;
pub use validate::{
    Rules, Violation, validate, validate_envelope, validate_event, validate_structure,
};
