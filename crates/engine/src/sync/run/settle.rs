//! Verdicts: what a finished job or a refusal means for each record of its document.

use std::collections::VecDeque;
use std::time::Duration;

use reqwest::Url;

use super::{Again, Followed, Run, Stop};
use crate::destination::Outgoing as Parcel;
use crate::sync::complaint::Complaint;
use crate::sync::job::CaptureJob;
use crate::sync::journal::Receipt;
use crate::sync::refusals::Refusal;
use crate::sync::trouble::Trouble;

/// A document that was not taken as a whole.
struct Verdict<'a> {
    errors: &'a [Complaint],
    /// Number and address of the job, or what stands for them.
    number: String,
    source: &'a str,
    /// The good ones of the document were kept.
    proceeds: bool,
    /// What a query left over could be asked.
    asked: bool,
}

impl Run<'_> {
    /// Asks a job until it is finished. A 404 may only mean "not yet" (OpenEPCIS just after its 202).
    pub(crate) fn follow(
        &mut self,
        parcels: &[Parcel],
        at: &Url,
        waits: &[u64],
    ) -> Result<Followed, Stop> {
        let mut seen = Followed::Unknown;
        for wait in waits {
            self.pace.pause(Duration::from_millis(*wait));
            self.heed_call()?;
            match self.client.job(at) {
                Ok(Some(job)) if !job.running => {
                    return Ok(Followed::Settled(self.settle(
                        parcels.to_vec(),
                        &job,
                        at,
                    )?));
                }
                Ok(Some(_)) => seen = Followed::Running,
                Ok(None) => {}
                Err(met) if met.may_pass() => {}
                Err(met) => return Err(met.stop()),
            }
        }
        Ok(seen)
    }

    /// A finished job's word.
    pub(crate) fn settle(&mut self, parcels: Vec<Parcel>, job: &CaptureJob, at: &Url) -> Again {
        if job.success {
            let proof = format!("captureID {}, running false, success true", job.capture_id);
            let receipt = Receipt {
                number: job.capture_id.clone(),
                source: at.to_string(),
                proof,
            };
            self.accept(&parcels, &receipt)?;
            return Ok(Vec::new());
        }
        if job.errors.iter().any(Complaint::is_the_servers) {
            let missing = self.still_missing(&parcels).map_err(Trouble::stop)?;
            self.put_back(&missing)?;
            let trouble = Trouble::Busy {
                status: 500,
                retry_after: None,
            };
            return self.give_way(missing, trouble);
        }
        let verdict = Verdict {
            errors: &job.errors,
            number: job.capture_id.clone(),
            source: at.as_str(),
            proceeds: job.proceeds,
            asked: true,
        };
        self.judge(parcels, verdict)
    }

    /// 400, 409 or 422: the document was not taken. Only "already there" is worth a question.
    pub(crate) fn judge_refusal(&mut self, parcels: Vec<Parcel>, problem: Complaint) -> Again {
        let source = self.capture.to_string();
        let asked = problem.is_duplicate();
        let number = problem.status.to_string();
        self.judge(
            parcels,
            Verdict {
                errors: &[problem],
                number,
                source: &source,
                proceeds: false,
                asked,
            },
        )
    }

    fn judge(&mut self, parcels: Vec<Parcel>, mut verdict: Verdict<'_>) -> Again {
        let before = parcels.len();
        let proven = if verdict.asked {
            self.sort_by_proof(&parcels).map_err(Trouble::stop)?
        } else {
            None
        };
        verdict.asked = proven.is_some();
        let left = self.sort_by_name(proven.unwrap_or(parcels), &verdict)?;
        self.put_back(&left)?;
        if verdict.proceeds {
            return self.judge_rest_of_proceeding(left, &verdict, before);
        }
        if left.len() < before || left.is_empty() {
            return Ok(vec![left]);
        }
        self.narrow(left, &verdict)
    }

    /// The server's own word about single records: "duplicate" with a name is as good as a receipt, any other complaint that names
    /// exactly one is that record's. Returns the ones not named.
    fn sort_by_name(
        &mut self,
        parcels: Vec<Parcel>,
        verdict: &Verdict<'_>,
    ) -> Result<Vec<Parcel>, Stop> {
        let ids: Vec<String> = parcels.iter().map(|p| p.event_id.clone()).collect();
        let mut left = Vec::new();
        for parcel in parcels {
            let about = |e: &&Complaint| {
                e.names(&parcel.event_id)
                    && (e.is_duplicate() || ids.iter().filter(|id| e.names(id)).count() == 1)
            };
            match verdict.errors.iter().find(about) {
                // Who holds the event may mean that by "duplicate": it proves no declaration.
                Some(error) if error.is_duplicate() && parcel.declares.is_empty() => {
                    self.accept_on_word(&parcel, error, verdict)?
                }
                Some(error) => self.refuse(parcel, Refusal::of(error))?,
                None => left.push(parcel),
            }
        }
        Ok(left)
    }

    fn accept_on_word(
        &mut self,
        parcel: &Parcel,
        word: &Complaint,
        verdict: &Verdict<'_>,
    ) -> Result<(), Stop> {
        let receipt = Receipt {
            number: verdict.number.clone(),
            source: verdict.source.to_owned(),
            proof: word.text.clone(),
        };
        Ok(self.accept(std::slice::from_ref(parcel), &receipt)?)
    }

    /// `proceed`: what is there was proven by the query, so what is left was not taken. Where nothing can be asked, the ones that no
    /// complaint names were taken, provided that the complaints name somebody.
    fn judge_rest_of_proceeding(
        &mut self,
        left: Vec<Parcel>,
        verdict: &Verdict<'_>,
        before: usize,
    ) -> Again {
        let unsaid = Complaint::default();
        let first = verdict.errors.first().unwrap_or(&unsaid);
        if !verdict.asked && left.len() == before && before > 1 {
            return self.narrow(left, verdict);
        }
        for parcel in left {
            if verdict.asked || before == 1 {
                self.refuse(parcel, Refusal::of(first))?;
            } else {
                self.accept_on_word(&parcel, &unsaid, verdict)?;
            }
        }
        Ok(Vec::new())
    }

    /// Nothing learned about any single one: halve until the bad one stands alone.
    fn narrow(&mut self, left: Vec<Parcel>, verdict: &Verdict<'_>) -> Again {
        let mut left = VecDeque::from(left);
        if left.len() > 1 {
            let tail = left.split_off(left.len().div_ceil(2));
            return Ok(vec![left.into(), tail.into()]);
        }
        let unsaid = Complaint::default();
        let all_duplicates =
            !verdict.errors.is_empty() && verdict.errors.iter().all(Complaint::is_duplicate);
        let first = verdict.errors.first().unwrap_or(&unsaid);
        for parcel in left {
            if all_duplicates && !verdict.asked && parcel.declares.is_empty() {
                self.accept_on_word(&parcel, first, verdict)?;
            } else {
                self.refuse(parcel, Refusal::of(first))?;
            }
        }
        Ok(Vec::new())
    }
}
