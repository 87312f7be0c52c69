//! Rows that contradict one another. Whatever they come to, the lots of all steps that are tied to them are *to review*: nothing may leave
//! them until a person has looked.

use std::collections::{BTreeMap, BTreeSet};

use super::line::{End, Lines};
use super::{Supersede, SupersedeKind};

/// Why a person has to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictKind {
    /// Two computers put different steps in the place of one, or one of them nothing; or both the same, which one of them then took back. One
    /// computer alone never does: between two such rows it says that the step stands after all. Settled by a row `new` = `old` of kind
    /// `wrong`, which no undo writes, and behind it a row that says what is to stand instead, if anything is: rows before it are not
    /// compared any more.
    Differ,
    /// Steps stand in for one another in a ring. Settled by a row with which none does.
    Ring,
    /// A step was put aside as the double of another, which another computer took out as well: the delivery may be lost.
    TwinGone,
}

/// Contradicting rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Conflict<S> {
    /// The step that they are about; of a ring the one that stands.
    pub about: S,
    /// Why.
    pub kind: ConflictKind,
}

/// All conflicts, in order. Rows come in order of ticks.
pub(super) fn find_conflicts<S: Ord + Copy>(
    rows: &BTreeSet<Supersede<S>>,
    lines: &Lines<S>,
) -> Vec<Conflict<S>> {
    let mut found = BTreeSet::new();
    let mut add = |about, kind| found.insert(Conflict { about, kind });
    for (old, rows) in rows_by_step(rows) {
        if do_differ(&rows) {
            add(old, ConflictKind::Differ);
        }
        if lost_twin(old, lines) {
            add(old, ConflictKind::TwinGone);
        }
    }
    for step in lines.opened_rings() {
        add(step, ConflictKind::Ring);
    }
    found.into_iter().collect()
}

fn rows_by_step<S: Ord + Copy>(rows: &BTreeSet<Supersede<S>>) -> BTreeMap<S, Vec<&Supersede<S>>> {
    let mut by_step = BTreeMap::<S, Vec<_>>::new();
    for row in rows {
        by_step.entry(row.old).or_default().push(row);
    }
    by_step
}

/// Whether, since they were last settled, rows of a step that follow one another both take it out (so that the writer of one did not know of
/// the other), and not for the same; or for the same, but then one of the two was taken back, and nobody knows for whom.
fn do_differ<S: Ord + Copy>(rows: &[&Supersede<S>]) -> bool {
    let settles = |row: &&Supersede<S>| !row.takes_out() && row.kind == SupersedeKind::Wrong;
    let since = rows.iter().rposition(settles).unwrap_or(0);
    let pairs = rows.iter().skip(since).zip(rows.iter().skip(since + 1));
    let mut unaware = false;
    for (one, next) in pairs {
        let both = one.takes_out() && next.takes_out();
        if (both && one.new != next.new) || (unaware && !next.takes_out()) {
            return true;
        }
        unaware |= both;
    }
    false
}

/// Whether a step gave way to a twin that somebody else let go.
fn lost_twin<S: Ord + Copy>(step: S, lines: &Lines<S>) -> bool {
    let decision = lines.decision_of(step);
    let Some(decision) = decision.filter(|row| row.kind == SupersedeKind::Twice) else {
        return false;
    };
    match decision.heir().and_then(|twin| lines.end_of(twin)) {
        Some(End::Nothing(since)) => since.device() != decision.tick.device(),
        _ => false,
    }
}
