//! The registry as a server: its routes, what every request passes, and the connections.

// Bottom-up: a module names only those above its own line.

// Time limit, headers, log.
mod guard;
// Who answers which address.
mod routes;
// Connections.
mod server;

pub use routes::{router, router_with_log};
pub use server::serve;
