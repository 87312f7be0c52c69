//! Steps: what happened, as facts whose ids follow from what is told; and the stages that this data folder knows. It refuses to change what
//! is told.

pub(crate) mod append;
pub mod identity;
pub(crate) mod rows;
mod stages;
#[cfg(test)]
mod tests;
