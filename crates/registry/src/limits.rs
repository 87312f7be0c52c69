//! Every limit of the registry in one place, and how the capture limits are announced.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// Events in one capture.
pub(crate) const CAPTURE_EVENTS: usize = 500;
/// Octets in one capture.
pub(crate) const CAPTURE_BYTES: usize = 1_000_000;
/// Octets read and thrown away after a body proved too large, so that the sender gets to read the refusal.
pub(crate) const DRAINED_BYTES: usize = 16_000_000;
/// Octets in any other body.
pub(crate) const SMALL_BYTES: usize = 10_000;
/// Events on a page when the caller does not say.
pub(crate) const PAGE_DEFAULT: usize = 30;
/// Events on a page at most.
pub(crate) const PAGE_MAX: usize = 500;
/// Records on a page of those an organisation has here, when the caller does not say.
pub(crate) const HELD_DEFAULT: usize = 1_000;
/// Records on such a page at most.
pub(crate) const HELD_MAX: usize = 5_000;
/// Octets of events after which a page ends early.
pub(crate) const PAGE_BYTES: usize = 4_000_000;
/// Values in all lists of one query.
pub(crate) const QUERY_VALUES: usize = 500;
/// Octets of a query string.
pub(crate) const QUERY_BYTES: usize = 16_000;
/// Time to send the whole of a request and have it answered.
pub(crate) const REQUEST_TIME: Duration = Duration::from_secs(60);
/// Time to send a request's headers.
pub(crate) const HEADER_TIME: Duration = Duration::from_secs(15);
/// Octets of a request's line and headers.
pub(crate) const HEADER_BYTES: usize = 32_768;
/// Header fields of a request.
pub(crate) const HEADER_FIELDS: usize = 64;
/// Connections at one time; more wait.
pub(crate) const CONNECTIONS: usize = 1024;
/// Time for running requests to finish after the registry was asked to stop.
pub(crate) const FAREWELL: Duration = Duration::from_secs(10);
/// Wrong enrolment codes one address may send in a minute.
pub(crate) const WRONG_CODES: u32 = 5;

/// Writes the two capture limits into an answer's headers (EPCIS 2.0 REST binding).
pub(crate) fn announce_limits(headers: &mut HeaderMap) {
    let mut set = |name: &'static str, value: usize| {
        headers.insert(HeaderName::from_static(name), HeaderValue::from(value));
    };
    set("gs1-epcis-capture-limit", CAPTURE_EVENTS);
    set("gs1-epcis-capture-file-size-limit", CAPTURE_BYTES);
}
