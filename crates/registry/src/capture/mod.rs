//! The EPCIS 2.0 capture interface: documents in, jobs out.
//!
//! A capture is judged, filed and finished in one transaction before it is answered, so a job is never
//! *running*, and after a kill either all of it happened or none.

mod document;
mod event;
mod facets;
mod job;
mod submission;

pub(crate) use document::{capture, capture_options};
pub(crate) use event::post_event;
pub(crate) use facets::bare_word;
pub(crate) use job::{jobs, one_job};
