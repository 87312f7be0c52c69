//! TODO.

mod decide;
mod lots;
mod phi;
