//! Records that may be what a server breaks on: it answers 5xx to their document again and again. The document is halved down to the
//! record; one that fails alone, while the server takes others right before it fails again, is parked. A server that takes nothing is
//! in trouble itself, and no record is blamed.

use std::collections::BTreeSet;

use super::{Again, Run, Stop};
use crate::Result;
use crate::destination::Outgoing as Parcel;
use crate::sync::complaint::Complaint;
use crate::sync::refusals::Refusal;
use crate::sync::trouble::Trouble;

/// Fruitless runs before a document is suspected: most troubles pass by themselves.
const PATIENCE: u32 = 2;

/// Suspects in a row without anything taken: then it is the server.
const MOST: usize = 8;

/// What a run suspects.
#[derive(Default)]
pub(crate) struct Suspicion {
    /// Failed alone; nothing was taken since.
    suspects: Vec<Parcel>,
    /// Failed alone, then something else was taken: the next failure parks it.
    accused: BTreeSet<String>,
    /// Parts of a halved document: one post each, the whole had its tries.
    halved: BTreeSet<String>,
    /// What the server answered last.
    status: u16,
    /// The server gave a verdict since the last suspect.
    pub(crate) heard: bool,
}

impl Suspicion {
    /// True for a part of a halved document.
    pub(crate) fn is_part(&self, parcels: &[Parcel]) -> bool {
        parcels.iter().all(|p| self.halved.contains(&p.id))
    }
}

impl Run<'_> {
    /// A document that met `trouble` to the last try and is not there: parts of it to try, or the end of the run.
    pub(crate) fn give_way(&mut self, mut parcels: Vec<Parcel>, trouble: Trouble) -> Again {
        let tried = parcels.iter().map(|p| p.attempts).max().unwrap_or(0);
        let Some(status) = trouble.breakdown().filter(|_| tried >= PATIENCE) else {
            return Err(trouble.stop());
        };
        self.suspicion.status = status;
        if parcels.len() > 1 {
            let ids = parcels.iter().map(|p| p.id.clone());
            self.suspicion.halved.extend(ids);
            let tail = parcels.split_off(parcels.len().div_ceil(2));
            return Ok(vec![parcels, tail]);
        }
        for parcel in parcels {
            self.suspect(parcel, status)?;
        }
        if self.suspicion.suspects.len() > MOST {
            return Err(trouble.stop());
        }
        Ok(Vec::new())
    }

    /// Its lot's later records step aside with it.
    fn suspect(&mut self, parcel: Parcel, status: u16) -> Result<()> {
        if self.suspicion.accused.contains(&parcel.id) {
            let problem = Complaint {
                status,
                text: format!("HTTP {status}"),
                ..Complaint::default()
            };
            return self.refuse(parcel, Refusal::of(&problem));
        }
        self.refused_lots.extend(parcel.lots.iter().cloned());
        self.suspicion.suspects.push(parcel);
        self.suspicion.heard = false;
        Ok(())
    }

    /// Once the server has taken something else, each suspect gets a last try.
    pub(crate) fn accused(&mut self) -> Vec<Vec<Parcel>> {
        if !self.suspicion.heard {
            return Vec::new();
        }
        let suspects = self.free_suspects();
        let ids = suspects.iter().map(|p| p.id.clone());
        self.suspicion.accused.extend(ids);
        suspects.into_iter().map(|p| vec![p]).collect()
    }

    /// Suspects of a run in which nothing else was taken are not to blame: the server is.
    pub(crate) fn blame_server(&mut self) -> std::result::Result<(), Stop> {
        if self.free_suspects().is_empty() {
            return Ok(());
        }
        let status = self.suspicion.status;
        let retry_after = None;
        Err(Trouble::Busy {
            status,
            retry_after,
        }
        .stop())
    }

    /// Lets the suspects go, and their lots.
    pub(crate) fn free_suspects(&mut self) -> Vec<Parcel> {
        let suspects = std::mem::take(&mut self.suspicion.suspects);
        for parcel in &suspects {
            for lot in &parcel.lots {
                self.refused_lots.remove(lot);
            }
        }
        suspects
    }
}
