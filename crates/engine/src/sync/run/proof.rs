//! Proof that the destination has a record: its own answer to a question for it.

use std::collections::BTreeMap;

use super::{Run, Stop};
use crate::sync::backoff::{self, TRIES};
use crate::sync::complaint::Complaint;
use crate::sync::held::{HeldRecord, Holdings, own_digests};
use crate::sync::journal::{Parcel, Receipt, Step};
use crate::sync::refusals::Refusal;
use crate::sync::trouble::Trouble;
use crate::{AppError, Code};

impl Run<'_> {
    /// Asks for the records; those that are there are accepted with what proves it, the others are returned. Where the destination
    /// cannot be asked, all are returned: the same eventIDs posted again are all that is left.
    pub(crate) fn still_missing(&mut self, parcels: &[Parcel]) -> Result<Vec<Parcel>, Trouble> {
        Ok(self
            .sort_by_proof(parcels)?
            .unwrap_or_else(|| parcels.to_vec()))
    }

    /// As [`Self::still_missing`], but `None` where the destination cannot be asked.
    pub(crate) fn sort_by_proof(
        &mut self,
        parcels: &[Parcel],
    ) -> Result<Option<Vec<Parcel>>, Trouble> {
        match self.client.held(&ids_of(parcels))? {
            Some(held) => self.take_held(parcels, &held).map(Some),
            None => Ok(None),
        }
    }

    /// Before anything is sent: what a registry that lists its records has already, from another laptop of ours or from this one before
    /// it was restored, need not be sent. The rest is returned.
    pub(crate) fn recognise(&mut self, parcels: &[Parcel]) -> Result<Vec<Parcel>, Stop> {
        let ids = ids_of(parcels);
        let mut round = 1;
        let listed = loop {
            match self.client.listed(&ids) {
                Err(met) if met.may_pass() && round < TRIES => {
                    self.pace.pause(backoff::within_run(round));
                    self.heed_call()?;
                    round += 1;
                }
                listed => break listed.map_err(Trouble::stop)?,
            }
        };
        match listed {
            Some(held) => self.take_held(parcels, &held).map_err(Trouble::stop),
            None => Ok(parcels.to_vec()),
        }
    }

    fn take_held(&mut self, parcels: &[Parcel], held: &Holdings) -> Result<Vec<Parcel>, Trouble> {
        let (there, missing): (Vec<_>, Vec<_>) = parcels
            .iter()
            .cloned()
            .partition(|parcel| held.find(parcel).is_some());
        let own = self.digests_of(&there)?;
        for parcel in there {
            let Some(record) = held.find(&parcel) else {
                continue;
            };
            let differs =
                record.digest.is_some() && record.digest.as_ref() != own.get(&parcel.event_id);
            let receipt = proof(&parcel, record, self.capture.as_str());
            match parcel.declares.is_empty() {
                true if held.is_declared(&parcel.event_id) => {
                    self.note_declared(parcel, receipt)?
                }
                true if differs => self.adopt(parcel, receipt)?,
                _ => self.accept(&[parcel], &receipt)?,
            }
        }
        Ok(missing)
    }

    /// What our own copies say, by eventID.
    fn digests_of(&self, parcels: &[Parcel]) -> crate::Result<BTreeMap<String, String>> {
        match parcels.is_empty() {
            true => Ok(BTreeMap::new()),
            false => own_digests(&self.journal.document(parcels)?),
        }
    }

    /// The registry says that the event is wrong, which this laptop does not: a person compares.
    fn note_declared(&mut self, parcel: Parcel, receipt: Receipt) -> crate::Result<()> {
        self.journal
            .record(&[parcel], &Step::DeclaredThere(receipt))?;
        self.tally.refused += 1;
        self.report();
        Ok(())
    }

    fn adopt(&mut self, parcel: Parcel, receipt: Receipt) -> Result<(), Trouble> {
        let told = receipt.proof.clone();
        let adopted = match self.client.fetch(&parcel.event_id)? {
            Some(event) => {
                let step = Step::Adopted { event, receipt };
                self.journal.record(std::slice::from_ref(&parcel), &step)
            }
            None => Err(AppError::new(Code::EventInvalid, "not shown")),
        };
        match adopted {
            Ok(()) => self.count_accepted(1),
            // It has the id, and what it shows under it is no event.
            Err(error) if error.code == Code::EventInvalid => {
                let problem = Complaint {
                    status: 409,
                    text: told,
                    ..Complaint::default()
                };
                self.refuse(parcel, Refusal::of(&problem))?;
            }
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }
}

fn ids_of(parcels: &[Parcel]) -> Vec<&str> {
    let mut ids: Vec<&str> = parcels.iter().map(|p| p.event_id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn proof(parcel: &Parcel, record: &HeldRecord, source: &str) -> Receipt {
    let id = parcel.event_id.as_str();
    let number = [id, &record.recorded].join(" ").trim().to_owned();
    let declared = match parcel.declares.as_str() {
        "" => String::new(),
        time => format!(", declarationTime {time}"),
    };
    let proof = format!(
        "{} EQ_eventID: eventID {id}{declared}, recordTime {}",
        record.question, record.recorded
    );
    Receipt {
        number,
        source: source.to_owned(),
        proof,
    }
}
