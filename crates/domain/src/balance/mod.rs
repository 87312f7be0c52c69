//! Balances of a step (lot model, §4): what comes out was there. Mass is compared where both sides have one, packs by count × net. Packaging
//! that goes into a turn is no part of the goods: its lines are left out by whoever asks.

mod measure;
#[cfg(test)]
mod tests;

pub use measure::Measured;
use measure::common_totals;

use crate::quantity::{Quantity, QuantityError};
use crate::ratio::Permille;
use crate::unit::Dimension;

/// Why a step does not balance, with the amounts. Sentences are made of them elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BalanceError {
    /// More came out, losses with it, than went in and weighing may err.
    #[error("more came out than went in")]
    Exceeded {
        /// What went in.
        came_in: Quantity,
        /// What came out.
        went_out: Quantity,
        /// What was lost on the way.
        lost: Quantity,
        /// What weighing may err.
        tolerance: Permille,
    },
    /// Not the same came out as went in.
    #[error("not the same came out as went in")]
    Unequal {
        /// What went in.
        came_in: Quantity,
        /// What came out.
        went_out: Quantity,
    },
    /// The packs say more than went into them: net contents must be true.
    #[error("packs say more than went into them")]
    Short {
        /// What went in, without what was lost.
        filled: Quantity,
        /// What the packs say: count × net.
        stated: Quantity,
    },
    /// More animals were taken out and died than were stocked and born.
    #[error("more heads left than there were")]
    Heads(LiveHeads),
    /// In and out are of measures that do not compare, in a step in which they must be equal.
    #[error("in and out do not compare")]
    NoMeasure,
    /// Amounts that cannot be.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

impl BalanceError {
    /// Stable code: `balance_exceeded`, `unit_mismatch`, or that of the amount.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Exceeded { .. } | Self::Unequal { .. } | Self::Short { .. } | Self::Heads(_) => {
                "balance_exceeded"
            }
            Self::NoMeasure => "unit_mismatch",
            Self::Quantity(e) => e.code(),
        }
    }
}

/// A turn that may lose, such as processing and sorting: Σ out + Σ losses ≤ Σ in × (1 + ε), by mass. Answers what is not explained,
/// in mg: in − out − losses, below nothing within the tolerance. None where one of the lines has no mass: then nothing is asked, and
/// nobody asks either where a process adds what has no line of its own (`adds`: water, salt).
///
/// # Errors
/// [`BalanceError::Exceeded`]; amounts beyond [`Quantity::MAX`], losses that are no mass.
pub fn check_up_to(
    came_in: &[Measured],
    went_out: &[Measured],
    losses: &[Quantity],
    tolerance: Permille,
) -> Result<Option<i64>, BalanceError> {
    let lost = total_mass(losses)?;
    let Some((came_in, went_out)) = common_totals(&[Dimension::Mass], came_in, went_out)? else {
        return Ok(None);
    };
    let accounted = went_out.plus(lost)?;
    let allowed = i128::from(came_in.base()) * i128::from(1000 + tolerance.as_parts());
    if i128::from(accounted.base()) * 1000 <= allowed {
        return Ok(Some(came_in.base() - accounted.base()));
    }
    Err(BalanceError::Exceeded {
        came_in,
        went_out,
        lost,
        tolerance,
    })
}

/// A turn that changes nothing about the goods, such as splitting and merging, or the lines of one lot in a move: Σ out = Σ in, both ways; by
/// mass, else by volume, else by count.
///
/// # Errors
/// [`BalanceError::Unequal`], [`BalanceError::NoMeasure`]; amounts beyond [`Quantity::MAX`].
pub fn check_exact(came_in: &[Measured], went_out: &[Measured]) -> Result<(), BalanceError> {
    let dimensions = [Dimension::Mass, Dimension::Volume, Dimension::Count];
    let totals = common_totals(&dimensions, came_in, went_out)?;
    let (came_in, went_out) = totals.ok_or(BalanceError::NoMeasure)?;
    if came_in == went_out {
        Ok(())
    } else {
        Err(BalanceError::Unequal { came_in, went_out })
    }
}

/// Packing: Σ in − losses is at least count × net, by mass, else by volume. Answers the overfill (giọt thừa); none where contents and
/// goods do not compare, such as litres packed by the kilogram.
///
/// # Errors
/// [`BalanceError::Short`]; amounts beyond [`Quantity::MAX`], losses that are no mass.
pub fn check_packing(
    came_in: &[Measured],
    packed: &[Measured],
    losses: &[Quantity],
) -> Result<Option<Quantity>, BalanceError> {
    let lost = total_mass(losses)?;
    let totals = common_totals(&[Dimension::Mass, Dimension::Volume], came_in, packed)?;
    let Some((came_in, stated)) = totals else {
        return Ok(None);
    };
    // Losses are weighed: of what is measured by volume they say nothing.
    let lost = if came_in.dimension() == Dimension::Mass {
        lost.base()
    } else {
        0
    };
    let filled = Quantity::from_base((came_in.base() - lost).max(0), came_in.dimension())?;
    match Quantity::from_base(filled.base() - stated.base(), filled.dimension()) {
        Ok(overfill) => Ok(Some(overfill)),
        Err(_) => Err(BalanceError::Short { filled, stated }),
    }
}

/// Heads of a live lot over its life. Its mass grows, so only heads balance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LiveHeads {
    /// Put in.
    pub stocked: i64,
    /// Born in it.
    pub born: i64,
    /// Taken out.
    pub harvested: i64,
    /// Died in it.
    pub dead: i64,
}

/// A live lot: harvested + dead ≤ stocked + born. Answers how many are left.
///
/// # Errors
/// [`BalanceError::Heads`]; [`QuantityError::Negative`] for a count below nothing, [`QuantityError::TooLarge`].
pub fn check_heads(heads: LiveHeads) -> Result<Quantity, BalanceError> {
    let count = |heads| Quantity::from_base(heads, Dimension::Count);
    let there = count(heads.stocked)?.plus(count(heads.born)?)?;
    let gone = count(heads.harvested)?.plus(count(heads.dead)?)?;
    let left = Quantity::from_base(there.base() - gone.base(), Dimension::Count);
    left.map_err(|_| BalanceError::Heads(heads))
}

fn total_mass(losses: &[Quantity]) -> Result<Quantity, QuantityError> {
    let none = Quantity::from_base(0, Dimension::Mass)?;
    losses
        .iter()
        .try_fold(none, |total, lost| total.plus(*lost))
}
