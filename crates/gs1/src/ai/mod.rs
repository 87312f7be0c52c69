//! The table of GS1 Application Identifiers: what each may hold, what it needs beside it, and
//! its place in a Digital Link.
//!
//! The table is data (`data/ai.tsv`): a new AI is a new row. Nothing in this crate knows an AI by
//! number except (01), which Digital Links pad, and (8030), whose signature rule has no column.

// Bottom-up: a module names only those above its own line.

// One AI.
mod entry;
// Rows of the table, read.
mod read;
// The table.
mod table;

pub use entry::{Charset, Component, Entry};
pub use read::TableError;
pub use table::{Table, table};
