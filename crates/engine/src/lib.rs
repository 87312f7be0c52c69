//! The whole application without a window: what a person can do, a test and the command line can do through [`App`].
//! It owns the store, the use cases, import, export and sync; it refuses to know about windows and to read the clock itself.

mod error;
mod host;
pub mod views;

pub use error::{AppError, Result};
pub use host::{Host, SystemHost};
