//! The EPCIS 2.0 capture interface: documents in, jobs out.
//!
//! A capture is judged, filed and finished in one transaction before it is answered, so a job is never
//! *running*, and after a kill either all of it happened or none.

// Bottom-up: a module names only those above its own line.

// What the index must know of an event.
mod facets;
// A body, judged.
mod submission;
// Filing it, and telling of it.
mod job;
// `POST /capture`.
mod document;
// `POST /events`.
mod event;

pub(crate) use document::{capture_document, capture_options};
pub(crate) use event::capture_event;
pub(crate) use job::{list_jobs, one_job};
