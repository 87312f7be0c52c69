//! What every request passes: a time limit, security headers, the log of failures, one line in the log of requests.
//! The latter has method, path, status and duration; never the query, a header or a body.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::limits;
use crate::problem::{Cause, Kind, Problem};
use crate::registry::Registry;
use crate::text;

/// Nothing but this origin's stylesheet, font and pictures; no script, no frame, no form.
const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
];

/// Bounds the time of a request.
pub(crate) async fn limit_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(limits::REQUEST_TIME, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new(Kind::Timeout, "Send it again.").into_response(),
    }
}

/// Adds the security headers.
pub(crate) async fn add_security_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Writes to standard error why the registry failed, where it did.
pub(crate) async fn log_failures(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if let Some(cause) = response.extensions().get::<Cause>() {
        cause.write_log();
    }
    response
}

/// Writes one line per request to standard error.
pub(crate) async fn log_requests(
    State(registry): State<Registry>,
    request: Request,
    next: Next,
) -> Response {
    let began = registry.now();
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    let took = registry.now().duration_since(began).as_millis();
    let (at, status) = (text::wire_time(began), response.status().as_u16());
    eprintln!("{at} {status} {method} {path} {took} ms");
    response
}
