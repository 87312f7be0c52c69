//! The cooperative: its profile, made once and changed later. It refuses another tax code once anything carries it.

pub(crate) mod edit;
mod link_base;
mod logo;
pub(crate) mod rows;
#[cfg(test)]
mod tests;
pub(crate) mod view;

pub(crate) use link_base::is_base;
pub(crate) use rows::SET_UP;

pub use view::*;
