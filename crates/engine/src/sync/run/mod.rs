//! One run: first what is `sent` without verdict is asked about, then what waits is posted, one capture in flight, in order. Every step
//! is durable before the next request, so a kill at any point leaves records that the next run asks about before it posts them again.

mod doubt;
mod ending;
mod post;
mod proof;
mod settle;
pub(crate) mod suspects;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use reqwest::Url;
use suspects::Suspicion;

use super::address::same_origin;
use super::client::Client;
use super::journal::{Journal, Receipt, Step};
use super::limits::Limits;
use super::pace::Pace;
use super::refusals::Refusal;
use super::trouble::{Stop, Trouble};
use crate::base::message::Message;
use crate::base::progress::Progress;
use crate::destination::{Outgoing as Parcel, SyncSummary};
use crate::{Host, Result};

/// Rounds of one run: what waits, then what that let go, and so on. One correction takes two.
const MOST_ROUNDS: usize = 8;

/// Who asked for the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// A person: everything that waits is tried.
    Asked,
    /// The clock: only what is due.
    Due,
}

/// What a run works with.
pub struct Run<'a> {
    journal: &'a dyn Journal,
    client: Client<'a>,
    capture: Url,
    pace: &'a dyn Pace,
    host: &'a dyn Host,
    progress: &'a mut dyn FnMut(Progress),
    limits: Limits,
    refused_lots: BTreeSet<String>,
    refused_now: BTreeSet<String>,
    posted: BTreeSet<String>,
    /// Records that this run has had in hand: each is tried once.
    tried: BTreeSet<String>,
    suspicion: Suspicion,
    total: u64,
    tally: SyncSummary,
}

