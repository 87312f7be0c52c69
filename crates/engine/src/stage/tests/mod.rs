//! The shipped stages, mistakes in files of stages, and what is told of a step.

mod events;
mod mistakes;
mod own;
mod shipped;
mod told;
mod words;

use super::load::{SHIPPED, checked_file};
use super::{StageFile, StageMistake, Stages};

fn shipped() -> Stages {
    Stages::shipped().unwrap()
}

fn shipped_file() -> StageFile {
    checked_file(SHIPPED, None).unwrap()
}

/// What is wrong with the shipped file once `from` reads `to`.
fn spoilt(from: &str, to: &str) -> StageMistake {
    assert!(SHIPPED.contains(from), "{from}");
    checked_file(&SHIPPED.replacen(from, to, 1), None).unwrap_err()
}

/// The line of the shipped file on which `text` first stands.
fn line_with(text: &str) -> usize {
    let before = SHIPPED.find(text).map(|at| &SHIPPED[..at]).unwrap();
    before.matches('\n').count() + 1
}
