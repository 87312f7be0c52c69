//! Label templates: the shipped ones and a cooperative's own.

mod file;
mod own;
pub(crate) mod rows;
mod shows;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod view;

pub(crate) use own::{as_printed, parse_template, template_in_use};
pub(crate) use shows::{of_pallets, shows_any};
