//! Printing: a job is checked, drawn, announced, put in its place or sent, and entered in the label ledger, or nothing of it remains.

mod after_crash;
pub(crate) mod announced_rows;
pub(crate) mod job;
mod labels;
pub(crate) mod outlet;
mod page_ends;
mod preview;
pub(crate) mod render;
mod reprint;
mod run;
mod test_page;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod under_way;

pub use render::PrintFormat;
