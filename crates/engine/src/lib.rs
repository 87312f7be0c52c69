//! The whole application without a window: what a person can do, a test and the command line can do through [`App`].
//! It owns the store, the use cases, import, export and sync; it refuses to know about windows and to read the clock itself.
//!
//! The modules stand bottom-up: each may name only those above its own line (`tests/tests/architecture`).

pub(crate) mod base;
pub(crate) mod store;
mod stage;
mod files;
mod app;
mod step;
mod picture;
mod cooperative;
mod destination;
mod event;
mod product;
mod party;
mod payment;
mod place;
mod activity;
mod harvest;
mod lot;
mod certificate;
mod paper;
mod template;
mod printer;
mod label;
mod label_ledger;
mod stock;
mod entry;
mod lineage;
mod completeness;
mod print;
mod document;
mod import;
mod export;
pub mod sync;
mod exchange;
mod projections;
mod screens;
#[cfg(test)]
mod testing;

/// What the window and the command line see: plain records, named as on the wire (`snake_case`), generated to TypeScript in
/// `ui/src/generated` and checked for drift by a test. They carry codes and numbers; sentences come from `assets/locales`.
pub mod views {
    pub use crate::base::address::CommuneChoice;
    pub use crate::base::choice::Choice;
    pub use crate::base::finding::{Finding, Severity};
    pub use crate::base::given::Put;
    pub use crate::base::message::Message;
    pub use crate::base::progress::Progress;
    pub use crate::base::topic::Topic;
    pub use crate::certificate::view::*;
    pub use crate::completeness::view::*;
    pub use crate::cooperative::view::*;
    pub use crate::destination::view::*;
    pub use crate::entry::view::*;
    pub use crate::exchange::view::*;
    pub use crate::harvest::view::*;
    pub use crate::import::view::*;
    pub use crate::label::view::*;
    pub use crate::label_ledger::view::*;
    pub use crate::lineage::view::*;
    pub use crate::lot::view::*;
    pub use crate::paper::view::*;
    pub use crate::party::view::*;
    pub use crate::payment::view::*;
    pub use crate::picture::view::*;
    pub use crate::place::view::*;
    pub use crate::printer::view::*;
    pub use crate::product::view::*;
    pub use crate::screens::{Hit, Start, Task, Today, WeekBar};
    pub use crate::stage::view::*;
    pub use crate::stage::{
        Balance, Class, Column, Columns, EventType, FieldType, Persistent, PlaceWord, StageEvent,
        When,
    };
    pub use crate::step::view::*;
    pub use crate::stock::view::*;
    pub use crate::store::settings::Settings;
    pub use crate::template::view::*;
}

pub use app::App;
pub use base::code::Code;
pub use base::error::{AppError, Result};
pub use base::host::{Host, SystemHost};
pub mod i18n {
    //! Sentences of `assets/locales` by key.
    pub use crate::base::i18n::*;
}
pub use activity::SprayInput;
pub use base::progress::OnProgress;
pub use base::secrets::{FileSecrets, Secrets, SystemSecrets};
pub use destination::{Counts, Destination, NewDestination, Outgoing};
pub use event::StoredEvent;
pub use harvest::HarvestInput;
pub use lot::{LotRecord, Recorded};
pub use nuong_labels::Language;
pub use party::PartyInput;
pub use place::{PlaceInput, PlaceRecord};
pub use print::PrintFormat;
pub use product::ProductRecord;
pub use stage::{
    Carried, CodeList, Field, FieldsOf, Kept, ListValue, OWN_STAGES, Part, Requirement, Sector,
    Stage, StageFile, StageMistake, Stages, own_stages,
};
pub use step::identity;
pub use store::FILE as DATA_FILE;
pub use store::reader::Reader;
pub use store::tx::{Outcome, Tx};
