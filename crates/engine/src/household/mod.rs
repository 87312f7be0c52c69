//! Member households by their code, and how much of a name may be shown.

mod rows;
mod shown;

pub use rows::HouseholdInput;
pub(crate) use shown::shown_name;