impl<'a> Run<'a> {
    /// A run against the capture interface at `capture`.
    pub fn new(
        journal: &'a dyn Journal,
        (client, capture): (Client<'a>, Url),
        pace: &'a dyn Pace,
        host: &'a dyn Host,
        progress: &'a mut dyn FnMut(Progress),
    ) -> Self {
        Self {
            journal,
            client,
            capture,
            pace,
            host,
            progress,
            limits: Limits::default(),
            refused_lots: BTreeSet::new(),
            refused_now: BTreeSet::new(),
            posted: BTreeSet::new(),
            tried: BTreeSet::new(),
            suspicion: Suspicion::default(),
            total: 0,
            tally: SyncSummary::default(),
        }
    }

    /// Does the work and tells what it did. Where there is nothing to do, nothing is asked of the network.
    ///
    /// # Errors
    /// The store's own; everything else ends as a notice in the summary.
    pub fn go(mut self, occasion: Occasion) -> Result<SyncSummary> {
        let due = (occasion == Occasion::Due).then(|| self.host.now());
        let outcome = self.work(due);
        if let Err(stop) = outcome {
            self.end_early(stop)?;
        }
        let left = self.journal.waiting(None)?.len() + self.journal.unresolved(None)?.len();
        self.tally.waiting = u32::try_from(left).unwrap_or(u32::MAX);
        self.tally.at = crate::base::day::local(self.host.now());
        Ok(self.tally)
    }

    fn work(&mut self, due: Option<Timestamp>) -> std::result::Result<(), Stop> {
        self.refused_lots = self.journal.refused_lots()?.into_iter().collect();
        let (open, queue) = (self.journal.unresolved(due)?, self.journal.waiting(due)?);
        let queue = self.without_refused_lots(queue)?;
        if open.is_empty() && queue.is_empty() {
            return Ok(());
        }
        self.total = (open.len() + queue.len()) as u64;
        self.limits = self.client.discover().map_err(Trouble::stop)?;
        self.resolve(open)?;
        for _ in 0..MOST_ROUNDS {
            let queue = self.journal.waiting(due)?;
            let new = self.untried(queue);
            if new.is_empty() {
                break;
            }
            let new = self.without_refused_lots(new)?;
            let left = self.recognise(&new)?;
            self.deliver(left)?;
        }
        Ok(())
    }

    /// What this run has not had in hand yet: in a later round, what an acceptance let go, such as a declaration once the events that it
    /// names are there.
    fn untried(&mut self, mut queue: Vec<Parcel>) -> Vec<Parcel> {
        queue.retain(|parcel| self.tried.insert(parcel.id.clone()));
        self.total = self.total.max(self.tried.len() as u64);
        queue
    }

    fn deliver(&mut self, queue: Vec<Parcel>) -> std::result::Result<(), Stop> {
        let mut stack = vec![queue];
        while let Some(batch) = stack.pop() {
            self.heed_call()?;
            let batch = self.without_refused_lots(batch)?;
            if batch.is_empty() {
                continue;
            }
            let (pack, rest) = self.pack(batch)?;
            stack.push(rest);
            let left = self.attempt(pack)?;
            stack.extend(left.into_iter().rev());
            stack.extend(self.accused());
        }
        self.blame_server()
    }

    /// Later events of a lot with a refused one step aside: what they build on is not there.
    fn without_refused_lots(&self, batch: Vec<Parcel>) -> Result<Vec<Parcel>> {
        let (mut aside, rest): (Vec<_>, Vec<_>) = batch
            .into_iter()
            .partition(|p| p.lots.iter().any(|lot| self.refused_lots.contains(lot)));
        // The ones behind an older refusal were told so then; telling again would be a write that changes nothing.
        aside.retain(|p| p.lots.iter().any(|lot| self.refused_now.contains(lot)));
        if !aside.is_empty() {
            let reason = Message {
                key: "sync.waiting.behind_refused".to_owned(),
                args: BTreeMap::new(),
            };
            self.journal.record(
                &aside,
                &Step::Waiting {
                    next_try: None,
                    reason: Some(reason),
                    counts: false,
                },
            )?;
        }
        Ok(rest)
    }

    fn accept(&mut self, parcels: &[Parcel], receipt: &Receipt) -> Result<()> {
        if parcels.is_empty() {
            return Ok(());
        }
        self.journal
            .record(parcels, &Step::Accepted(receipt.clone()))?;
        self.count_accepted(parcels.len());
        Ok(())
    }

    fn count_accepted(&mut self, count: usize) {
        self.tally.accepted += count as u32;
        self.report();
    }

    fn refuse(&mut self, parcel: Parcel, refusal: Refusal) -> Result<()> {
        self.refused_lots.extend(parcel.lots.iter().cloned());
        self.refused_now.extend(parcel.lots.iter().cloned());
        self.journal.record(&[parcel], &Step::Refused(refusal))?;
        self.tally.refused += 1;
        self.report();
        Ok(())
    }

    fn put_back(&self, parcels: &[Parcel]) -> Result<()> {
        if parcels.is_empty() {
            return Ok(());
        }
        self.journal.record(
            parcels,
            &Step::Waiting {
                next_try: None,
                reason: None,
                counts: false,
            },
        )
    }

    fn report(&mut self) {
        let done = u64::from(self.tally.accepted + self.tally.refused);
        (self.progress)(Progress {
            job: "sync".to_owned(),
            done,
            total: self.total.max(done),
        });
    }

    fn heed_call(&self) -> std::result::Result<(), Stop> {
        if self.pace.called_off() {
            Err(Stop::notice("cancelled", &[], String::new()))
        } else {
            Ok(())
        }
    }

    fn is_ours(&self, at: &Url) -> bool {
        same_origin(at, &self.capture)
    }
}

/// Batches to be sent again, in order.
pub(crate) type Again = std::result::Result<Vec<Vec<Parcel>>, Stop>;

/// What became of waiting for a job's verdict.
pub(crate) enum Followed {
    /// Known; these are to be sent again.
    Settled(Vec<Vec<Parcel>>),
    /// The server still works at it.
    Running,
    /// The server does not know the job, or never said.
    Unknown,
}
