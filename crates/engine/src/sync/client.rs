//! The capture client: discovery, posting, asking a job, asking which events are there. It judges answers by their form alone and
//! keeps no state.

use std::collections::BTreeMap;

use reqwest::{Method, Url};
use serde_json::Value;

use super::address::same_origin;
use super::complaint::Complaint;
use super::job::CaptureJob;
use super::limits::Limits;
use super::trouble::Trouble;
use super::wire::{Reply, Wire};

/// Events asked about in one query: keeps the address below 2,000 characters.
const ASKED_AT_ONCE: usize = 25;

/// Most pages of one answer.
const MOST_PAGES: usize = 20;

/// An answer to a posted document.
#[derive(Debug)]
pub enum Posted {
    /// Taken; the verdict will be at this address.
    At(Url),
    /// Taken or not, said at once.
    Job(CaptureJob),
    /// Taken, with no word about where the verdict will be.
    NoWord,
    /// Not taken, because of what it holds.
    Refused(Complaint),
    /// Not taken, because of its size.
    TooLarge(Reply),
}

/// What the destination holds of the events asked about: eventID → recordTime. `None` when it cannot be asked.
pub type Held = Option<BTreeMap<String, String>>;

/// A capture interface and its query side.
pub struct Client<'a> {
    wire: &'a Wire,
    capture: Url,
    events: Url,
}

impl<'a> Client<'a> {
    /// The client of the capture interface at `capture`; the events are its neighbour, as in the standard's binding.
    pub fn new(wire: &'a Wire, capture: Url) -> Self {
        let events = capture.join("events").unwrap_or_else(|_| capture.clone());
        Self {
            wire,
            capture,
            events,
        }
    }

    /// `OPTIONS /capture`. A server that does not answer it properly gets cautious defaults.
    ///
    /// # Errors
    /// [`Trouble`] when the registry is not reached, or refuses us.
    pub fn discover(&self) -> Result<Limits, Trouble> {
        let reply = self
            .wire
            .ask(Method::OPTIONS, &self.capture)
            .map_err(Trouble::Silent)?;
        match Trouble::sieve(reply) {
            Ok(reply) if reply.is_success() => Ok(Limits::default().narrowed_by(&reply)),
            Ok(_) | Err(Trouble::Busy { .. }) => Ok(Limits::default()),
            Err(trouble) => Err(trouble),
        }
    }

    /// `POST /capture`.
    ///
    /// # Errors
    /// [`Trouble`] that is not about the records.
    pub fn post(&self, body: Vec<u8>, behaviour: &str) -> Result<Posted, Trouble> {
        let headers = [
            ("GS1-EPCIS-Version", "2.0.0"),
            ("GS1-CBV-Version", "2.0.0"),
            ("GS1-Capture-Error-Behaviour", behaviour),
        ];
        let reply = self
            .wire
            .post(&self.capture, &headers, body)
            .map_err(Trouble::Silent)?;
        let reply = Trouble::sieve(reply)?;
        match reply.status {
            200..300 => self.taken(&reply),
            413 => Ok(Posted::TooLarge(reply)),
            400 | 409 | 422 => Ok(Posted::Refused(Complaint::of_reply(&reply))),
            status => Err(Trouble::Unsuitable(status)),
        }
    }

    /// A `Location` counts only on the registry's own origin: the token goes nowhere else.
    fn taken(&self, reply: &Reply) -> Result<Posted, Trouble> {
        let job = CaptureJob::of_reply(reply).filter(|job| {
            !job.running && reply.json().is_some_and(|j| j.get("captureID").is_some())
        });
        if let Some(job) = job {
            return Ok(Posted::Job(job));
        }
        match reply.header("location").map(|to| self.capture.join(to)) {
            Some(Ok(at)) if same_origin(&at, &self.capture) => Ok(Posted::At(at)),
            Some(Ok(_)) => Ok(Posted::NoWord),
            // A header that is no address says as little as none.
            _ if reply.body.is_empty() || speaks_epcis(reply) => Ok(Posted::NoWord),
            _ => Err(Trouble::Portal(Complaint::of_reply(reply).text)),
        }
    }

