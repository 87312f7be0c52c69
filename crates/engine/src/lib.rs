//! The whole application without a window: what a person can do, a test and the command line can do through [`App`].
//! It owns the store, the use cases, import, export and sync; it refuses to know about windows and to read the clock itself.

mod address;
mod app;
mod cases;
mod error;
mod host;
pub mod i18n;
mod import;
mod printers;
mod secrets;
pub mod store;
pub mod sync;
#[cfg(test)]
mod tests;
mod trace;
pub mod views;

pub use app::App;
pub use cases::{Language, PrintFormat};
pub use error::{AppError, Result};
pub use host::{Host, SystemHost};
pub use import::OnProgress;
pub use secrets::{FileSecrets, Secrets, SystemSecrets};
