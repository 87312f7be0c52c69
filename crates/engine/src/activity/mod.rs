//! What is done on a plot: sprays are one kind. Facts, never edited.

pub(crate) mod spray_rows;

pub use spray_rows::SprayInput;
