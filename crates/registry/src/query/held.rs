//! `GET /organisation/records`: what the caller's organisation has here, for a computer that is new, restored or one of several.

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::http::{Caller, Parameters, negotiate};
use crate::limits;
use crate::problem::Problem;
use crate::registry::Registry;
use crate::store::{Database, Held, HeldSearch};
use crate::text;
use crate::wire::next_link;

const PATH: &str = "/organisation/records";

/// Answers `GET /organisation/records`: one member a record, in the order of recording. A caller that comes back later asks with
/// `GE_recordTime` for what is new.
pub(crate) async fn list_held(
    State(registry): State<Registry>,
    caller: Caller,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    negotiate::check_epcis_headers(&headers)?;
    let parameters = Parameters::parse(query.as_deref().unwrap_or(""))?;
    let search = read_search(&parameters, caller.organisation)?;
    let read = move |db: &Database| search.find_page(db);
    let page = registry.store().read(read).await?;
    let members: Vec<Value> = page.records.iter().map(describe_record).collect();
    let list = json!({"type": "Collection", "member": members});
    let mut response = Json(list).into_response();
    if let (true, Some(last)) = (page.more, page.records.last()) {
        let token = last.row.to_string();
        next_link(&mut response, PATH, &parameters, &token, registry.now());
    }
    Ok(response)
}

fn read_search(parameters: &Parameters, organisation: i64) -> Result<HeldSearch, Problem> {
    parameters.allow_only(&["EQ_eventID", "GE_recordTime", "perPage", "nextPageToken"])?;
    let since = parameters.read_instant("GE_recordTime")?;
    Ok(HeldSearch {
        organisation,
        event_ids: parameters.read_values("EQ_eventID")?,
        since: since.unwrap_or(Timestamp::MIN),
        after: parameters.row_token()?.unwrap_or(0),
        limit: parameters.page_size_within(limits::HELD_DEFAULT, limits::HELD_MAX)?,
    })
}

/// An event, or a declaration of an error in it: the latter has `errorDeclaration`. `contentDigest` is of the event in both, so that
/// a computer finds its own copy by it. Times are whole, not cut to milliseconds: they are compared.
fn describe_record(record: &Held) -> Value {
    let mut member = Map::new();
    let mut set = |name: &str, value: Value| member.insert(name.to_owned(), value);
    set("eventID", json!(record.event_id));
    set("recordTime", json!(text::wire_time(record.record_time)));
    set("contentDigest", json!(record.content.to_string()));
    match (&record.declaration, record.declared_last) {
        (Some(declaration), _) => {
            let declared = json!({
                "declarationTime": declaration.time.to_string(),
                "reason": declaration.reason,
                "contentDigest": declaration.content.to_string(),
            });
            set("errorDeclaration", declared);
        }
        (None, Some(time)) => drop(set("declaredInError", json!(time.to_string()))),
        (None, None) => {}
    }
    Value::Object(member)
}
