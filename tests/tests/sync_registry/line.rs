//! The line between laptop and registry: a proxy that does harm at a planned request.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// When, within one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// The request arrived here and goes no further.
    Before,
    /// The registry has answered; the answer goes no further.
    After,
    /// The answer was passed on.
    Answered,
}

/// What happens then.
pub enum Harm {
    /// The line is cut.
    Cut,
    /// Something is done (a process killed, a registry stopped), and the line is cut.
    Do(Box<dyn FnMut() + Send>),
    /// These bytes come instead of the registry's answer.
    Instead(&'static str),
    /// The answer stops in the middle of its body.
    Half,
}

struct Plan {
    seen: usize,
    at: usize,
    moment: Moment,
    harm: Option<Harm>,
    then_to: Option<SocketAddr>,
    log: Vec<String>,
}

pub struct Line {
    pub url: String,
    plan: Arc<Mutex<Plan>>,
    to: Arc<Mutex<SocketAddr>>,
}

impl Line {
    /// A line to `registry` that works.
    pub fn to(registry: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let plan = Plan {
            seen: 0,
            at: usize::MAX,
            moment: Moment::Before,
            harm: None,
            then_to: None,
            log: Vec::new(),
        };
        let (plan, to) = (Arc::new(Mutex::new(plan)), Arc::new(Mutex::new(registry)));
        let (shared, target) = (plan.clone(), to.clone());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (shared, target) = (shared.clone(), target.clone());
                thread::spawn(move || carry(stream, &shared, &target));
            }
        });
        Self { url, plan, to }
    }

    /// Harm at the `at`-th request from now on (0 is the next).
    pub fn plan(&self, at: usize, moment: Moment, harm: Harm) {
        let mut plan = self.plan.lock().unwrap();
        (plan.seen, plan.at, plan.moment, plan.harm) = (0, at, moment, Some(harm));
    }

    /// True when the planned harm was done.
    pub fn did_harm(&self) -> bool {
        self.plan.lock().unwrap().harm.is_none()
    }

    /// The registry moved.
    pub fn lead_to(&self, registry: SocketAddr) {
        *self.to.lock().unwrap() = registry;
    }

    /// Once the planned harm is done, the line leads there.
    pub fn lead_to_after_harm(&self, elsewhere: SocketAddr) {
        self.plan.lock().unwrap().then_to = Some(elsewhere);
    }

    /// Requests so far whose line starts so.
    pub fn count(&self, start: &str) -> usize {
        self.plan
            .lock()
            .unwrap()
            .log
            .iter()
            .filter(|l| l.starts_with(start))
            .count()
    }
}

fn due(plan: &Mutex<Plan>, to: &Mutex<SocketAddr>, number: usize, moment: Moment) -> Option<Harm> {
    let mut plan = plan.lock().unwrap();
    if plan.at != number || plan.moment != moment {
        return None;
    }
    if let Some(elsewhere) = plan.then_to.take() {
        *to.lock().unwrap() = elsewhere;
    }
    plan.harm.take()
}

fn carry(mut client: TcpStream, plan: &Mutex<Plan>, to: &Mutex<SocketAddr>) {
    let Some((line, request)) = read(&client) else {
        return;
    };
    let number = {
        let mut plan = plan.lock().unwrap();
        plan.log.push(line);
        plan.seen += 1;
        plan.seen - 1
    };
    if let Some(harm) = due(plan, to, number, Moment::Before) {
        return suffer(harm, &mut client, b"");
    }
    let target = *to.lock().unwrap();
    let Some(answer) = forward(target, &request) else {
        return;
    };
    if let Some(harm) = due(plan, to, number, Moment::After) {
        return suffer(harm, &mut client, &answer);
    }
    let _gone = client.write_all(&answer);
    if let Some(harm) = due(plan, to, number, Moment::Answered) {
        suffer(harm, &mut client, b"");
    }
}

fn suffer(harm: Harm, client: &mut TcpStream, answer: &[u8]) {
    match harm {
        Harm::Cut => {}
        Harm::Do(mut act) => act(),
        Harm::Instead(bytes) => drop(client.write_all(bytes.as_bytes())),
        Harm::Half => drop(client.write_all(&answer[..answer.len() - 5])),
    }
}

fn forward(target: SocketAddr, request: &[u8]) -> Option<Vec<u8>> {
    let mut upstream = TcpStream::connect(target).ok()?;
    upstream.write_all(request).ok()?;
    let mut answer = Vec::new();
    upstream.read_to_end(&mut answer).ok()?;
    Some(answer)
}

/// One request, rewritten so that its connection ends with it.
fn read(stream: &TcpStream) -> Option<(String, Vec<u8>)> {
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|n| *n > 0)?;
        let low = line.to_ascii_lowercase();
        if let Some(told) = low.strip_prefix("content-length:") {
            length = told.trim().parse().ok()?;
        }
        if line == "\r\n" {
            break;
        }
        if !low.starts_with("connection:") {
            head += &line;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let first = head.lines().next()?.to_owned();
    Some((
        first,
        [
            format!("{head}Connection: close\r\n\r\n").into_bytes(),
            body,
        ]
        .concat(),
    ))
}
