//! TODO.

pub(crate) mod codes;
mod fields;
mod law;
