//! `POST /capture` and `OPTIONS /capture`.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::job;
use super::submission::Submission;
use crate::http::negotiate::{self, Behaviour};
use crate::http::{Caller, body};
use crate::limits;
use crate::problem::Problem;
use crate::registry::Registry;

/// Answers `POST /capture`: 202 and the address of the finished job.
pub(crate) async fn capture_document(
    State(registry): State<Registry>,
    caller: Caller,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, incoming) = request.into_parts();
    negotiate::check_epcis_headers(&parts.headers)?;
    negotiate::check_json_body(&parts.headers)?;
    let behaviour = Behaviour::of_headers(&parts.headers)?;
    let bytes = body::read_body(incoming, limits::CAPTURE_BYTES).await?;
    let now = registry.now();
    let submission = run_blocking(move || Submission::of_document(&bytes, now)).await?;
    let id = job::run_job(&registry, caller, submission, behaviour).await?;
    let location = [(header::LOCATION, format!("/capture/{id}"))];
    Ok((StatusCode::ACCEPTED, location).into_response())
}

/// Runs `work` where it may take its time: a large document costs tens of milliseconds.
pub(super) async fn run_blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|gone| Err(Problem::failure(gone)))
}

/// Answers `OPTIONS /capture`: what this interface can do.
pub(crate) async fn capture_options() -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    describe_interface(response.headers_mut());
    response
}

fn describe_interface(headers: &mut HeaderMap) {
    const FACTS: [(&str, &str); 10] = [
        ("allow", "OPTIONS, POST, GET, HEAD"),
        ("gs1-epcis-version", negotiate::VERSION),
        ("gs1-epcis-min", negotiate::VERSION),
        ("gs1-epcis-max", negotiate::VERSION),
        ("gs1-cbv-version", negotiate::VERSION),
        ("gs1-cbv-min", negotiate::VERSION),
        ("gs1-cbv-max", negotiate::VERSION),
        ("gs1-epc-format", "Never_Translates"),
        (
            "gs1-vendor-version",
            concat!("nuong-registry-", env!("CARGO_PKG_VERSION")),
        ),
        ("gs1-capture-error-behaviour", "all"),
    ];
    for (name, value) in FACTS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(
        "gs1-extensions",
        HeaderValue::from_static("nuong=urn:nuong:voc:"),
    );
    limits::announce_limits(headers);
}
