//! What labels say: their fields, what the law asks, and the codes of single labels.

pub(crate) mod codes;
mod fields;
mod law;
mod markets;
mod pallets;
