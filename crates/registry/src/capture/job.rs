//! Capture jobs: running one, and telling what became of it.

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::submission::{Submission, Submitted};
use crate::http::negotiate::{self, Behaviour};
use crate::http::{Caller, Parameters};
use crate::machine::Machine;
use crate::problem::{Kind, Problem};
use crate::registry::Registry;
use crate::store::{Database, Filed, Job, JobDraft, Record, StoreError, Transaction};
use crate::text;
use crate::wire::next_link;

/// Files the submission and its job in one transaction; gives the capture id.
pub(super) async fn run_job(
    registry: &Registry,
    caller: Caller,
    submission: Submission,
    behaviour: Behaviour,
) -> Result<String, Problem> {
    let within = registry.clone();
    let work = move |tx: &mut Transaction<'_>| {
        let created = text::to_millis(within.now());
        let mut draft = JobDraft {
            organisation: caller.organisation,
            day: text::capture_day(created),
            created,
            finished: created,
            behaviour: behaviour.word(),
            stored: 0,
            duplicates: 0,
            errors: Vec::new(),
        };
        // Inside the transaction, so that the events can be taken back while the job that says so stays.
        let mut attempt = tx.savepoint()?;
        file_submission(&mut draft, &attempt, submission, within.machine())?;
        if behaviour == Behaviour::Rollback && !draft.errors.is_empty() {
            attempt.rollback()?;
            draft.stored = 0;
        }
        // Rolled back or not, it must be released before the transaction goes on.
        attempt.commit()?;
        // The clock may be set back while it runs.
        draft.finished = text::to_millis(within.now()).max(created);
        draft.insert(tx)
    };
    Ok(registry.store().write(work).await?)
}

fn file_submission(
    draft: &mut JobDraft,
    db: &Database,
    submission: Submission,
    machine: &dyn Machine,
) -> Result<(), StoreError> {
    for submitted in submission.events {
        match file_event(db, draft.organisation, submitted, draft.created, machine)? {
            Ok((Filed::Duplicate, _)) => draft.duplicates += 1,
            Ok(_) => draft.stored += 1,
            Err(problem) => {
                // It is kept in the job and never answered, so no guard would see its cause.
                if let Some(cause) = problem.cause() {
                    cause.write_log();
                }
                draft.errors.push(problem.to_json());
            }
        }
    }
    for element in submission.elements {
        element.keep(db, draft.organisation, draft.created)?;
    }
    Ok(())
}

/// Files one event: the record as stored (or found there already), or why it was refused.
pub(super) fn file_event(
    db: &Database,
    organisation: i64,
    submitted: Submitted,
    now: jiff::Timestamp,
    machine: &dyn Machine,
) -> Result<Result<(Filed, Record), Problem>, StoreError> {
    let mut record = match submitted {
        Ok(record) => *record,
        Err(problem) => return Ok(Err(problem)),
    };
    if record.given
        && let Err(problem) = name_record(&mut record, db, organisation, now, machine)?
    {
        return Ok(Err(problem));
    }
    let filed = record.file_once(db, organisation, now)?;
    Ok(filing_refusal(filed, &record.event_id).map_or(Ok((filed, record)), Err))
}

/// Gives an event without eventID the one it has here already, else its hash, else, where that stands for something else, a fresh one:
/// the hash is a name for matching and passes over much that events say (CBV 2.0, 8.9).
fn name_record(
    record: &mut Record,
    db: &Database,
    organisation: i64,
    now: jiff::Timestamp,
    machine: &dyn Machine,
) -> Result<Result<(), Problem>, StoreError> {
    if let Some(known) = record.find_name(db, organisation)? {
        record.rename_event(known);
    } else if record.is_taken(db)? {
        match fresh_id(machine, now) {
            Ok(id) => record.rename_event(id),
            Err(problem) => return Ok(Err(problem)),
        }
    }
    Ok(Ok(()))
}

fn filing_refusal(filed: Filed, event_id: &str) -> Option<Problem> {
    let (kind, detail) = match filed {
        Filed::Stored | Filed::Duplicate => return None,
        Filed::Conflict => (
            Kind::Validation,
            "Another event bears this eventID. Recorded events do not change: \
             send a new event, or an error declaration.",
        ),
        Filed::Unlike => (
            Kind::Validation,
            "An error declaration repeats its event whole, and this one says something else than the event recorded here: \
             fetch that event by its eventID and declare the error in it as it is.",
        ),
        Filed::OtherDeclaration => (
            Kind::Validation,
            "Another error declaration of this event bears this declarationTime. Recorded declarations do not change: \
             declare anew, with the time at which you do.",
        ),
        Filed::Foreign => (
            Kind::Forbidden,
            "This eventID belongs to another organisation.",
        ),
    };
    Some(Problem::new(kind, detail).about_event(event_id))
}

fn fresh_id(machine: &dyn Machine, now: jiff::Timestamp) -> Result<String, Problem> {
    let mut random = [0_u8; 10];
    machine.fill(&mut random)?;
    // A clock set before 1970 counts as 1970: the random half still makes the id unique.
    let millis = now.as_millisecond().max(0).unsigned_abs();
    let id = uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid();
    Ok(format!("urn:uuid:{id}"))
}

/// Answers `GET /capture/{captureID}`.
pub(crate) async fn one_job(
    State(registry): State<Registry>,
    caller: Caller,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Value>, Problem> {
    negotiate::check_epcis_headers(&headers)?;
    let job = registry
        .store()
        .read(move |db| Job::find(db, caller.organisation, &id))
        .await?;
    let missing = || Problem::new(Kind::NoSuchResource, "There is no capture with this id.");
    job.map(|job| Json(describe_job(&job))).ok_or_else(missing)
}

/// Answers `GET /capture`: the organisation's jobs, newest first.
pub(crate) async fn list_jobs(
    State(registry): State<Registry>,
    caller: Caller,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    negotiate::check_epcis_headers(&headers)?;
    let parameters = Parameters::parse(query.as_deref().unwrap_or(""))?;
    parameters.allow_only(&["perPage", "nextPageToken"])?;
    let size = parameters.page_size()?;
    let before = parameters.row_token()?.unwrap_or(i64::MAX);
    // One more than asked for tells whether there is a next page.
    let read = move |db: &Database| Job::list(db, caller.organisation, before, size + 1);
    let mut found = registry.store().read(read).await?;
    let more = found.len() > size;
    found.truncate(size);
    let list: Vec<Value> = found.iter().map(describe_job).collect();
    let mut response = Json(list).into_response();
    if let (true, Some(last)) = (more, found.last()) {
        next_link(
            &mut response,
            "/capture",
            &parameters,
            &last.row.to_string(),
            registry.now(),
        );
    }
    Ok(response)
}

fn describe_job(job: &Job) -> Value {
    json!({
        "captureID": job.id,
        "createdAt": text::wire_time(job.created),
        "finishedAt": text::wire_time(job.finished),
        "running": false,
        "success": job.errors.is_empty(),
        "captureErrorBehaviour": job.behaviour,
        "errors": job.errors,
    })
}
