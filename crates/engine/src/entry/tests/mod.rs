mod amend;
mod correct;
mod kit;
mod refusals;
mod steps;
mod undo;
