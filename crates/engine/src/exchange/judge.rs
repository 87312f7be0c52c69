//! Settles what came with a file once all of it is there: what was amended, what stands, and what follows from that.

use nuong_domain::id::StepId;

use super::file::{at_line, unreadable};
use super::taking::Taking;
use crate::store::tx::Tx;
use crate::{Result, harvest, lot, step};

impl Taking {
    /// Brings steps in line with what was amended of them and what rows say of them.
    ///
    /// # Errors
    /// As `App::merge_changes`.
    pub(super) fn settle_steps(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        for (id, line) in &self.amended {
            // An amendment goes with its step.
            if !tx.reader().step_is_known(*id)? {
                return Err(at_line(unreadable("a step that is not there"), *line));
            }
            let settled = tx.settle_aside(*id);
            settled.map_err(|e| at_line(e, *line))?;
        }
        if self.stages_changed {
            return rebuild(tx);
        }
        let judged: Vec<StepId> = self.judged.iter().copied().collect();
        tx.judge_again(&judged)
    }
}

/// A stage may count otherwise than it did here.
fn rebuild(tx: &mut Tx<'_>) -> Result<()> {
    step::rebuild_standing(tx)?;
    harvest::rebuild_harvest_mass(tx)?;
    lot::mark_all(tx)
}
