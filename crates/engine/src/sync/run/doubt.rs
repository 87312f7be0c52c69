//! Records whose fate is unknown: posted, and then the line, the server or this program went down.

use std::collections::BTreeMap;

use reqwest::Url;

use super::{Followed, Run, Stop};
use crate::destination::Outgoing as Parcel;
use crate::sync::backoff::POLLS;
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
            let followed = match at.map(|at| Url::parse(&at)) {
                Some(Ok(at)) if self.is_ours(&at) => {
                    self.follow(&parcels, &at, POLLS.get(..FEW).unwrap_or(&POLLS))?
                }
                // No address, a stranger's, or one that does not read: the events themselves are asked for.
                _ => Followed::Unknown,
            };
            if matches!(followed, Followed::Unknown) {
                let missing = self.still_missing(&parcels).map_err(Trouble::stop)?;
                self.put_back(&missing)?;
            }
        }
        Ok(())
    }
}
