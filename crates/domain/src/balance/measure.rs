//! What a line of a step measures.

use crate::quantity::{Quantity, QuantityError};
use crate::unit::Dimension;

/// The amount of a line, and what one piece of its lot holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// In the lot's own dimension.
    pub amount: Quantity,
    /// Net contents of one piece of a lot of packs, as frozen from its product; none: loose goods, or pieces that nobody weighed.
    pub net: Option<Quantity>,
}

impl Measured {
    /// Loose goods, or pieces of unknown contents.
    #[must_use]
    pub fn loose(amount: Quantity) -> Self {
        Self { amount, net: None }
    }

    /// The amount by mass, volume or count; packs by their contents: count × net. None where it has no such measure.
    ///
    /// # Errors
    /// [`QuantityError::TooLarge`] for contents beyond [`Quantity::MAX`].
    pub fn measure_in(self, dimension: Dimension) -> Result<Option<Quantity>, QuantityError> {
        if self.amount.dimension() == dimension {
            return Ok(Some(self.amount));
        }
        match self.net {
            Some(net)
                if self.amount.dimension() == Dimension::Count && net.dimension() == dimension =>
            {
                let contents = i128::from(self.amount.base()) * i128::from(net.base());
                let contents = i64::try_from(contents).map_err(|_| QuantityError::TooLarge)?;
                Quantity::from_base(contents, dimension).map(Some)
            }
            _ => Ok(None),
        }
    }
}

/// The sum of lines, none when one of them has no such measure.
pub(super) fn total_in(
    dimension: Dimension,
    lines: &[Measured],
) -> Result<Option<Quantity>, QuantityError> {
    let mut total = Quantity::from_base(0, dimension)?;
    for line in lines {
        match line.measure_in(dimension)? {
            Some(amount) => total = total.plus(amount)?,
            None => return Ok(None),
        }
    }
    Ok(Some(total))
}

/// Both sides' sums in the first of the dimensions that all lines can be measured in.
pub(super) fn common_totals(
    dimensions: &[Dimension],
    came_in: &[Measured],
    went_out: &[Measured],
) -> Result<Option<(Quantity, Quantity)>, QuantityError> {
    for dimension in dimensions {
        let totals = (
            total_in(*dimension, came_in)?,
            total_in(*dimension, went_out)?,
        );
        if let (Some(came_in), Some(went_out)) = totals {
            return Ok(Some((came_in, went_out)));
        }
    }
    Ok(None)
}
