//! Records whose fate is unknown: posted, and then the line, the server or this program went down.

use std::collections::BTreeMap;

use reqwest::Url;

use super::{Followed, Run, Stop};
use crate::destination::Outgoing as Parcel;
use crate::sync::backoff::POLLS;
use crate::sync::journal::Receipt;
use crate::sync::trouble::Trouble;

/// Questions about a job of an earlier run: it had its time.
const FEW: usize = 4;

impl Run<'_> {
    /// What an earlier run left `sent`: its job is asked, else the events themselves; what is not there waits again.
    pub(crate) fn resolve(&mut self, open: Vec<Parcel>) -> Result<(), Stop> {
        let mut jobs: BTreeMap<Option<String>, Vec<Parcel>> = BTreeMap::new();
        for parcel in open {
            jobs.entry(parcel.capture_url.clone())
                .or_default()
                .push(parcel);
        }
        for (at, parcels) in jobs {
            self.heed_call()?;
            let at = at
                .and_then(|at| Url::parse(&at).ok())
                .filter(|at| self.is_ours(at));
            let followed = match at {
                Some(at) => self.follow(&parcels, &at, POLLS.get(..FEW).unwrap_or(&POLLS))?,
                None => Followed::Unknown,
            };
            if matches!(followed, Followed::Unknown) {
                let missing = self.still_missing(&parcels).map_err(Trouble::stop)?;
                self.put_back(&missing)?;
            }
        }
        Ok(())
    }

    /// Asks for the events; those that are there are accepted with what proves it, the others are returned. Where the destination
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
        let ids: Vec<&str> = parcels.iter().map(|p| p.event_id.as_str()).collect();
        let Some(held) = self.client.held(&ids)? else {
            return Ok(None);
        };
        let mut missing = Vec::new();
        for parcel in parcels {
            match held.get(&parcel.event_id) {
                Some(time) => self.accept(
                    std::slice::from_ref(parcel),
                    &proof(parcel, time, self.capture.as_str()),
                )?,
                None => missing.push(parcel.clone()),
            }
        }
        Ok(Some(missing))
    }
}

fn proof(parcel: &Parcel, record_time: &str, source: &str) -> Receipt {
    let number = [parcel.event_id.as_str(), record_time]
        .join(" ")
        .trim()
        .to_owned();
    let proof = format!(
        "GET events EQ_eventID: eventID {}, recordTime {record_time}",
        parcel.event_id
    );
    Receipt {
        number,
        source: source.to_owned(),
        proof,
    }
}
