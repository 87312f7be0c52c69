//! Where in a sheet a table stands and what its columns are called.

pub(crate) mod header;
mod header_names;
mod header_rows;
pub(crate) mod cut;
