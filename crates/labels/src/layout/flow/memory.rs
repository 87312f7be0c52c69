//! What became of a row's words before: on the next label most rows say the same in the same place.

use super::super::words::Word;
use super::row::{Key, SetLine, Setting};
use crate::display::Drawn;
use std::sync::Arc;

/// Settings of one row that are remembered: a label is tried in about ten.
const MOST: usize = 32;

/// A row that has been set.
#[derive(Clone)]
pub(super) struct Set {
    pub drawn: Arc<Drawn>,
    pub last: SetLine,
    pub lines: u16,
}

/// How a row's words came out, by where and how they were set; None where they did not fit.
#[derive(Default)]
pub(super) struct Memory {
    known: Vec<(Key, Option<Set>)>,
}

impl Memory {
    /// The words or the codes have changed.
    pub fn forget(&mut self) {
        self.known.clear();
    }

    /// The row in this setting.
    pub fn set_row(&mut self, setting: Setting, words: &[Word]) -> Option<Set> {
        let key = setting.key();
        if let Some((_, set)) = self.known.iter().find(|(known, _)| *known == key) {
            return set.clone();
        }
        let set = setting.best_row(words).map(|row| Set {
            drawn: Arc::new(Drawn { items: row.items }),
            last: row.last,
            lines: row.lines,
        });
        // Seldom: to begin anew costs less than to know which was used last.
        if self.known.len() >= MOST {
            self.known.clear();
        }
        self.known.push((key, set.clone()));
        set
    }
}
