//! What a cell says: texts, numbers, amounts, dates, periods, durations, addresses.

pub(crate) mod address;
pub(crate) mod date;
pub(crate) mod gazetteer;
mod ledger;
pub(crate) mod number;
pub(crate) mod period;
pub(crate) mod rules;
pub(crate) mod text;
