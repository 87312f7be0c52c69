//! Lines of succession: where one gets from a step by following decisions.

use std::collections::{BTreeMap, BTreeSet};

use super::{Supersede, SupersedeKind};
use crate::clock::Tick;

/// Where a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End<S> {
    /// This step stands.
    Stands(S),
    /// Nothing stands, since this tick.
    Nothing(Tick),
    /// A twin answers for itself.
    Twin,
    /// Of the steps on the line none has arrived yet.
    NotHere,
}

/// The decisions about all steps, and where their lines end.
pub(super) struct Lines<S> {
    decisions: BTreeMap<S, Supersede<S>>,
    /// Where rings are opened: these stand after all.
    opened: BTreeSet<S>,
    ends: BTreeMap<S, End<S>>,
}

impl<S: Ord + Copy> Lines<S> {
    /// Rows come in order of ticks.
    pub(super) fn follow_rows(rows: &BTreeSet<Supersede<S>>, is_here: impl Fn(S) -> bool) -> Self {
        // The last one of a step stays: the decision.
        let decisions: BTreeMap<S, Supersede<S>> = rows.iter().map(|row| (row.old, *row)).collect();
        let mut lines = Self {
            opened: open_rings(&decisions),
            decisions,
            ends: BTreeMap::new(),
        };
        let named = rows.iter().flat_map(|row| [Some(row.old), row.new]);
        for step in named.flatten() {
            lines.follow_line(step, &is_here);
        }
        lines
    }

    /// The decision about a step.
    pub(super) fn decision_of(&self, step: S) -> Option<&Supersede<S>> {
        self.decisions.get(&step)
    }

    /// Where the line of a step ends.
    pub(super) fn end_of(&self, step: S) -> Option<End<S>> {
        self.ends.get(&step).copied()
    }

    /// Where rings were opened.
    pub(super) fn opened_rings(&self) -> impl Iterator<Item = S> {
        self.opened.iter().copied()
    }

    /// The decision that leads on from a step to another.
    fn leading_on(&self, step: S) -> Option<(S, &Supersede<S>)> {
        let decision = self.decisions.get(&step);
        let decision = decision.filter(|_| !self.opened.contains(&step))?;
        Some((decision.heir()?, decision))
    }

    /// Notes the end of a step's line, and of every line on the way there. Ends, since no ring is left.
    fn follow_line(&mut self, step: S, is_here: &impl Fn(S) -> bool) {
        let (mut way, mut at) = (Vec::new(), step);
        while !self.ends.contains_key(&at) {
            way.push(at);
            match self.leading_on(at) {
                Some((next, _)) => at = next,
                None => break,
            }
        }
        for step in way.into_iter().rev() {
            let end = self.next_end(step, is_here);
            self.ends.insert(step, end);
        }
    }

    /// The end of a line, once that of the next step's is known.
    fn next_end(&self, step: S, is_here: &impl Fn(S) -> bool) -> End<S> {
        let itself = if is_here(step) {
            End::Stands(step)
        } else {
            End::NotHere
        };
        if let Some((next, decision)) = self.leading_on(step) {
            return match self.end_of(next) {
                None | Some(End::NotHere) => itself,
                Some(_) if decision.kind == SupersedeKind::Twice => End::Twin,
                Some(end) => end,
            };
        }
        match self.decisions.get(&step) {
            Some(decision) if decision.new.is_none() => End::Nothing(decision.tick),
            _ => itself,
        }
    }
}

/// The heirs that the last words of rings name.
fn open_rings<S: Ord + Copy>(decisions: &BTreeMap<S, Supersede<S>>) -> BTreeSet<S> {
    let next = |step: &S| decisions.get(step).and_then(Supersede::heir);
    let (mut opened, mut seen) = (BTreeSet::new(), BTreeSet::new());
    for start in decisions.keys() {
        let (mut way, mut at) = (Vec::new(), Some(*start));
        while let Some(step) = at.filter(|step| seen.insert(*step)) {
            way.push(step);
            at = next(&step);
        }
        // Stopped at a step of this very walk: from there on it is a ring.
        let ring = way.iter().skip_while(|step| Some(**step) != at);
        let last = ring.filter_map(|step| decisions.get(step)).max();
        opened.extend(last.and_then(Supersede::heir));
    }
    opened
}
