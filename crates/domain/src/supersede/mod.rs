//! Which steps stand. A `supersede` row says of a step that another stands in its place, that nothing does, or that it stands after all; rows
//! come from several computers, in any order, and contradict one another (lot model, §1). What follows is a function of the set of rows
//! alone, so that every computer that has the same rows says the same.
//!
//! 1. **The decision** about a step is its row with the greatest tick.
//! 2. **First** is a step that was not made to stand in for another: no row names it as an heir. The twin of a `twice` row is no heir: it was
//!    there in its own right. Where steps name one another in rings that nothing else leads to, the old step of the earliest row is first.
//! 3. **The line** of a step follows decisions: to the heir, to the heir's heir, … It ends where a step has no decision or stands after all
//!    (that one stands), at nothing (nothing stands), or at a twin (the twin answers for itself).
//! 4. **A ring** (two computers each put the other's step in the place of their own) is opened at its last word: the heir that its greatest
//!    tick names stands after all. So every line ends.
//! 5. **What stands** is what the lines of first steps end at. All else that rows name is out: replaced steps, the other heirs of a step
//!    corrected twice, *and what was corrected from those*. An heir that lost is brought back by a new row of the step that it stood in for;
//!    `new = old` of the heir itself does not do it, or an undo on one computer would count a delivery twice on the next.
//! 6. A step that is named but **not here yet** cannot stand: the last step of the line that is here stands meanwhile.
//!
//! A first step therefore has one step at most that stands for it, whatever is merged. Where the rows contradict one another, a [`Conflict`]
//! says so, and a person has to look.

mod conflict;
mod line;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

pub use conflict::{Conflict, ConflictKind};
use line::{End, Lines};

use crate::clock::Tick;

/// Why a step was superseded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SupersedeKind {
    /// The record was wrong.
    Wrong,
    /// What was saved was taken back.
    Undone,
    /// It was recorded twice: `new` is the other record, which stands in its own right.
    Twice,
}

impl SupersedeKind {
    /// As stored: `wrong`, `undone`, `twice`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Undone => "undone",
            Self::Twice => "twice",
        }
    }

    /// The kind stored under this word.
    #[must_use]
    pub fn by_word(word: &str) -> Option<Self> {
        [Self::Wrong, Self::Undone, Self::Twice]
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}

/// A fact about a step: what stands in its place. `S` is whatever names a step, one and the same on every computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Supersede<S> {
    /// When it was said, by the logical clock. First, so that rows sort by it.
    pub tick: Tick,
    /// The step that it is about.
    pub old: S,
    /// What stands in its place; none: nothing; `old` itself: it stands after all.
    pub new: Option<S>,
    /// Why.
    pub kind: SupersedeKind,
}

impl<S: Ord + Copy> Supersede<S> {
    /// The other step that stands in its place.
    fn heir(&self) -> Option<S> {
        self.new.filter(|new| *new != self.old)
    }

    /// Whether it says that the step does not stand.
    fn takes_out(&self) -> bool {
        self.new != Some(self.old)
    }
}

/// What a set of rows comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement<S> {
    /// Steps that rows name and that stand.
    pub standing: BTreeSet<S>,
    /// Steps that rows name and that do not: what the data file keeps as `dead`. A step that no row names stands.
    pub out: BTreeSet<S>,
    /// Where a person has to look, in order.
    pub conflicts: Vec<Conflict<S>>,
}

impl<S: Ord + Copy> Judgement<S> {
    /// Whether a step stands.
    pub fn stands(&self, step: S) -> bool {
        !self.out.contains(&step)
    }
}

/// Judges the steps that `rows` name, in any order and with repetitions. Rows that have nothing to do with one another may be judged apart:
/// it is enough to bring all rows that are tied to those that came, step by step. `is_here`: whether a step has arrived.
pub fn judge_steps<S: Ord + Copy>(
    rows: impl IntoIterator<Item = Supersede<S>>,
    is_here: impl Fn(S) -> bool,
) -> Judgement<S> {
    // A set in order of ticks: neither order nor repetition of the rows is seen from here on.
    let rows: BTreeSet<Supersede<S>> = rows.into_iter().collect();
    let lines = Lines::follow_rows(&rows, is_here);
    let mut standing = BTreeSet::new();
    for step in first_steps(&rows) {
        if let Some(End::Stands(heir)) = lines.end_of(step) {
            standing.insert(heir);
        }
    }
    let named = rows.iter().flat_map(|row| [Some(row.old), row.new]);
    let named: BTreeSet<S> = named.flatten().collect();
    Judgement {
        out: named.difference(&standing).copied().collect(),
        conflicts: conflict::find_conflicts(&rows, &lines),
        standing,
    }
}

/// Steps that were not made to stand in for another: rule 2.
fn first_steps<S: Ord + Copy>(rows: &BTreeSet<Supersede<S>>) -> BTreeSet<S> {
    let heirs = made_heirs(rows);
    let made: BTreeSet<S> = heirs.values().flatten().copied().collect();
    let named = rows.iter().flat_map(|row| [Some(row.old), row.heir()]);
    let (mut first, mut led_to) = (BTreeSet::new(), BTreeSet::new());
    // What nobody made comes before the rings that are left.
    let unmade = named.flatten().filter(|step| !made.contains(step));
    for step in unmade.chain(rows.iter().map(|row| row.old)) {
        if led_to.insert(step) {
            first.insert(step);
            mark_heirs(step, &heirs, &mut led_to);
        }
    }
    first
}

/// The steps that were made to stand in for a step. One that somebody calls its twin was not made.
fn made_heirs<S: Ord + Copy>(rows: &BTreeSet<Supersede<S>>) -> BTreeMap<S, BTreeSet<S>> {
    let twins = rows.iter().filter(|row| row.kind == SupersedeKind::Twice);
    let twins: BTreeSet<_> = twins.map(|row| (row.old, row.new)).collect();
    let mut heirs = BTreeMap::<S, BTreeSet<S>>::new();
    for row in rows
        .iter()
        .filter(|row| !twins.contains(&(row.old, row.new)))
    {
        heirs.entry(row.old).or_default().extend(row.heir());
    }
    heirs
}

/// Marks the heirs of a step, and their heirs.
fn mark_heirs<S: Ord + Copy>(step: S, heirs: &BTreeMap<S, BTreeSet<S>>, led_to: &mut BTreeSet<S>) {
    let mut left = vec![step];
    while let Some(step) = left.pop() {
        let next = heirs.get(&step).into_iter().flatten().copied();
        left.extend(next.filter(|heir| led_to.insert(*heir)));
    }
}
