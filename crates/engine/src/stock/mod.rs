//! What there is of lots, and where: sums of signed lines of steps, and nothing else. It owns no fact.

mod count;
mod count_rows;
#[cfg(test)]
mod tests;
pub(crate) mod view;

pub(crate) use count::number_of;
