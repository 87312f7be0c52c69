//! Steps: what happened, as facts whose ids follow from what is told; and the stages that this data folder knows. It refuses to change what
//! is told.

pub(crate) mod append;
pub mod identity;
mod list;
mod list_rows;
pub(crate) mod rows;
mod stages;
pub(crate) mod view;
#[cfg(test)]
mod tests;
