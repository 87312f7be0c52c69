//! Which lots came of which (lot model, §4 and §8). Only turns make lineage: a turn takes from lots and makes others. Walks keep the set of
//! what they met and so end, even where facts of several computers come to a circle.

#[cfg(test)]
mod tests;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The turns that stand, wherever they are kept.
pub trait Lineage {
    /// Names a lot.
    type Lot: Ord + Copy;
    /// Names a turn.
    type Turn: Ord + Copy;
    /// Why they could not be read.
    type Error;

    /// The turns that took from a lot.
    ///
    /// # Errors
    /// As the place where they are kept has it.
    fn turns_from(&self, lot: Self::Lot) -> Result<Vec<Self::Turn>, Self::Error>;

    /// The turns that made a lot.
    ///
    /// # Errors
    /// As above.
    fn turns_into(&self, lot: Self::Lot) -> Result<Vec<Self::Turn>, Self::Error>;

    /// The lots that a turn took from.
    ///
    /// # Errors
    /// As above.
    fn lots_taken(&self, turn: Self::Turn) -> Result<Vec<Self::Lot>, Self::Error>;

    /// The lots that a turn made.
    ///
    /// # Errors
    /// As above.
    fn lots_made(&self, turn: Self::Turn) -> Result<Vec<Self::Lot>, Self::Error>;
}

/// Which way to walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To what was made of a lot: what a recall has to find.
    Forward,
    /// To what a lot was made of: where the cause is.
    Backward,
}

/// The seeds, and every lot that one gets to from them.
///
/// # Errors
/// Those of the lineage.
pub fn reach_lots<G: Lineage>(
    lineage: &G,
    seeds: impl IntoIterator<Item = G::Lot>,
    direction: Direction,
) -> Result<BTreeSet<G::Lot>, G::Error> {
    let mut walk = Walk::from_seeds(lineage, seeds, direction);
    while walk.next_lot()?.is_some() {}
    Ok(walk.origins.into_keys().collect())
}

/// Why a turn may not be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TurnRefusal<L> {
    /// A lot would be made of itself at once.
    SameLot {
        /// The lot that goes in and comes out.
        lot: L,
    },
    /// A lot would be made of what was made of it.
    Cycle {
        /// The lot that comes out.
        ancestor: L,
        /// The lot that goes in and descends from it.
        descendant: L,
    },
}

impl<L> TurnRefusal<L> {
    /// Stable code: `turn_same_lot`, `lineage_cycle`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SameLot { .. } => "turn_same_lot",
            Self::Cycle { .. } => "lineage_cycle",
        }
    }
}

/// Whether a turn from `ins` to `outs` would close a circle: no lot that comes out may be one that goes in, nor an ancestor of one. Walks
/// backward and stops at the first such lot. A turn that is to be replaced must not be in the lineage any more.
///
/// # Errors
/// Those of the lineage.
pub fn check_turn<G: Lineage>(
    lineage: &G,
    ins: &[G::Lot],
    outs: &[G::Lot],
) -> Result<Option<TurnRefusal<G::Lot>>, G::Error> {
    let outs: BTreeSet<G::Lot> = outs.iter().copied().collect();
    if let Some(lot) = ins.iter().find(|lot| outs.contains(lot)) {
        return Ok(Some(TurnRefusal::SameLot { lot: *lot }));
    }
    let mut walk = Walk::from_seeds(lineage, ins.iter().copied(), Direction::Backward);
    while let Some(met) = walk.next_lot()? {
        if outs.contains(&met.lot) {
            return Ok(Some(TurnRefusal::Cycle {
                ancestor: met.lot,
                descendant: met.seed,
            }));
        }
    }
    Ok(None)
}

/// The lots that lie with `lot` on a circle, itself among them; empty when it lies on none, as it should be. Merged facts may close one:
/// these lots are *to review*.
///
/// # Errors
/// Those of the lineage.
pub fn find_circle<G: Lineage>(lineage: &G, lot: G::Lot) -> Result<BTreeSet<G::Lot>, G::Error> {
    let mut made = BTreeSet::new();
    for turn in lineage.turns_from(lot)? {
        made.extend(lineage.lots_made(turn)?);
    }
    let after = reach_lots(lineage, made, Direction::Forward)?;
    if !after.contains(&lot) {
        return Ok(BTreeSet::new());
    }
    let before = reach_lots(lineage, [lot], Direction::Backward)?;
    Ok(after.intersection(&before).copied().collect())
}

/// A lot that a walk came to, and the seed from which it did.
struct Met<L> {
    lot: L,
    seed: L,
}

/// A walk over lots and turns in turn, so that a turn of n lots into m costs n + m.
struct Walk<'g, G: Lineage> {
    lineage: &'g G,
    direction: Direction,
    /// Every lot met, with the seed from which.
    origins: BTreeMap<G::Lot, G::Lot>,
    turns: BTreeSet<G::Turn>,
    left: VecDeque<G::Lot>,
}

impl<'g, G: Lineage> Walk<'g, G> {
    fn from_seeds(
        lineage: &'g G,
        seeds: impl IntoIterator<Item = G::Lot>,
        direction: Direction,
    ) -> Self {
        let origins: BTreeMap<_, _> = seeds.into_iter().map(|seed| (seed, seed)).collect();
        Self {
            lineage,
            direction,
            left: origins.keys().copied().collect(),
            origins,
            turns: BTreeSet::new(),
        }
    }

    /// The next lot; the nearest come first.
    fn next_lot(&mut self) -> Result<Option<Met<G::Lot>>, G::Error> {
        let Some(lot) = self.left.pop_front() else {
            return Ok(None);
        };
        let seed = self.origins.get(&lot).copied().unwrap_or(lot);
        for turn in self.turns_at(lot)? {
            if self.turns.insert(turn) {
                for next in self.lots_behind(turn)? {
                    self.meet_lot(next, seed);
                }
            }
        }
        Ok(Some(Met { lot, seed }))
    }

    fn meet_lot(&mut self, lot: G::Lot, seed: G::Lot) {
        if let Entry::Vacant(place) = self.origins.entry(lot) {
            place.insert(seed);
            self.left.push_back(lot);
        }
    }

    fn turns_at(&self, lot: G::Lot) -> Result<Vec<G::Turn>, G::Error> {
        match self.direction {
            Direction::Forward => self.lineage.turns_from(lot),
            Direction::Backward => self.lineage.turns_into(lot),
        }
    }

    fn lots_behind(&self, turn: G::Turn) -> Result<Vec<G::Lot>, G::Error> {
        match self.direction {
            Direction::Forward => self.lineage.lots_made(turn),
            Direction::Backward => self.lineage.lots_taken(turn),
        }
    }
}
