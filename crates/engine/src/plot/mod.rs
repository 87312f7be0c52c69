//! Plots by their code.

mod rows;

pub use rows::{PlotInput, PlotRecord};
