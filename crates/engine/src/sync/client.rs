//! The capture client: discovery, posting, asking a job, asking which events are there. It judges answers by their form alone and
//! keeps no state.

use std::cell::Cell;

use reqwest::{Method, Url};
use serde_json::Value;

use super::address::same_origin;
use super::complaint::Complaint;
use super::held::{Holdings, event_as_sent};
use super::job::CaptureJob;
use super::limits::Limits;
use super::trouble::Trouble;
use super::wire::{Reply, Wire};

/// Events asked about in one query: keeps the address below 2,000 characters.
const ASKED_AT_ONCE: usize = 25;

/// Records asked about in one query of a registry's own list: keeps the address below the 8,000 characters that proxies take.
const LISTED_AT_ONCE: usize = 100;

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

/// What the destination holds of the events asked about. `None` when it cannot be asked.
pub type Held = Option<Holdings>;

/// The members of one page of an answer.
type ReadPage = fn(&Reply) -> Result<Vec<Value>, Trouble>;

/// A capture interface and its query side.
pub struct Client<'a> {
    wire: &'a Wire,
    capture: Url,
    events: Url,
    records: Url,
    /// Whether the destination lists our records, as far as is known.
    lists_records: Cell<bool>,
}

impl<'a> Client<'a> {
    /// The client of the capture interface at `capture`; the events are its neighbour, as in the standard's binding.
    pub fn new(wire: &'a Wire, capture: Url) -> Self {
        let beside = |path: &str| capture.join(path).unwrap_or_else(|_| capture.clone());
        let (events, records) = (beside("events"), beside("organisation/records"));
        Self {
            wire,
            capture,
            events,
            records,
            lists_records: Cell::new(true),
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

    /// What the destination has of these: as a registry lists it, else as the query interface answers.
    ///
    /// # Errors
    /// [`Trouble`]; an answer that is neither is a portal's.
    pub fn held(&self, event_ids: &[&str]) -> Result<Held, Trouble> {
        match self.listed(event_ids)? {
            Some(listed) => Ok(Some(listed)),
            None => self.ask_all(
                event_ids,
                ASKED_AT_ONCE,
                &self.events,
                "GET events",
                events_of,
            ),
        }
    }

    /// `GET /organisation/records?EQ_eventID=…`: what a registry of our kind has of these, with what each says. `None` where it lists nothing;
    /// then it is not asked again.
    ///
    /// # Errors
    /// [`Trouble`]; a page for people is a portal's.
    pub fn listed(&self, event_ids: &[&str]) -> Result<Held, Trouble> {
        if !self.lists_records.get() {
            return Ok(None);
        }
        let question = "GET organisation/records";
        let listed = self.ask_all(
            event_ids,
            LISTED_AT_ONCE,
            &self.records,
            question,
            members_of,
        )?;
        self.lists_records.set(listed.is_some());
        Ok(listed)
    }

    /// The event of this id as the destination got it; none where it does not show it.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn fetch(&self, event_id: &str) -> Result<Option<String>, Trouble> {
        let reply = self.get(&question(&self.events, &[event_id]))?;
        let shown = reply.is_success().then_some(&reply.body);
        Ok(shown.and_then(|body| event_as_sent(body, event_id)))
    }

    fn ask_all(
        &self,
        event_ids: &[&str],
        at_once: usize,
        at: &Url,
        asking: &'static str,
        read: ReadPage,
    ) -> Result<Held, Trouble> {
        let mut all = Holdings::default();
        for some in event_ids.chunks(at_once) {
            let mut next = Some(question(at, some));
            for _ in 0..MOST_PAGES {
                let Some(url) = next else { break };
                let reply = self.get(&url)?;
                if !reply.is_success() {
                    return Ok(None);
                }
                for member in read(&reply)? {
                    all.take(&member, some, asking);
                }
                next = next_page(&reply).filter(|to| same_origin(to, at));
            }
        }
        Ok(Some(all))
    }

    fn get(&self, url: &Url) -> Result<Reply, Trouble> {
        Trouble::sieve(self.wire.ask(Method::GET, url).map_err(Trouble::Silent)?)
    }
}

fn question(at: &Url, event_ids: &[&str]) -> Url {
    let mut url = at.clone();
    url.query_pairs_mut()
        .append_pair("EQ_eventID", &event_ids.join("|"))
        .append_pair("perPage", "100");
    url
}

fn speaks_epcis(reply: &Reply) -> bool {
    reply.json().is_some_and(|json| {
        json.get("captureID").is_some() || json.get("type").is_some_and(|t| t == "EPCISDocument")
    })
}

/// The events of a query document.
fn events_of(reply: &Reply) -> Result<Vec<Value>, Trouble> {
    if reply.status == 204 {
        return Ok(Vec::new());
    }
    let json = reply.json();
    let body = json.as_ref().and_then(|json| json.get("epcisBody"));
    let list = body.and_then(|b| {
        b.pointer("/queryResults/resultsBody/eventList")
            .or_else(|| b.get("eventList"))
    });
    match list.and_then(Value::as_array) {
        Some(list) => Ok(list.clone()),
        None => Err(Trouble::Portal(Complaint::of_reply(reply).text)),
    }
}

/// The members of a registry's list of records.
fn members_of(reply: &Reply) -> Result<Vec<Value>, Trouble> {
    let json = reply.json();
    let list = json.as_ref().and_then(|json| json.get("member"));
    match list.and_then(Value::as_array) {
        Some(list) => Ok(list.clone()),
        None => Err(Trouble::Portal(Complaint::of_reply(reply).text)),
    }
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
