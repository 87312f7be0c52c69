//! The real `nuong` in a real shell: arguments, streams, exit status, files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must fail"
)]

#[cfg(target_os = "linux")]
mod full_disk;
mod address_book;
mod exchange;
mod import;
mod killed;
mod label;
mod label_ledger;
mod laptop;
mod print;
mod printer;
mod records;
mod shell;
mod stage;
mod step;
