//! What follows from the lines of the steps that stand: which stand, what lies where, which lots came of which. Kept by addition as steps come
//! and go; made anew it is the same.

use std::collections::BTreeSet;

use nuong_domain::id::StepId;
use nuong_domain::supersede::{Conflict, ConflictKind};
use rusqlite::params;

use super::{COUNTED, STALE_LOT, TURNED};
use crate::stage::{Class, Stages};
use crate::step::rows::Step;
use crate::store::mark::Mark;
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// Whether lines come to count, or count no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    In,
    Out,
}

const ADD_TO_STOCK: &str = "INSERT INTO stock (lot, place, amount)
    SELECT lot, place, ?2 * sum(CASE role WHEN 'out' THEN amount ELSE -amount END) FROM step_line WHERE step = ?1 AND role <> 'on' GROUP BY lot, place
    ON CONFLICT (lot, place) DO UPDATE SET amount = amount + excluded.amount";

const CLEAR_STOCK: &str = "DELETE FROM stock WHERE amount = 0 AND (lot, place) IN (SELECT lot, place FROM step_line WHERE step = ?1)";

impl Tx<'_> {
    /// Brings a new step's lines into stock and lineage.
    pub(super) fn count_new_step(&mut self, step: i64, class: Class) -> Result<()> {
        self.turn_lines(step, class, Turn::In)
    }

    fn turn_lines(&mut self, step: i64, class: Class, turn: Turn) -> Result<()> {
        let sign = if turn == Turn::In { 1_i64 } else { -1 };
        self.run(ADD_TO_STOCK, params![step, sign])?;
        if turn == Turn::Out || class.takes() {
            self.run(CLEAR_STOCK, [step])?;
        }
        if class != Class::Turn {
            return Ok(());
        }
        let lineage = match turn {
            Turn::In => [
                "INSERT INTO eaten (lot, step) SELECT DISTINCT lot, step FROM step_line WHERE step = ?1 AND role = 'in'",
                "INSERT INTO made (step, lot) SELECT DISTINCT step, lot FROM step_line WHERE step = ?1 AND role = 'out'",
            ],
            Turn::Out => [
                "DELETE FROM eaten WHERE step = ?1",
                "DELETE FROM made WHERE step = ?1",
            ],
        };
        for sql in lineage {
            self.run(sql, [step])?;
        }
        Ok(())
    }

    /// Takes a step's lines out before it is said what stands in its place, so that what is judged meanwhile is judged without it.
    ///
    /// # Errors
    /// Those of the disk.
    pub(crate) fn set_aside(&mut self, step: StepId) -> Result<()> {
        let stages = self.reader().told_stages()?;
        self.settle_step(step, false, &[], &stages)
    }

    /// Judges the steps that rows tie to these, and brings stock and lineage in line with what stands.
    ///
    /// # Errors
    /// `file_damaged`; those of the disk.
    pub(crate) fn judge_again(&mut self, steps: &[StepId]) -> Result<()> {
        let stages = self.reader().told_stages()?;
        let mut judged = BTreeSet::new();
        for step in steps {
            if judged.contains(step) {
                continue;
            }
            // Each with what rows tie to it alone: a conflict is one of all these steps, and of no others.
            let (judgement, here) = self.reader().judged(&[*step])?;
            for id in &here {
                self.settle_step(*id, judgement.stands(*id), &judgement.conflicts, &stages)?;
            }
            judged.extend(here);
        }
        Ok(())
    }

    /// Says of a step that is here that it was entered earlier, on another computer: every computer goes by the first entering.
    ///
    /// # Errors
    /// Those of the disk.
    pub(crate) fn set_birth(&mut self, born: &Step) -> Result<()> {
        self.lift_locks("step")?;
        self.run(
            "UPDATE step SET action = ?2, entered_at = ?3, entered_by = ?4, clock = ?5 WHERE id = unhex(?1, '-')",
            params![born.id.to_string(), born.action, born.entered_at, born.entered_by, born.clock],
        )?;
        // Decisions about lots follow one another by their ticks.
        for line in self.reader().step_lines(born.id)? {
            self.mark(Mark::new(STALE_LOT, line.lot));
        }
        Ok(())
    }

    fn settle_step(
        &mut self,
        id: StepId,
        stands: bool,
        conflicts: &[Conflict<StepId>],
        stages: &Stages,
    ) -> Result<()> {
        let at = self.reader().step_at(id, stages)?;
        self.run("DELETE FROM contested WHERE step = ?1", [at.n])?;
        let kinds: BTreeSet<ConflictKind> = conflicts.iter().map(|c| c.kind).collect();
        for kind in kinds {
            let word = conflict_word(kind);
            self.run(
                "INSERT INTO contested (step, kind) VALUES (?1, ?2)",
                params![at.n, word],
            )?;
        }
        if at.stands != stands {
            let (sql, turn) = match stands {
                true => ("DELETE FROM dead WHERE step = ?1", Turn::In),
                false => ("INSERT INTO dead (step) VALUES (?1)", Turn::Out),
            };
            self.run(sql, [at.n])?;
            self.turn_lines(at.n, at.class, turn)?;
            self.mark(Mark::new(COUNTED, id));
        }
        // Also of one that is out already: what stands in its place may have changed.
        self.mark(Mark::new(TURNED, id));
        for lot in self.reader().lots_of_step(at.n)? {
            self.mark(Mark::new(STALE_LOT, lot));
        }
        Ok(())
    }
}

