//! Label papers: the shipped ones and those whose geometry a person typed.

mod own;
pub(crate) mod rows;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod view;

pub(crate) use own::{paper_in_use, paper_of_print};
