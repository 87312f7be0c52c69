//! A provincial traceability registry: EPCIS 2.0 capture and query for enrolled cooperatives,
//! and a public page for every lot at its GS1 Digital Link.
//!
//! Owns its database and its pages. Refuses what it cannot show to be true: an unknown caller, an invalid
//! event, a second record under an eventID that is taken, a person's identity number for an organisation's
//! code. Shows the public no quantities, no household and no place finer than a commune.

// Bottom-up: a module names only those above its own line.

// Every limit on size, number and time.
mod limits;
// The clock and the random generator.
mod machine;
// Names, codes and times as text.
mod text;
// One spelling per identifier.
mod thing;
// One-time codes and bearer tokens.
mod secret;
// Wrong codes lately, by address.
mod tries;
// The database, and every SQL statement.
mod store;
// The registry as its operator has it.
mod registry;
// Refusals as EPCIS 2.0 answers them.
mod problem;
// What a request holds.
mod http;
// Forms that capture and query share.
mod wire;
// `GET /events`.
mod query;
// `POST /capture`, `POST /events` and the jobs.
mod capture;
// `POST /enroll`.
mod enrol;
// The public pages.
mod page;
// Routes, guards and connections.
mod serve;
// A whole registry on a thread.
mod spawn;

pub use machine::{Machine, MachineError, SystemMachine};
pub use registry::{EnrolError, Registry};
pub use serve::{router, router_with_log, serve};
pub use spawn::{Running, StartError, spawn};
pub use store::StoreError;