    /// The state of a job; `None` while the server does not know it.
    ///
    /// # Errors
    /// [`Trouble`]; an answer that is no job is a portal's.
    pub fn job(&self, at: &Url) -> Result<Option<CaptureJob>, Trouble> {
        let reply = Trouble::sieve(self.wire.ask(Method::GET, at).map_err(Trouble::Silent)?)?;
        if !reply.is_success() {
            return Ok(None);
        }
        CaptureJob::of_reply(&reply)
            .map(Some)
            .ok_or_else(|| Trouble::Portal(Complaint::of_reply(&reply).text))
    }

    /// `GET /events?EQ_eventID=…` for these, in handfuls.
    ///
    /// # Errors
    /// [`Trouble`]; an answer that is no query document is a portal's.
    pub fn held(&self, event_ids: &[&str]) -> Result<Held, Trouble> {
        let mut all = BTreeMap::new();
        for some in event_ids.chunks(ASKED_AT_ONCE) {
            match self.held_of(some)? {
                Some(found) => all.extend(found),
                None => return Ok(None),
            }
        }
        Ok(Some(all))
    }

    fn held_of(&self, event_ids: &[&str]) -> Result<Held, Trouble> {
        let mut url = self.events.clone();
        url.query_pairs_mut()
            .append_pair("EQ_eventID", &event_ids.join("|"))
            .append_pair("perPage", "100");
        let (mut found, mut next) = (BTreeMap::new(), Some(url));
        for _ in 0..MOST_PAGES {
            let Some(url) = next else { break };
            let reply = Trouble::sieve(self.wire.ask(Method::GET, &url).map_err(Trouble::Silent)?)?;
            if !reply.is_success() {
                return Ok(None);
            }
            found.extend(events_of(&reply, event_ids)?);
            next = next_page(&reply).filter(|to| same_origin(to, &self.events));
        }
        Ok(Some(found))
    }
}

fn speaks_epcis(reply: &Reply) -> bool {
    reply.json().is_some_and(|json| {
        json.get("captureID").is_some() || json.get("type").is_some_and(|t| t == "EPCISDocument")
    })
}

/// Only the events asked about count: a server that ignores the question and returns everything proves nothing else.
fn events_of(reply: &Reply, asked: &[&str]) -> Result<BTreeMap<String, String>, Trouble> {
    if reply.status == 204 {
        return Ok(BTreeMap::new());
    }
    let json = reply.json();
    let body = json.as_ref().and_then(|json| json.get("epcisBody"));
    let list = body.and_then(|b| {
        b.pointer("/queryResults/resultsBody/eventList")
            .or_else(|| b.get("eventList"))
    });
    let Some(list) = list.and_then(Value::as_array) else {
        return Err(Trouble::Portal(Complaint::of_reply(reply).text));
    };
    Ok(list
        .iter()
        .filter_map(|event| held_event(event, asked))
        .collect())
}

fn held_event(event: &Value, asked: &[&str]) -> Option<(String, String)> {
    let told = event.get("eventID")?.as_str()?;
    let ours = asked.iter().find(|id| id.eq_ignore_ascii_case(told))?;
    let time = event
        .get("recordTime")
        .and_then(Value::as_str)
        .unwrap_or("");
    Some(((*ours).to_owned(), time.chars().take(40).collect()))
}

/// The address of `Link: <…>; rel="next"`.
fn next_page(reply: &Reply) -> Option<Url> {
    let links = reply.header("link")?;
    let next = links
        .split(",<")
        .flat_map(|part| part.split(", <"))
        .find(|part| part.contains("rel=\"next\"") || part.contains("rel=next"))?;
    let address = next
        .trim_start()
        .trim_start_matches('<')
        .split('>')
        .next()?;
    // A next page without an address is none: what would stand there is taken for missing and sent again under the same eventIDs.
    reply.url.join(address).ok()
}
