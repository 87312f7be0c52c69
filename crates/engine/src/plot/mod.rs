//! Plots by their code.

pub(crate) mod rows;

pub(crate) use rows::{DOC, LOTS_OF_PLOT, mark_all, refresh_index};
pub use rows::{PlotInput, PlotRecord};
