//! What the stand-in answers to each request.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{Answer, Mishap, Request, State, key_of, plain, problem};

pub(super) fn answer(state: &mut State, request: &Request) -> Option<Answer> {
    let path = request.target.split('?').next().unwrap();
    if state.portal {
        return mishap(Mishap::Answer(
            200,
            "text/html; charset=utf-8",
            "<html>Sign in</html>",
        ));
    }
    match (request.method.as_str(), path) {
        ("OPTIONS", "/capture") => options(state),
        ("POST", "/capture") => capture(state, request),
        ("GET", "/events") => events(state, request),
        ("GET", path) if path.starts_with("/capture/") => job(state, path),
        _ => problem(404, "NoSuchResourceException", path),
    }
}

fn options(state: &State) -> Option<Answer> {
    let Some(headers) = state.options.as_ref() else {
        return problem(405, "ImplementationException", "no OPTIONS");
    };
    let headers = headers
        .iter()
        .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
        .collect();
    Some(Answer {
        status: 204,
        headers,
        body: String::new(),
        cut: false,
    })
}

fn mishap(mishap: Mishap) -> Option<Answer> {
    match mishap {
        Mishap::Answer(status, kind, body) => Some(Answer {
            status,
            headers: vec![("Content-Type".into(), kind.into())],
            body: body.into(),
            cut: false,
        }),
        Mishap::StoredThen(status) => problem(status, "ImplementationException", "after all"),
        Mishap::Redirect(to) => Some(Answer {
            status: 302,
            headers: vec![("Location".into(), to)],
            body: String::new(),
            cut: false,
        }),
        _ => None,
    }
}

fn capture(state: &mut State, request: &Request) -> Option<Answer> {
    state
        .posts
        .push((request.headers.clone(), request.body.clone()));
    let document: Value = serde_json::from_slice(&request.body).unwrap();
    let events = document["epcisBody"]["eventList"]
        .as_array()
        .unwrap()
        .clone();
    let stores = |m: &Mishap| {
        matches!(
            m,
            Mishap::StoredThen(_) | Mishap::CutAfter | Mishap::CutInside
        )
    };
    match state.mishaps.pop_front() {
        Some(Mishap::CutInside) => take(state, &events, &request.headers).map(|answer| Answer {
            cut: true,
            ..answer
        }),
        Some(m) if stores(&m) => {
            take(state, &events, &request.headers);
            mishap(m)
        }
        Some(m) => mishap(m),
        None => take(state, &events, &request.headers),
    }
}

fn too_large(state: &State) -> Option<Answer> {
    let mut answer = problem(413, "CaptureLimitExceededException", "too much")?;
    if state.tell_limits {
        answer.headers.push((
            "GS1-EPCIS-Capture-Limit".into(),
            state.most_events.to_string(),
        ));
        answer.headers.push((
            "GS1-EPCIS-Capture-File-Size-Limit".into(),
            state.most_bytes.to_string(),
        ));
    }
    Some(answer)
}

fn take(state: &mut State, events: &[Value], headers: &BTreeMap<String, String>) -> Option<Answer> {
    let size = state.posts.last().unwrap().1.len();
    if events.len() > state.most_events || size > state.most_bytes {
        return too_large(state);
    }
    let id = |e: &Value| e["eventID"].as_str().unwrap().to_owned();
    if events
        .iter()
        .map(id)
        .any(|id| state.breaks_on.contains(&id))
    {
        return problem(500, "ImplementationException", "null pointer");
    }
    let bad = ids_that(events, |id| state.poison.contains(id));
    if state.poison_at_once && !bad.is_empty() {
        let detail = if state.names_events {
            format!("event {} is not valid", bad[0])
        } else {
            "an event is not valid".into()
        };
        return problem(400, "ValidationException", &detail);
    }
    let key = |e: &Value| match state.knows_no_declarations {
        true => id(e),
        false => key_of(e),
    };
    let held: BTreeSet<String> = state.stored.iter().map(key).collect();
    let twice = events.iter().filter(|e| held.contains(&key(e))).map(id);
    let twice: Vec<String> = twice.filter(|_| state.recognises_duplicates).collect();
    let mut errors = Vec::new();
    errors.extend(
        bad.iter()
            .map(|id| told(state, "ValidationException", "not valid", id)),
    );
    errors.extend(twice.iter().map(|id| {
        told(
            state,
            "ImplementationWord",
            "Duplicate EPCIS Event already present",
            id,
        )
    }));
    let proceeds = state.proceeds
        || headers
            .get("gs1-capture-error-behaviour")
            .is_some_and(|b| b == "proceed");
    if errors.is_empty() || proceeds {
        let good = events
            .iter()
            .filter(|e| !bad.contains(&id(e)) && !twice.contains(&id(e)));
        let good = recorded(state, good);
        state.stored.extend(good);
    }
    Some(open_job(state, errors, proceeds))
}

