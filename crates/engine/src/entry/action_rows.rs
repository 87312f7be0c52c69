//! What was saved together on this computer, and whether it was taken back.

use std::collections::BTreeSet;

use nuong_domain::id::StepId;
use nuong_domain::supersede::SupersedeKind;
use rusqlite::params;

use crate::Result;
use crate::step::append::Entry;
use crate::step::supersede_rows::StoredSupersede;
use crate::store::reader::Reader;

/// What was saved together.
pub(super) struct SavedTogether {
    /// The steps that came.
    pub steps: Vec<StepId>,
    /// The rows that said what stands.
    pub rows: Vec<StoredSupersede>,
}

impl SavedTogether {
    /// Whether it took something back: that is never taken back in turn, also where a step came again for one that was declared wrong.
    pub fn is_undo(&self) -> bool {
        let is_undone = |r: &StoredSupersede| r.row.kind == SupersedeKind::Undone;
        !self.rows.is_empty() && self.rows.iter().all(is_undone)
    }
}

impl Reader<'_> {
    /// The actions of a computer by their numbers, the latest first; below `before`, or all. At most a hundred.
    pub(super) fn own_actions(&self, device: &str, before: Option<i64>) -> Result<Vec<i64>> {
        let numbers = self.all(
            "SELECT 'action', action FROM (
               SELECT action FROM step WHERE substr(clock, -16) = ?1 AND (?2 IS NULL OR action < ?2)
               UNION SELECT action FROM supersede WHERE substr(clock, -16) = ?1 AND (?2 IS NULL OR action < ?2))
             ORDER BY action DESC LIMIT 100",
            params![device, before],
            |r| r.get(1),
        )?;
        Ok(numbers)
    }

    /// What a computer saved together under a number.
    pub(super) fn saved_together(&self, device: &str, action: i64) -> Result<SavedTogether> {
        Ok(SavedTogether {
            steps: self.all(
                "SELECT lower(hex(id)) FROM step WHERE action = ?2 AND substr(clock, -16) = ?1 ORDER BY clock",
                params![device, action],
                |r| r.parsed(0),
            )?,
            rows: self.records(
                "WHERE action = ?2 AND substr(clock, -16) = ?1 ORDER BY clock",
                &[device.to_owned().into(), action.into()],
            )?,
        })
    }

    /// Whether a destination was, or may have been, told that an event of a step is wrong.
    pub(super) fn is_declared(&self, step: StepId) -> Result<bool> {
        const DECLARED: &str = "SELECT 1 FROM trace_event e JOIN step s ON s.n = e.step JOIN delivery d ON d.event = e.n
             WHERE s.id = unhex(?1, '-') AND e.declares <> '' AND d.state IN ('sent', 'accepted')";
        Ok(self
            .one(DECLARED, [step.to_string()], |_| Ok(()))?
            .is_some())
    }

    /// Whether an action was taken back: all of its steps by nothing, all of its rows by the contrary, and later.
    pub(super) fn is_undone(&self, saved: &SavedTogether) -> Result<bool> {
        const LATER: &str =
            "SELECT 1 FROM supersede WHERE old = unhex(?1, '-') AND kind = 'undone' AND clock > ?2";
        for step in &saved.steps {
            const TAKEN_BACK: &str = "SELECT 1 FROM supersede u JOIN step s ON s.id = u.old WHERE u.old = unhex(?1, '-') AND u.kind = 'undone' AND u.new IS NULL";
            if self
                .one(TAKEN_BACK, [step.to_string()], |_| Ok(()))?
                .is_none()
            {
                return Ok(false);
            }
        }
        // An old step that came with the action needs no row of its own to be back.
        let own: BTreeSet<StepId> = saved.steps.iter().copied().collect();
        for row in saved.rows.iter().filter(|row| !own.contains(&row.row.old)) {
            let after = params![row.row.old.to_string(), row.row.tick.to_string()];
            if self.one(LATER, after, |_| Ok(()))?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// How a step in the place of another is told apart from its equals: a ledger's row stays one, so that the corrected ledger gives it its
    /// id on any computer.
    pub(super) fn entry_of(&self, step: StepId) -> Result<Entry> {
        let sql = "SELECT id, mark FROM step WHERE id = unhex(?1, '-')";
        let mark = self.one(sql, [step.to_string()], |r| r.get::<String>(1))?;
        Ok(mark.map_or(Entry::Typed, |mark| Entry::of_mark(&mark)))
    }
}
