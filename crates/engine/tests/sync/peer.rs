//! A stand-in for other people's capture servers, on a real socket: the habits of FasTnT and OpenEPCIS, captive portals, cut lines.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use serde_json::{Value, json};

/// What goes wrong with a request, once.
#[derive(Debug, Clone)]
pub enum Mishap {
    /// This status with this content type and body, nothing stored.
    Answer(u16, &'static str, &'static str),
    /// Stored, and then this status.
    StoredThen(u16),
    /// The line is cut before anything is stored.
    CutBefore,
    /// Everything is stored, the line is cut before the answer.
    CutAfter,
    /// Everything is stored, the line is cut in the middle of the answer's body.
    CutInside,
    /// A redirect to this address.
    Redirect(String),
}

/// How this server behaves and what it holds.
#[derive(Default)]
pub struct State {
    pub options: Option<Vec<(&'static str, &'static str)>>,
    pub capture_status: u16,
    pub location: &'static str,
    pub most_events: usize,
    pub most_bytes: usize,
    pub tell_limits: bool,
    pub job_404: u32,
    pub job_running: u32,
    pub recognises_duplicates: bool,
    pub names_events: bool,
    pub proceeds: bool,
    pub no_query: bool,
    pub portal: bool,
    pub no_jobs: bool,
    pub poison: BTreeSet<String>,
    pub poison_at_once: bool,
    /// Events on which this server breaks down: a 500 each time, nothing stored.
    pub breaks_on: BTreeSet<String>,
    pub mishaps: VecDeque<Mishap>,
    pub query_mishaps: VecDeque<Mishap>,
    pub job_mishaps: VecDeque<Mishap>,
    pub stored: Vec<Value>,
    pub jobs: BTreeMap<String, Value>,
    pub log: Vec<String>,
    pub posts: Vec<(BTreeMap<String, String>, Vec<u8>)>,
    pub tokens: BTreeSet<String>,
}

pub struct Peer {
    pub url: String,
    state: Arc<Mutex<State>>,
}

struct Request {
    method: String,
    target: String,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
    cut: bool,
}

impl Peer {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let state = State {
            capture_status: 202,
            location: "/capture/",
            most_events: 1000,
            most_bytes: 1 << 20,
            ..State::default()
        };
        let state = Arc::new(Mutex::new(state));
        let shared = state.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = shared.clone();
                thread::spawn(move || serve(stream, &shared));
            }
        });
        Self { url, state }
    }

    pub fn with(set: impl FnOnce(&mut State)) -> Self {
        let peer = Self::start();
        set(&mut peer.state());
        peer
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// How often each event is stored.
    pub fn copies(&self) -> BTreeMap<String, usize> {
        let mut copies = BTreeMap::new();
        for event in &self.state().stored {
            *copies
                .entry(event["eventID"].as_str().unwrap().to_owned())
                .or_default() += 1;
        }
        copies
    }

    pub fn count(&self, start: &str) -> usize {
        self.state()
            .log
            .iter()
            .filter(|line| line.starts_with(start))
            .count()
    }
}

fn serve(mut stream: TcpStream, shared: &Mutex<State>) {
    let Some(request) = read(&stream) else { return };
    let answer = {
        let mut state = shared.lock().unwrap();
        state
            .log
            .push(format!("{} {}", request.method, request.target));
        state
            .tokens
            .extend(request.headers.get("authorization").cloned());
        answer(&mut state, &request)
    };
    let Some(answer) = answer else { return };
    let length = answer.body.len() + if answer.cut { 100 } else { 0 };
    let mut head = format!(
        "HTTP/1.1 {} X\r\nContent-Length: {length}\r\nConnection: close\r\n",
        answer.status
    );
    for (name, value) in &answer.headers {
        head += &format!("{name}: {value}\r\n");
    }
    let body = if request.method == "HEAD" || answer.status == 204 {
        ""
    } else {
        &answer.body
    };
    let _gone = stream.write_all(format!("{head}\r\n{body}").as_bytes());
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut parts = line.split_whitespace();
    let (method, target) = (parts.next()?.to_owned(), parts.next()?.to_owned());
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers
        .get("content-length")
        .and_then(|l| l.parse().ok())
        .unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request {
        method,
        target,
        headers,
        body,
    })
}

fn plain(status: u16, body: Value) -> Option<Answer> {
    let kind = if status < 400 {
        "application/json"
    } else {
        "application/problem+json"
    };
    Some(Answer {
        status,
        headers: vec![("Content-Type".into(), kind.into())],
        body: body.to_string(),
        cut: false,
    })
}

fn problem(status: u16, kind: &str, detail: &str) -> Option<Answer> {
    plain(
        status,
        json!({"type": format!("epcisException:{kind}"), "title": "Refused", "status": status, "detail": detail}),
    )
}

fn answer(state: &mut State, request: &Request) -> Option<Answer> {
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
    let bad: Vec<_> = events
        .iter()
        .map(id)
        .filter(|id| state.poison.contains(id))
        .collect();
    if state.poison_at_once && !bad.is_empty() {
        let detail = if state.names_events {
            format!("event {} is not valid", bad[0])
        } else {
            "an event is not valid".into()
        };
        return problem(400, "ValidationException", &detail);
    }
    let held: BTreeSet<String> = state.stored.iter().map(id).collect();
    let twice: Vec<_> = events
        .iter()
        .map(id)
        .filter(|id| state.recognises_duplicates && held.contains(id))
        .collect();
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
        let time = format!("2026-11-22T09:00:{:02}.000+07:00", state.posts.len() % 60);
        let good: Vec<_> = good
            .cloned()
            .map(|mut e| {
                e["recordTime"] = json!(time);
                e
            })
            .collect();
        state.stored.extend(good);
    }
    Some(open_job(state, errors, proceeds))
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
