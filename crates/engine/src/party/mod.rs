//! Parties: who is not the cooperative itself. Member households, buyers, suppliers, laboratories, carriers, authorities, by their code; one
//! table, so that a household may also buy. How much of a name may be shown is the party's consent.

mod put;
pub(crate) mod rows;
mod shown;
#[cfg(test)]
mod tests;
pub(crate) mod view;

pub use rows::PartyInput;
pub(crate) use rows::{DOC, LOTS_OF_PARTY, mark_all, refresh_index};
pub(crate) use shown::shown_name;

pub use view::*;
