//! Money that moved between the cooperative and a party: advances, payments, refunds, a stall's takings. Facts in whole đồng, never edited:
//! what was wrong is set right by another one. It owns no accounts, no tax and no wages.

mod pay;
pub(crate) mod rows;
#[cfg(test)]
mod tests;
pub(crate) mod view;
