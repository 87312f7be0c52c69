//! `GET /events`, `GET /events/{eventID}` and the list of what there is to ask for.

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::{answer, filter};
use crate::http::{Caller, Parameters, negotiate};
use crate::limits;
use crate::problem::{Kind, Problem};
use crate::registry::Registry;
use crate::store::{Condition, Order, Search};
use crate::wire::next_link;

/// Answers `GET /events`.
pub(crate) async fn list_events(
    State(registry): State<Registry>,
    caller: Caller,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    negotiate::check_epcis_headers(&headers)?;
    let parameters = Parameters::parse(query.as_deref().unwrap_or(""))?;
    let search = filter::read_search(&parameters, caller.organisation)?;
    let page = registry
        .store()
        .read(move |db| search.find_page(db))
        .await?;
    let now = registry.now();
    let mut response = Json(answer::query_document(&page.events, now)?).into_response();
    if let (true, Some(last)) = (page.more, page.events.last()) {
        let token = format!("{}.{}", last.event_time, last.row);
        next_link(&mut response, "/events", &parameters, &token, now);
    }
    Ok(response)
}

/// Answers `GET /events/{eventID}`: the event and its error declarations.
pub(crate) async fn one_event(
    State(registry): State<Registry>,
    caller: Caller,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    negotiate::check_epcis_headers(&headers)?;
    let search = Search {
        organisation: caller.organisation,
        conditions: vec![Condition::AnyOf("event_id", vec![id])],
        order: Order::Recorded,
        after: None,
        limit: limits::PAGE_MAX,
    };
    let found = registry
        .store()
        .read(move |db| search.find_page(db))
        .await?
        .events;
    if found.is_empty() {
        return Err(Problem::new(
            Kind::NoSuchResource,
            "There is no event with this eventID.",
        ));
    }
    Ok(Json(answer::query_document(&found, registry.now())?).into_response())
}

/// The top-level resources, for a program that asks `GET /` for JSON.
pub(crate) fn discover_resources() -> Value {
    json!({
        "@context": nuong_epcis::context::EPCIS_CONTEXT,
        "type": "Collection",
        "member": ["capture", "events"],
    })
}
