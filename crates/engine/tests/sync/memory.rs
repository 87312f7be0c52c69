//! A journal in memory and a clock that never waits, so that a scenario is about the line and the server alone.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use jiff::Timestamp;
use nuong_engine::sync::{
    Client, Deadlines, Journal, Occasion, Pace, Parcel, Refusal, Run, Step, Token, Wire, address,
};
use nuong_engine::views::{Message, SyncSummary};
use nuong_engine::{AppError, Code, Host, Result};
use serde_json::json;

/// One record as the store would hold it.
#[derive(Debug, Clone)]
pub struct Row {
    pub parcel: Parcel,
    pub state: &'static str,
    pub receipt: Option<String>,
    pub refusal: Option<Refusal>,
    pub reason: Option<Message>,
    pub next_try: Option<Timestamp>,
    pub weight: usize,
    /// Rows that have to be accepted before this one is to be sent.
    pub after: Vec<usize>,
}

#[derive(Default)]
pub struct Memory {
    rows: Mutex<Vec<Row>>,
    pub steps: Mutex<Vec<String>>,
    /// The program dies at the step with this number, before or after it is on disk.
    pub dies_at: Mutex<Option<(usize, Death)>>,
}

/// When a program dies, seen from a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Death {
    BeforeTheStep,
    AfterTheStep,
}

/// Counts waits instead of waiting; calls the run off after so many.
#[derive(Default)]
pub struct Still {
    pub pauses: Mutex<Vec<Duration>>,
    pub off_after: Option<usize>,
}

pub struct Bench {
    pub memory: Memory,
    pub still: Still,
}

struct Noon;

impl Host for Noon {
    fn now(&self) -> Timestamp {
        "2026-11-22T05:00:00Z".parse().unwrap()
    }
    fn random(&self) -> [u8; 16] {
        [7; 16]
    }
}

impl Pace for Still {
    fn pause(&self, how_long: Duration) {
        self.pauses.lock().unwrap().push(how_long);
    }
    fn called_off(&self) -> bool {
        self.off_after
            .is_some_and(|n| self.pauses.lock().unwrap().len() >= n)
    }
}

/// When declarations of the bench are made.
pub const DECLARED: &str = "2026-11-22T11:00:00.000+07:00";

/// Event `n` of the bench.
pub fn event_id(n: usize) -> String {
    format!("urn:uuid:019ab000-0000-7000-8000-{n:012}")
}

impl Bench {
    /// `count` records, each of its own lot.
    pub fn of(count: usize) -> Self {
        Self::of_lots(&(0..count).map(|n| format!("L{n}")).collect::<Vec<_>>())
    }

    /// A record for each of these lots.
    pub fn of_lots<S: AsRef<str>>(lots: &[S]) -> Self {
        let parcel = |(n, lot): (usize, &S)| Parcel {
            id: format!("d{n:05}"),
            event: i64::try_from(n).unwrap(),
            event_id: event_id(n),
            declares: String::new(),
            lots: vec![lot.as_ref().to_owned()],
            attempts: 0,
            capture_url: None,
        };
        let row = |parcel| Row {
            parcel,
            state: "waiting",
            receipt: None,
            refusal: None,
            reason: None,
            next_try: None,
            weight: 200,
            after: Vec::new(),
        };
        let rows = lots.iter().enumerate().map(parcel).map(row).collect();
        Self {
            memory: Memory {
                rows: Mutex::new(rows),
                ..Memory::default()
            },
            still: Still::default(),
        }
    }

    /// A declaration that the event of row `n` is wrong, to be sent once those of `after` are accepted.
    pub fn declare(&self, n: usize, after: &[usize]) {
        let mut rows = self.memory.rows.lock().unwrap();
        let mut row = rows[n].clone();
        row.parcel.id = format!("d{:05}", rows.len());
        row.parcel.event = i64::try_from(rows.len()).unwrap();
        row.parcel.declares = DECLARED.to_owned();
        row.after = after.to_vec();
        (row.state, row.receipt) = ("waiting", None);
        rows.push(row);
    }

    pub fn change(&self, n: usize, change: impl FnOnce(&mut Row)) {
        change(&mut self.memory.rows.lock().unwrap()[n]);
    }

    /// One run against the server at `url`.
    pub fn run(&self, url: &str) -> SyncSummary {
        self.run_as(url, Occasion::Asked)
    }

    pub fn run_as(&self, url: &str, occasion: Occasion) -> SyncSummary {
        self.try_run(url, occasion).unwrap()
    }

    /// Runs a program that dies at its `step`-th step; false when it ended before that.
    pub fn run_and_die(&self, url: &str, step: usize, death: Death) -> bool {
        self.memory.steps.lock().unwrap().clear();
        *self.memory.dies_at.lock().unwrap() = Some((step, death));
        let died = self.try_run(url, Occasion::Asked).is_err();
        *self.memory.dies_at.lock().unwrap() = None;
        died
    }