/// Why a lot is to be looked at, as `review` says it.
fn conflict_word(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Differ => "corrected_differently",
        ConflictKind::Ring => "corrected_in_a_ring",
        ConflictKind::TwinGone => "twin_gone",
    }
}

/// A step as its projections know it.
struct StepAt {
    n: i64,
    class: Class,
    stands: bool,
}

impl Reader<'_> {
    fn step_at(&self, id: StepId, stages: &Stages) -> Result<StepAt> {
        let found = self.one(
            "SELECT lower(hex(s.id)), s.n, s.stage, EXISTS (SELECT 1 FROM step_line l WHERE l.step = s.n AND l.role = 'in'),
               EXISTS (SELECT 1 FROM dead d WHERE d.step = s.n) FROM step s WHERE s.id = unhex(?1, '-')",
            [id.to_string()],
            |r| Ok((r.get::<i64>(1)?, r.get::<String>(2)?, r.get::<bool>(3)?, r.get::<bool>(4)?)),
        )?;
        let missing = || AppError::new(Code::Internal, format!("no step {id}"));
        let (n, stage, takes, dead) = found.ok_or_else(missing)?;
        Ok(StepAt {
            n,
            class: stages.find_stage(&stage)?.class_when(takes),
            stands: !dead,
        })
    }

    /// Ids of the lots in a step's lines.
    fn lots_of_step(&self, step: i64) -> Result<Vec<String>> {
        self.all(
            "SELECT DISTINCT t.id FROM step_line l JOIN lot t ON t.n = l.lot WHERE l.step = ?1",
            [step],
            |r| r.get(0),
        )
    }
}

/// Makes what stands, stock and lineage anew from the facts.
pub(crate) fn rebuild_standing(tx: &mut Tx<'_>) -> Result<()> {
    for table in ["dead", "contested", "stock", "eaten", "made"] {
        tx.run(&format!("DELETE FROM {table}"), [])?;
    }
    let stages = tx.reader().told_stages()?;
    let all = tx.reader().all(
        "SELECT s.n, s.stage, EXISTS (SELECT 1 FROM step_line l WHERE l.step = s.n AND l.role = 'in') FROM step s",
        [],
        |r| Ok((r.get::<i64>(0)?, r.get::<String>(1)?, r.get::<bool>(2)?)),
    )?;
    for (n, stage, takes) in all {
        let class = stages.find_stage(&stage)?.class_when(takes);
        tx.turn_lines(n, class, Turn::In)?;
    }
    let named = tx.reader().all(
        "SELECT DISTINCT 'supersede', lower(hex(old)) FROM supersede",
        [],
        |r| r.parsed(1),
    )?;
    tx.judge_again(&named)
}
