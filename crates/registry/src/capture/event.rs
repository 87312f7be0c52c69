//! `POST /events`: one event, answered when it is stored.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::document::run_blocking;
use super::job;
use super::submission::{Submission, Submitted};
use crate::http::{Caller, body, negotiate};
use crate::limits;
use crate::problem::{Kind, Problem};
use crate::registry::Registry;
use crate::store::{Filed, Record, StoreError, Transaction};
use crate::text;
use crate::wire::{event_address, recorded_event};

/// Answers `POST /events`: 201 with the event as recorded, 409 when it was there before.
pub(crate) async fn capture_event(
    State(registry): State<Registry>,
    caller: Caller,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, incoming) = request.into_parts();
    negotiate::check_epcis_headers(&parts.headers)?;
    negotiate::check_json_body(&parts.headers)?;
    let bytes = body::read_body(incoming, limits::CAPTURE_BYTES).await?;
    let now = registry.now();
    let submitted = run_blocking(move || Submission::of_event(&bytes, now)).await?;
    let (record, now) = store_event(&registry, caller, submitted).await?;
    let location = [(header::LOCATION, event_address(&record.event_id))];
    let event = recorded_event(&record.body.to_string(), now, Some(&record.context));
    let event = event.map_err(StoreError::from)?;
    Ok((StatusCode::CREATED, location, Json(event)).into_response())
}

async fn store_event(
    registry: &Registry,
    caller: Caller,
    submitted: Submitted,
) -> Result<(Record, jiff::Timestamp), Problem> {
    let within = registry.clone();
    let work = move |tx: &mut Transaction<'_>| {
        // Cut to what the answer shows, so that a query finds the time it was told.
        let now = text::to_millis(within.now());
        let filed = job::file_event(tx, caller.organisation, submitted, now, within.machine())?;
        Ok(filed.map(|(filed, record)| (filed, record, now)))
    };
    match registry.store().write(work).await?? {
        (Filed::Stored, record, now) => Ok((record, now)),
        (_, record, _) => Err(
            Problem::new(Kind::AlreadyExists, "The event is recorded already.")
                .about_event(&record.event_id),
        ),
    }
}