fn ids_that(events: &[Value], like: impl Fn(&String) -> bool) -> Vec<String> {
    let ids = events
        .iter()
        .map(|e| e["eventID"].as_str().unwrap().to_owned());
    ids.filter(|id| like(id)).collect()
}

/// Events as they are kept: with the time at which they came.
fn recorded<'e>(state: &State, events: impl Iterator<Item = &'e Value>) -> Vec<Value> {
    let time = format!("2026-11-22T09:00:{:02}.000+07:00", state.posts.len() % 60);
    let with_time = |mut event: Value| {
        event["recordTime"] = json!(time);
        event
    };
    events.cloned().map(with_time).collect()
}

fn told(state: &State, kind: &str, text: &str, id: &str) -> Value {
    let text = if state.names_events {
        format!("{text} {id}")
    } else {
        text.to_owned()
    };
    json!({"type": format!("epcisException:{kind}"), "title": text})
}

fn open_job(state: &mut State, errors: Vec<Value>, proceeds: bool) -> Answer {
    let number = format!("261122-{:06}", state.jobs.len() + 1);
    let behaviour = if proceeds { "proceed" } else { "rollback" };
    let job = json!({"captureID": number, "createdAt": "2026-11-22T02:00:00Z", "running": false, "success": errors.is_empty(),
        "captureErrorBehaviour": behaviour, "errors": errors});
    state.jobs.insert(number.clone(), job);
    let location = format!("{}{number}", state.location);
    Answer {
        status: state.capture_status,
        headers: vec![("Location".into(), location)],
        body: String::new(),
        cut: false,
    }
}

fn job(state: &mut State, path: &str) -> Option<Answer> {
    if let Some(m) = state.job_mishaps.pop_front() {
        return mishap(m);
    }
    if state.job_404 > 0 || state.no_jobs {
        state.job_404 = state.job_404.saturating_sub(1);
        return problem(404, "NoSuchResourceException", path);
    }
    let mut job = state
        .jobs
        .get(path.trim_start_matches("/capture/"))?
        .clone();
    if state.job_running > 0 {
        state.job_running -= 1;
        job["running"] = json!(true);
    }
    plain(200, job)
}

fn events(state: &mut State, request: &Request) -> Option<Answer> {
    if let Some(m) = state.query_mishaps.pop_front() {
        return mishap(m);
    }
    if state.no_query {
        return problem(404, "NoSuchResourceException", "no query interface");
    }
    let query = request
        .target
        .split("EQ_eventID=")
        .nth(1)?
        .split('&')
        .next()?;
    let asked = query.replace("%7C", "|").replace("%3A", ":");
    let asked: Vec<_> = asked.split('|').collect();
    let list: Vec<_> = state
        .stored
        .iter()
        .filter(|e| asked.contains(&e["eventID"].as_str().unwrap()))
        .cloned()
        .collect();
    plain(
        200,
        json!({"type": "EPCISQueryDocument", "epcisBody": {"queryResults": {"queryName": "q", "resultsBody": {"eventList": list}}}}),
    )
}
