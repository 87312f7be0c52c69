//! Weights that are paid and what is paid for them (lot model, §6). Whole đồng; a half goes up. Nothing here knows a tax or an account.

#[cfg(test)]
mod tests;

use crate::moisture::DryMatter;
use crate::quantity::{Quantity, QuantityError};
use crate::ratio::{Permille, half_up};
use crate::unit::Unit;

/// Why a weight to pay or a value could not be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Bags weigh as much as bags and goods together.
    #[error("nothing is left of the gross weight")]
    NothingLeft {
        /// Goods and bags.
        gross: Quantity,
        /// What was taken off.
        off: Quantity,
    },
    /// A price by another measure than the goods have.
    #[error("a price by another measure")]
    OtherDimension,
    /// More than 64 bits of đồng.
    #[error("too much money")]
    TooLarge,
    /// Amounts that cannot be.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
}

impl MoneyError {
    /// Stable code: `stage_field_invalid`, `unit_mismatch`, or that of the amount.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NothingLeft { .. } | Self::TooLarge => "stage_field_invalid",
            Self::OtherDimension => "unit_mismatch",
            Self::Quantity(e) => e.code(),
        }
    }
}

/// What goes into stock: net = gross − Σ tare of bags.
///
/// # Errors
/// [`MoneyError::NothingLeft`]; amounts of different dimensions or beyond [`Quantity::MAX`].
pub fn net_weight(gross: Quantity, tares: &[Quantity]) -> Result<Quantity, MoneyError> {
    let none = Quantity::from_base(0, gross.dimension())?;
    let tare = tares.iter().try_fold(none, |sum, tare| sum.plus(*tare))?;
    taken_off(gross, tare)
}

/// Why less is paid than was delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deduction {
    /// Wetter than agreed: paid is what the dry matter would weigh at the standard moisture. Drier goods are paid for more.
    Moisture {
        /// As measured.
        measured: Permille,
        /// As agreed.
        standard: Permille,
    },
    /// A share of the net weight: impurities, or what a price list's table says of a moisture.
    Share(Permille),
}

/// What is paid for: pay = net − moisture correction − impurities. Each is reckoned of the net weight and rounded half up to the base unit
/// by itself, so that their order makes no difference. Stock always has the net weight.
///
/// # Errors
/// [`MoneyError::NothingLeft`] when they take more than there is; a moisture of what is no mass, amounts beyond [`Quantity::MAX`].
pub fn pay_weight(net: Quantity, deductions: &[Deduction]) -> Result<Quantity, MoneyError> {
    let mut off = 0_i128;
    for deduction in deductions {
        off += weight_off(net, *deduction)?;
    }
    let pay = i128::from(net.base()) - off;
    let kept = |base: i128| {
        let base = i64::try_from(base).map_err(|_| QuantityError::TooLarge)?;
        Quantity::from_base(base, net.dimension())
    };
    if pay < 0 {
        return Err(MoneyError::NothingLeft {
            gross: net,
            off: kept(off)?,
        });
    }
    Ok(kept(pay)?)
}

/// What a deduction takes off, below nothing for goods that are drier than agreed.
fn weight_off(net: Quantity, deduction: Deduction) -> Result<i128, QuantityError> {
    match deduction {
        Deduction::Share(share) => {
            let part = i128::from(net.base()) * i128::from(share.as_parts());
            Ok(half_up(part, 1000))
        }
        Deduction::Moisture { measured, standard } => {
            let corrected = DryMatter::of_mass(net, measured)?.weight_at(standard)?;
            Ok(i128::from(net.base()) - i128::from(corrected.base()))
        }
    }
}

fn taken_off(gross: Quantity, off: Quantity) -> Result<Quantity, MoneyError> {
    let left = Quantity::from_base(gross.base() - off.base(), gross.dimension());
    let left = left.and_then(Quantity::not_zero);
    left.map_err(|_| MoneyError::NothingLeft { gross, off })
}

/// To which amounts a cooperative rounds what it pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayRounding {
    /// To the đồng.
    Exact,
    /// To the hundred.
    Hundred,
    /// To the five hundred.
    FiveHundred,
    /// To the thousand.
    Thousand,
}

impl PayRounding {
    fn step(self) -> i64 {
        match self {
            Self::Exact => 1,
            Self::Hundred => 100,
            Self::FiveHundred => 500,
            Self::Thousand => 1000,
        }
    }
}

/// What a line is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineValue {
    /// As agreed, in đồng.
    pub value: i64,
    /// What rounding added, or took: value − pay × price.
    pub rounding: i64,
}

/// value = half_up(pay × price ÷ unit) in whole đồng, then half up to the cooperative's step. `price`: đồng for one `unit`.
///
/// # Errors
/// [`MoneyError::OtherDimension`] for a unit of another measure, [`MoneyError::TooLarge`].
pub fn line_value(
    pay: Quantity,
    price: i64,
    unit: Unit,
    rounding: PayRounding,
) -> Result<LineValue, MoneyError> {
    if pay.dimension() != unit.dimension() {
        return Err(MoneyError::OtherDimension);
    }
    let exact = half_up(i128::from(pay.base()) * i128::from(price), unit.factor());
    let step = rounding.step();
    let value = half_up(exact, step) * i128::from(step);
    Ok(LineValue {
        value: as_dong(value)?,
        rounding: as_dong(value - exact)?,
    })
}

/// What a cooperative owes a household: Σ values of intakes − Σ values of inputs handed out − Σ payments, those signed (what the household
/// paid back is below nothing). Below nothing the household owes.
///
/// # Errors
/// [`MoneyError::TooLarge`].
pub fn amount_owed(
    intakes: impl IntoIterator<Item = i64>,
    inputs: impl IntoIterator<Item = i64>,
    payments: impl IntoIterator<Item = i64>,
) -> Result<i64, MoneyError> {
    as_dong(sum_dong(intakes) - sum_dong(inputs) - sum_dong(payments))
}

/// No memory holds as many values as 128 bits would need to run over.
fn sum_dong(values: impl IntoIterator<Item = i64>) -> i128 {
    values.into_iter().map(i128::from).sum()
}

fn as_dong(value: i128) -> Result<i64, MoneyError> {
    i64::try_from(value).map_err(|_| MoneyError::TooLarge)
}
