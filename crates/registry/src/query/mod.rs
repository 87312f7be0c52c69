//! The EPCIS 2.0 query interface over GET: one organisation sees its own events.

// Bottom-up: a module names only those above its own line.

// The document that holds what was found.
mod answer;
// Parameters to conditions.
mod filter;
// The handlers.
mod list;
// What an organisation has here.
mod held;

pub(crate) use held::list_held;
pub(crate) use list::{discover_resources, list_events, one_event};
