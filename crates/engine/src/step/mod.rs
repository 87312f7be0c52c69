//! Steps: what happened. Today their identity, which follows from what is told, and the stages that this data folder knows.

pub mod identity;
mod stages;
#[cfg(test)]
mod tests;
