//! Stages as data: what can happen to a lot, which fields it has and which trace events it bears, from `assets/rules/stages.json` and a
//! cooperative's own files. It owns the format, its checks and the checks of what is told; it knows no record and refuses a stage that
//! contradicts its class, a word that CBV does not have, and a field that no stage names.

mod catalogue;
mod check;
mod class;
mod event;
mod field;
mod file;
mod load;
mod mistake;
mod own;
mod sector;
mod told;
mod value;
pub(crate) mod view;
#[cfg(test)]
mod tests;

pub use catalogue::Stages;
pub use class::{Balance, Class, Column, Columns};
pub use event::{Carried, EventType, Persistent, PlaceWord, StageEvent, When};
pub use field::{CodeList, Field, FieldType, FieldsOf, Kept, ListValue, Part};
pub use file::{Stage, StageFile};
pub use mistake::StageMistake;
pub use own::{FOLDER as OWN_STAGES, own_stages};
pub use sector::{Asked, Requirement, Sector};
