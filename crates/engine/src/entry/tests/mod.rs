mod amend;
mod correct;
pub(crate) mod kit;
mod refusals;
mod steps;
mod undo;
