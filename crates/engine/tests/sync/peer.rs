//! A stand-in for other people's capture servers, on a real socket: the habits of FasTnT and OpenEPCIS, captive portals, cut lines.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use answers::answer;
use serde_json::{Value, json};

#[path = "peer_answers.rs"]
mod answers;

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
    /// Takes a declaration for its event once more.
    pub knows_no_declarations: bool,
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

    /// How often each event, and each declaration, is stored.
    pub fn copies(&self) -> BTreeMap<String, usize> {
        let mut copies = BTreeMap::new();
        for event in &self.state().stored {
            *copies.entry(key_of(event)).or_default() += 1;
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

/// An event by its eventID, a declaration by its time too.
pub fn key_of(event: &Value) -> String {
    let id = event["eventID"].as_str().unwrap();
    match event["errorDeclaration"]["declarationTime"].as_str() {
        None => id.to_owned(),
        Some(time) => format!("{id} {time}"),
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
