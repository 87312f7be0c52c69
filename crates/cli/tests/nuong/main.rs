//! The real `nuong` in a real shell: arguments, streams, exit status, files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must fail"
)]

mod checks;
#[cfg(target_os = "linux")]
mod full_disk;
mod killed;
mod label_ledger;
mod labels;
mod laptop;
mod ledger;
mod printers;
mod records;
mod shell;
