//! HTTP below the routes: connections, limits on time and size, headers every answer carries, who is calling.

pub(crate) mod body;
mod caller;
mod guard;
pub(crate) mod negotiate;
mod routes;
mod server;

pub(crate) use caller::{Caller, Peer};
pub use routes::{router, router_with_log};
pub use server::serve;
