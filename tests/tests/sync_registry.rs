//! A laptop and the real registry: whatever happens to either, or to the line between them, each side holds each event exactly once.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where its world is not as it built it"
)]

#[path = "sync_registry/bad_days.rs"]
mod bad_days;
#[path = "sync_registry/corrections.rs"]
mod corrections;
#[path = "sync_registry/good_days.rs"]
mod good_days;
#[path = "sync_registry/household_business.rs"]
mod household_business;
#[path = "sync_registry/killed.rs"]
mod killed;
#[path = "sync_registry/laptop.rs"]
mod laptop;
#[path = "sync_registry/ledger.rs"]
mod ledger;
#[path = "sync_registry/line.rs"]
mod line;
#[path = "sync_registry/recognised.rs"]
mod recognised;
