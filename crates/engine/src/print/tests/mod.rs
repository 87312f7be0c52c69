//! TODO.

#[cfg(unix)]
mod cups;
mod labels;
mod million;
mod sending;
mod window;
