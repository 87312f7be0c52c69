//! Where a lot came from and where it went: over turns to other lots, to plots, households and suppliers, through inputs, and to buyers and
//! markets. It owns no fact; steps that stand no more count for nothing.

mod closure_rows;
mod graph;
mod node_rows;
mod share;
mod source_rows;
mod tend_rows;
mod trace;
mod turn_rows;
mod walk;
mod way_out_rows;
#[cfg(test)]
mod tests;
pub(crate) mod view;
