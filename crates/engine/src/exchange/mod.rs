//! Two computers of one cooperative exchange what they know by file: `nuong changes` writes it, `nuong merge` takes it in. A file holds facts,
//! entries of the change log and keys of ledger rows, by codes and ids; what follows from them each computer reckons itself. In any order
//! and however often files are taken in, computers that know the same hold the same.
//!
//! It refuses whole files: one that is damaged, another cooperative's, or that contradicts what is here. It never takes a step's id on
//! trust, nor what is this computer's own: its name, settings, printers, destinations and deliveries.

mod aside;
mod file;
mod judge;
mod kinds;
mod line;
mod merge;
mod rows;
mod take;
mod take_step;
mod taking;
mod tell_rows;
mod told_step;
pub(crate) mod view;
mod write;
#[cfg(test)]
mod tests;
