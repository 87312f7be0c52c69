//! What keeps the house as it is, read from manifests and sources as text alone. Each check is a function over a [`Tree`](read::tree::Tree)
//! that returns its offences as sentences; it runs on the checkout, and once more on a small tree into which its fault is planted.
//!
//! `NUONG_ARCHITECTURE_ROOT=…` looks at another checkout; `NUONG_ARCHITECTURE_REPORT=1` prints floors and circles as a list to work off.
//! Knows nothing but the standard library, so that `rustc --edition 2024 --test main.rs` builds it in seconds.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must fail"
)]

// Bottom-up, as everywhere.
mod read;

mod model;

mod check;
