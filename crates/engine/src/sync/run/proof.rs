//! Proof that the destination has a record: its own answer to a question for it.

use super::Run;
use crate::sync::journal::{Parcel, Receipt};
use crate::sync::trouble::Trouble;

impl Run<'_> {
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
