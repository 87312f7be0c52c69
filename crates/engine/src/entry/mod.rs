//! What people and programs enter as steps: add, correct, void, undo, amend. It resolves codes, asks the stage which fields there are and the
//! class what it allows, and refuses what cannot be; what a law or a sector asks for beyond that refuses nothing here (`lacks` says it).

mod action_rows;
mod add;
mod amend;
mod balance;
mod correct;
mod given;
mod line;
mod lot_state;
mod refusal;
mod resolve;
mod stock_rows;
#[cfg(test)]
pub(crate) mod tests;
mod undo;
pub(crate) mod view;
mod write;
