//! A row of a table as a record of ours, or why it is none.

mod amount;
pub(crate) mod copies;
pub(crate) mod draft;
mod duration;
mod facts;
mod field;
mod masters;
pub(crate) mod problem;
mod record;
pub(crate) mod relate;
