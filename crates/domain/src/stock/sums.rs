//! A lot's own account: what it came to, by column.

use crate::quantity::QuantityError;

/// The column of a lot's account in which a line counts; the stage says which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// What arose or came back.
    Made,
    /// What went into other lots, was used up or taken as a sample.
    Used,
    /// What was shipped or sold.
    GoneOut,
    /// What was spoilt or thrown away.
    Lost,
    /// The difference of a stocktake: it adds or takes.
    Counted,
}

/// The sums of a lot over the steps that stand, in base units: quantity = made − used − gone out − lost + counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LotSums {
    /// What arose or came back.
    pub made: i64,
    /// What went into other lots, was used up or taken as a sample.
    pub used: i64,
    /// What was shipped or sold.
    pub gone_out: i64,
    /// What was spoilt or thrown away.
    pub lost: i64,
    /// The differences of stocktakes.
    pub counted: i64,
}

impl LotSums {
    /// The sums with a line more, whose change of stock is `signed`; with the opposite of it, a line less. A line without a column (moves,
    /// looks) changes none.
    ///
    /// # Errors
    /// [`QuantityError::TooLarge`] beyond 64 bits.
    pub fn with_line(self, column: Option<Column>, signed: i64) -> Result<Self, QuantityError> {
        let mut sums = self;
        let (sum, change) = match column {
            None => return Ok(self),
            Some(Column::Made) => (&mut sums.made, i128::from(signed)),
            Some(Column::Counted) => (&mut sums.counted, i128::from(signed)),
            // What goes is kept as an amount.
            Some(Column::Used) => (&mut sums.used, -i128::from(signed)),
            Some(Column::GoneOut) => (&mut sums.gone_out, -i128::from(signed)),
            Some(Column::Lost) => (&mut sums.lost, -i128::from(signed)),
        };
        let after = i64::try_from(i128::from(*sum) + change);
        *sum = after.map_err(|_| QuantityError::TooLarge)?;
        Ok(sums)
    }

    /// What there is of the lot, at all places together.
    #[must_use]
    pub fn quantity(self) -> i128 {
        let less = [self.used, self.gone_out, self.lost].map(i128::from);
        let less: i128 = less.into_iter().sum();
        i128::from(self.made) + i128::from(self.counted) - less
    }
}
