//! Posting one document and hearing the answer.

use std::collections::BTreeSet;

use reqwest::Url;

use super::{Again, Run, Stop};
use crate::destination::Outgoing as Parcel;
use crate::sync::backoff;
use crate::sync::backoff::TRIES;
use crate::sync::client::Posted;
use crate::sync::complaint::Complaint;
use crate::sync::journal::Step;
use crate::sync::refusals::Refusal;
use crate::sync::trouble::Trouble;

/// Records and the document that carries them.
pub(crate) struct Pack {
    pub(crate) parcels: Vec<Parcel>,
    pub(crate) body: Vec<u8>,
}

impl Run<'_> {
    /// As many records from the front as one document may hold, and the rest.
    pub(crate) fn pack(&self, mut batch: Vec<Parcel>) -> Result<(Pack, Vec<Parcel>), Stop> {
        let mut count = until_id_repeats(&batch).min(self.limits.events).max(1);
        loop {
            let body = self
                .journal
                .document(batch.get(..count).unwrap_or(&batch))?;
            if body.len() <= self.limits.bytes || count == 1 {
                let rest = batch.split_off(count.min(batch.len()));
                return Ok((
                    Pack {
                        parcels: batch,
                        body,
                    },
                    rest,
                ));
            }
            count = (count * self.limits.bytes / body.len()).clamp(1, count - 1);
        }
    }

    /// Posts until there is an answer about the records themselves. After an answer that leaves doubt it asks before it posts again,
    /// so that a server that does not recognise duplicates never gets one from us.
    pub(crate) fn attempt(&mut self, pack: Pack) -> Again {
        if pack.parcels.len() == 1
            && self
                .limits
                .refused_above
                .is_some_and(|most| pack.body.len() > most)
        {
            return self.park_too_large(pack.parcels);
        }
        let mut trouble = match self.post_once(&pack) {
            Ok(posted) => return self.hear(pack.parcels, posted),
            Err(met) => self.bear(&pack, met)?,
        };
        let tries = if self.suspicion.is_part(&pack.parcels) {
            1
        } else {
            TRIES
        };
        for round in 1..=tries {
            self.pace.pause(backoff::within_run(round));
            self.heed_call()?;
            match self.still_missing(&pack.parcels) {
                Ok(left) if left.len() < pack.parcels.len() => return Ok(vec![left]),
                Ok(_) if round == tries => {
                    self.put_back(&pack.parcels)?;
                    return self.give_way(pack.parcels, trouble);
                }
                Ok(_) => match self.post_once(&pack) {
                    Ok(posted) => return self.hear(pack.parcels, posted),
                    Err(met) => trouble = self.bear(&pack, met)?,
                },
                Err(met) if met.may_pass() => {}
                Err(met) => return Err(met.stop()),
            }
        }
        Err(trouble.stop())
    }

    /// The records are `sent` on disk before the first byte leaves.
    fn post_once(&mut self, pack: &Pack) -> Result<Posted, Trouble> {
        self.journal.record(&pack.parcels, &Step::Sent(None))?;
        let posted = self.client.post(pack.body.clone(), self.limits.behaviour);
        if !matches!(&posted, Err(Trouble::Silent(fault)) if !fault.perhaps_received) {
            self.tally.bytes_sent += pack.body.len() as u64;
            self.posted
                .extend(pack.parcels.iter().map(|p| p.id.clone()));
            self.tally.sent = u32::try_from(self.posted.len()).unwrap_or(u32::MAX);
        }
        posted
    }

    /// A trouble that may pass is borne; any other ends the run, with the records back in the queue when they certainly did not arrive.
    fn bear(&mut self, pack: &Pack, met: Trouble) -> Result<Trouble, Stop> {
        if met.may_pass() {
            return Ok(met);
        }
        if !met.leaves_doubt() {
            self.put_back(&pack.parcels)?;
            self.posted
                .retain(|id| pack.parcels.iter().all(|p| p.id != *id));
            self.count_posted();
        }
        Err(met.stop())
    }

    /// A record counts once, however often it was posted; one whose document was turned away at the door does not.
    fn count_posted(&mut self) {
        self.tally.sent = u32::try_from(self.posted.len()).unwrap_or(u32::MAX);
    }

    fn hear(&mut self, parcels: Vec<Parcel>, posted: Posted) -> Again {
        self.suspicion.heard = true;
        match posted {
            Posted::Job(job) => {
                let source = self.capture.clone();
                self.settle(parcels, &job, &source)
            }
            Posted::At(at) => self.await_verdict(parcels, &at),
            Posted::NoWord => self.take_proven(&parcels),
            Posted::Refused(problem) => self.judge_refusal(parcels, problem),
            Posted::TooLarge(_) if parcels.len() == 1 => self.park_too_large(parcels),
            Posted::TooLarge(reply) => {
                self.put_back(&parcels)?;
                self.limits = self.limits.after_too_large(&reply, parcels.len());
                Ok(vec![parcels])
            }
        }
    }

    fn await_verdict(&mut self, parcels: Vec<Parcel>, at: &Url) -> Again {
        self.journal
            .record(&parcels, &Step::Sent(Some(at.to_string())))?;
        match self.follow(&parcels, at, &backoff::POLLS)? {
            super::Followed::Settled(left) => Ok(left),
            _ => self.take_proven(&parcels),
        }
    }

    /// Taken without a verdict: what a query proves is accepted, the rest stays `sent` and is asked about in the next run.
    fn take_proven(&mut self, parcels: &[Parcel]) -> Again {
        self.still_missing(parcels).map_err(Trouble::stop)?;
        Ok(Vec::new())
    }

    fn park_too_large(&mut self, parcels: Vec<Parcel>) -> Again {
        let problem = Complaint {
            status: 413,
            kind: "epcisException:CaptureLimitExceededException".to_owned(),
            text: String::new(),
        };
        for parcel in parcels {
            self.refuse(parcel, Refusal::of(&problem))?;
        }
        Ok(Vec::new())
    }
}

/// How many records from the front have eventIDs of their own. An event and a declaration that it is wrong never go in one document: what
/// is said about the eventID would be about either.
fn until_id_repeats(batch: &[Parcel]) -> usize {
    let mut seen = BTreeSet::new();
    batch
        .iter()
        .take_while(|parcel| seen.insert(parcel.event_id.as_str()))
        .count()
}