    fn try_run(&self, url: &str, occasion: Occasion) -> Result<SyncSummary> {
        let home = address::parse(url).unwrap();
        let deadlines = Deadlines {
            connect: Duration::from_secs(2),
            whole: Duration::from_secs(5),
        };
        let wire = Wire::new(home.clone(), Some(Token::new("s3cret".into())), deadlines).unwrap();
        let capture = home.join("capture").unwrap();
        let client = Client::new(&wire, capture.clone());
        let mut progress = |_| {};
        Run::new(
            &self.memory,
            (client, capture),
            &self.still,
            &Noon,
            &mut progress,
        )
        .go(occasion)
    }

    pub fn row(&self, n: usize) -> Row {
        self.memory.rows.lock().unwrap()[n].clone()
    }

    /// State → how many.
    pub fn states(&self) -> BTreeMap<&'static str, usize> {
        let mut states = BTreeMap::new();
        for row in self.memory.rows.lock().unwrap().iter() {
            *states.entry(row.state).or_default() += 1;
        }
        states
    }

    pub fn waited(&self) -> Duration {
        self.still.pauses.lock().unwrap().iter().sum()
    }
}

impl Memory {
    fn pick(&self, test: impl Fn(&Row) -> bool) -> Vec<Parcel> {
        self.rows
            .lock()
            .unwrap()
            .iter()
            .filter(|row| test(row))
            .map(|row| row.parcel.clone())
            .collect()
    }
}

impl Journal for Memory {
    fn unresolved(&self, due: Option<Timestamp>) -> Result<Vec<Parcel>> {
        Ok(self.pick(|row| row.state == "sent" && row.is_due(due)))
    }

    fn waiting(&self, due: Option<Timestamp>) -> Result<Vec<Parcel>> {
        let accepted: Vec<bool> = {
            let rows = self.rows.lock().unwrap();
            rows.iter().map(|row| row.state == "accepted").collect()
        };
        let free = |row: &Row| row.after.iter().all(|n| accepted[*n]);
        Ok(self.pick(|row| row.state == "waiting" && free(row) && row.is_due(due)))
    }

    fn refused_lots(&self) -> Result<Vec<String>> {
        Ok(self
            .pick(|row| row.state == "refused")
            .into_iter()
            .flat_map(|p| p.lots)
            .collect())
    }

    fn document(&self, parcels: &[Parcel]) -> Result<Vec<u8>> {
        let rows = self.rows.lock().unwrap();
        let weight = |id: &str| rows.iter().find(|row| row.parcel.id == id).unwrap().weight;
        let events: Vec<_> = parcels
            .iter()
            .map(|p| {
                let mut event = json!({"eventID": p.event_id, "filler": "x".repeat(weight(&p.id))});
                if !p.declares.is_empty() {
                    event["errorDeclaration"] = json!({"declarationTime": p.declares});
                }
                event
            })
            .collect();
        Ok(
            json!({"type": "EPCISDocument", "epcisBody": {"eventList": events}})
                .to_string()
                .into_bytes(),
        )
    }

    fn record(&self, parcels: &[Parcel], step: &Step) -> Result<()> {
        let ids: Vec<_> = parcels.iter().map(|p| p.id.as_str()).collect();
        let number = self.steps.lock().unwrap().len();
        self.steps.lock().unwrap().push(format!("{ids:?} {step:?}"));
        let death = self
            .dies_at
            .lock()
            .unwrap()
            .filter(|(at, _)| number >= *at)
            .map(|(_, death)| death);
        if death == Some(Death::BeforeTheStep) {
            return Err(AppError::new(Code::Internal, "dead"));
        }
        for row in self
            .rows
            .lock()
            .unwrap()
            .iter_mut()
            .filter(|row| ids.contains(&row.parcel.id.as_str()))
        {
            row.take(step);
        }
        match death {
            Some(_) => Err(AppError::new(Code::Internal, "dead")),
            None => Ok(()),
        }
    }
}

impl Row {
    fn is_due(&self, due: Option<Timestamp>) -> bool {
        due.is_none_or(|now| self.next_try.is_none_or(|next| next <= now))
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Sent(at) => {
                self.state = "sent";
                self.parcel.capture_url.clone_from(at);
            }
            Step::Accepted(receipt) => {
                self.state = "accepted";
                self.receipt = Some(receipt.number.clone());
            }
            Step::Adopted { receipt, .. } => {
                self.state = "accepted";
                self.receipt = Some(receipt.number.clone());
            }
            Step::DeclaredThere(receipt) => {
                self.state = "needs_person";
                self.receipt = Some(receipt.number.clone());
            }
            Step::Refused(refusal) => {
                self.state = "refused";
                self.refusal = Some(refusal.clone());
            }
            Step::Waiting {
                next_try,
                reason,
                counts,
            } => {
                self.state = "waiting";
                self.next_try = *next_try;
                self.reason.clone_from(reason);
                self.parcel.attempts += u32::from(*counts);
            }
            Step::Unsure(next) => {
                self.next_try = Some(*next);
                self.parcel.attempts += 1;
            }
        }
    }
}
