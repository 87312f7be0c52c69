//! What is known of a file while it is taken in.

use std::collections::{BTreeMap, BTreeSet};

use nuong_domain::clock::Tick;
use nuong_domain::id::StepId;

use super::aside::tick_of;
use super::kinds::{SharedKind, shared_kinds};
use crate::stage::Stages;
use crate::step::identity::OrganisationCode;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// Counts from here on are no honest computer's: with the last one a clock would stand still.
const FARTHEST: u64 = 1 << 47;

/// A file as it is taken in.
pub(super) struct Taking {
    pub organisation: OrganisationCode,
    pub taken: u32,
    pub already_there: u32,
    pub kinds: Vec<SharedKind>,
    /// By kind, the records with new entries, each with the tick and the line of its latest one; what was made first comes first.
    pub touched: Vec<BTreeMap<String, (Tick, u64)>>,
    pub settled: bool,
    /// Stages that steps may have been told by, once all of them are there.
    pub stages: Option<Stages>,
    /// Steps whose rest has to be looked at, by the line that says so.
    pub amended: BTreeMap<StepId, u64>,
    /// Steps whose standing has to be looked at.
    pub judged: BTreeSet<StepId>,
    /// Steps of this file.
    pub told: BTreeSet<StepId>,
    /// A stage is another than it was: all that its steps came to is made anew.
    pub stages_changed: bool,
}

impl Taking {
    pub fn new(organisation: &str) -> Self {
        let kinds = shared_kinds();
        Self {
            organisation: OrganisationCode::of_record(organisation),
            taken: 0,
            already_there: 0,
            touched: kinds.iter().map(|_| BTreeMap::new()).collect(),
            kinds,
            settled: false,
            stages: None,
            amended: BTreeMap::new(),
            judged: BTreeSet::new(),
            told: BTreeSet::new(),
            stages_changed: false,
        }
    }
}

/// A tick that the clock goes on behind.
pub(super) fn known_tick(tx: &mut Tx<'_>, clock: &str) -> Result<Tick> {
    let tick = tick_of(clock)?;
    if tick.count() >= FARTHEST {
        return Err(AppError::new(Code::ChangesClock, tick));
    }
    tx.take_over(tick);
    Ok(tick)
}
