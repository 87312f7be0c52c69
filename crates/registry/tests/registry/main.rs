//! The registry over real HTTP on a free port: the S scenarios of the EPCIS REST contract,
//! enrolment, restarts, racing clients, and the public page as a person reads it.

// Clippy knows tests by their attribute; the steps they share have none.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod any_order;
mod bought;
mod capture;
mod corrected_page;
mod declarations;
mod enrolment;
mod field;
mod held;
mod interface;
mod organisation_code;
mod page;
mod products;
mod query;
mod recall;
mod robustness;
mod same_again;
mod world;
