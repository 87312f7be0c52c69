//! What a step, or a correction, changes in stock, and whether the stock bears it.

use std::collections::BTreeMap;

use super::Line;
use crate::quantity::QuantityError;

/// Changes of stock by lot and place, in base units. What comes to nothing is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deltas<L, P> {
    changes: BTreeMap<(L, P), i64>,
}

impl<L, P> Default for Deltas<L, P> {
    fn default() -> Self {
        let changes = BTreeMap::new();
        Self { changes }
    }
}

/// Less than nothing would be left of a lot at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shortfall<L, P> {
    /// Which lot.
    pub lot: L,
    /// Where.
    pub place: P,
    /// What is there now.
    pub there: i64,
    /// What would go.
    pub taken: i64,
}

impl<L, P> Shortfall<L, P> {
    /// Stable code: `stock_negative`.
    pub fn code(&self) -> &'static str {
        "stock_negative"
    }
}

impl<L: Ord + Copy, P: Ord + Copy> Deltas<L, P> {
    /// Adds lines of a step that comes to stand.
    ///
    /// # Errors
    /// [`QuantityError::TooLarge`] beyond 64 bits; what was added until then stays.
    pub fn add_lines(
        &mut self,
        lines: impl IntoIterator<Item = Line<L, P>>,
    ) -> Result<(), QuantityError> {
        let mut lines = lines.into_iter();
        lines.try_for_each(|line| self.add_change((line.lot, line.place), line.signed()))
    }

    /// Takes away lines of a step that stands no more.
    ///
    /// # Errors
    /// As [`Deltas::add_lines`].
    pub fn take_lines(
        &mut self,
        lines: impl IntoIterator<Item = Line<L, P>>,
    ) -> Result<(), QuantityError> {
        let mut lines = lines.into_iter();
        // An amount is less than 2^63, so its opposite is one as well.
        lines.try_for_each(|line| self.add_change((line.lot, line.place), -line.signed()))
    }

    /// The changes, in order of lot and place.
    pub fn changes(&self) -> impl Iterator<Item = (L, P, i64)> {
        let changes = self.changes.iter();
        changes.map(|((lot, place), change)| (*lot, *place, *change))
    }

    /// Where less than nothing would be left *now*. What stands at less than nothing already may be added to, or a stocktake could mend
    /// nothing. `there`: what is at a place of a lot now; none for a lot that nobody counts (an input of unknown lot).
    ///
    /// # Errors
    /// Those of `there`.
    pub fn find_shortfalls<E>(
        &self,
        mut there: impl FnMut(L, P) -> Result<Option<i64>, E>,
    ) -> Result<Vec<Shortfall<L, P>>, E> {
        let mut found = Vec::new();
        for (lot, place, change) in self.changes().filter(|(_, _, change)| *change < 0) {
            let Some(there) = there(lot, place)? else {
                continue;
            };
            if i128::from(there) + i128::from(change) < 0 {
                let taken = change.saturating_neg();
                found.push(Shortfall {
                    lot,
                    place,
                    there,
                    taken,
                });
            }
        }
        Ok(found)
    }

    fn add_change(&mut self, key: (L, P), change: i64) -> Result<(), QuantityError> {
        let before = self.changes.get(&key).copied().unwrap_or(0);
        match before.checked_add(change) {
            None => return Err(QuantityError::TooLarge),
            Some(0) => self.changes.remove(&key),
            Some(after) => self.changes.insert(key, after),
        };
        Ok(())
    }
}

/// The steps that took from a lot at a place, in the order in which they come: those whose lines there come to less than nothing. Asked of
/// the steps that stand, without the one to be replaced, when a shortfall is told.
pub fn name_takers<S: Ord + Copy>(lines: impl IntoIterator<Item = (S, i64)>) -> Vec<S> {
    let (mut order, mut sums) = (Vec::new(), BTreeMap::<S, i128>::new());
    for (step, change) in lines {
        let sum = sums.entry(step).or_insert_with(|| {
            order.push(step);
            0
        });
        *sum += i128::from(change);
    }
    order.retain(|step| sums.get(step).is_some_and(|sum| *sum < 0));
    order
}

/// A lot of which a move takes up another amount than it puts down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what is taken up is not what is put down")]
pub struct MoveUnequal<L> {
    /// Which lot.
    pub lot: L,
    /// Taken up.
    pub came_in: i128,
    /// Put down.
    pub went_out: i128,
}

impl<L> MoveUnequal<L> {
    /// Stable code: `balance_exceeded`.
    pub fn code(&self) -> &'static str {
        "balance_exceeded"
    }
}

/// A move leaves every lot as it is: what is taken up of it is put down, both ways.
///
/// # Errors
/// [`MoveUnequal`], for the first lot in order.
pub fn check_moves<L: Ord + Copy, P>(
    lines: impl IntoIterator<Item = Line<L, P>>,
) -> Result<(), MoveUnequal<L>> {
    let mut sums = BTreeMap::<L, (i128, i128)>::new();
    for line in lines {
        let (came_in, went_out) = sums.entry(line.lot).or_default();
        let signed = i128::from(line.signed());
        *came_in -= signed.min(0);
        *went_out += signed.max(0);
    }
    let mut sums = sums.into_iter();
    match sums.find(|(_, (came_in, went_out))| came_in != went_out) {
        None => Ok(()),
        Some((lot, (came_in, went_out))) => Err(MoveUnequal {
            lot,
            came_in,
            went_out,
        }),
    }
}
