//! Certificates: taken out of sight, never removed, because labels carry them.

mod edit;
pub(crate) mod rows;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod view;

pub(crate) use edit::{certificate_name, validity_state};

pub use view::*;
