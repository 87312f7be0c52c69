//! Member households by their code, and how much of a name may be shown.

pub(crate) mod rows;
mod shown;

pub use rows::HouseholdInput;
pub(crate) use rows::{DOC, LOTS_OF_HOUSEHOLD, mark_all, refresh_index};
pub(crate) use shown::shown_name;
