//! What a laptop does with every kind of server and line: the client side of the conformance scenarios (C01–C12 of
//! `epcis-rest/scenarios.json`) and the bad days of a cooperative.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where its world is not as it built it"
)]

#[path = "sync/bad_days.rs"]
mod bad_days;
#[path = "sync/declarations.rs"]
mod declarations;
#[path = "sync/duplicates.rs"]
mod duplicates;
#[path = "sync/memory.rs"]
mod memory;
#[path = "sync/peer.rs"]
mod peer;
#[path = "sync/refusals.rs"]
mod refusals;
#[path = "sync/verdicts.rs"]
mod verdicts;
