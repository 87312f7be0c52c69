//! Places, by their code: plots, ponds, workshops, stores, stalls, vehicles, pallets; where things grow, lie, are made and sold. A
//! cooperative has one from the start, its store `KHO`.

mod put;
pub(crate) mod rows;
mod store_place;
#[cfg(test)]
mod tests;
pub(crate) mod view;

pub(crate) use rows::{DOC, LOTS_OF_PLACE, mark_all, refresh_index};
pub use rows::{PlaceInput, PlaceRecord};
pub(crate) use store_place::{make_store, mark_cooperative};

pub use view::*;
