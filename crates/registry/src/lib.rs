//! A provincial traceability registry: EPCIS 2.0 capture and query for enrolled cooperatives,
//! and a public page for every lot at its GS1 Digital Link.
//!
//! Owns its database and its pages. Refuses what it cannot show to be true: an unknown caller, an invalid
//! event, a second record under an eventID that is taken. Shows the public no quantities, no household
//! and no place finer than a commune.

mod capture;
mod enrol;
mod http;
mod limits;
mod machine;
mod page;
mod problem;
mod query;
mod registry;
mod secret;
mod spawn;
mod store;
mod text;
mod thing;

pub use http::{router, router_with_log, serve};
pub use machine::{Machine, MachineError, SystemMachine};
pub use registry::{EnrolError, Registry};
pub use spawn::{Running, StartError, spawn};
pub use store::StoreError;
