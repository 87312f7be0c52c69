//! Every address of the registry and who answers it.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::guard;
use crate::http::negotiate;
use crate::problem::{Kind, Problem};
use crate::registry::Registry;
use crate::{capture, enrol, page, query};

/// All routes of a registry.
pub fn router(registry: Registry) -> Router {
    interface_routes()
        .merge(page_routes())
        .method_not_allowed_fallback(not_allowed)
        .with_state(registry)
        // The last layer is the outermost: even the answer to a request that took too long has the security headers.
        .layer(from_fn(guard::log_failures))
        .layer(from_fn(guard::limit_time))
        .layer(from_fn(guard::add_security_headers))
}

/// [`router`] with one line per request on standard error.
pub fn router_with_log(registry: Registry) -> Router {
    router(registry.clone()).layer(from_fn_with_state(registry, guard::log_requests))
}

fn interface_routes() -> Router<Registry> {
    let read_only = || get(query::one_event).options(|| allowed_methods("OPTIONS, GET, HEAD"));
    Router::new()
        .route(
            "/capture",
            post(capture::capture_document)
                .get(capture::list_jobs)
                .options(capture::capture_options),
        )
        .route(
            "/capture/{id}",
            get(capture::one_job).options(|| allowed_methods("OPTIONS, GET, HEAD")),
        )
        .route(
            "/events",
            post(capture::capture_event)
                .get(query::list_events)
                .options(|| allowed_methods("OPTIONS, POST, GET, HEAD")),
        )
        .route("/events/{id}", read_only())
        .route(
            "/organisation/records",
            get(query::list_held).options(|| allowed_methods("OPTIONS, GET, HEAD")),
        )
        .route("/enroll", post(enrol::enroll))
        .layer(from_fn(add_versions))
}

fn page_routes() -> Router<Registry> {
    Router::new()
        .route("/", get(page::home_page))
        .route("/assets/{name}", get(page::send_asset))
        .fallback(page::resolve_path)
}

async fn allowed_methods(methods: &'static str) -> Response {
    (StatusCode::NO_CONTENT, [(header::ALLOW, methods)]).into_response()
}

async fn not_allowed(method: Method) -> Problem {
    Problem::new(
        Kind::MethodNotAllowed,
        format!("{method} does nothing here."),
    )
}

/// Says in every answer of the interface which versions it speaks.
async fn add_versions(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for name in ["gs1-epcis-version", "gs1-cbv-version"] {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(negotiate::VERSION));
    }
    response
}
