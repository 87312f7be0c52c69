//! Computers as they work: what a person adds, corrects, voids, calls a double and takes back, and what merging makes of it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::Row;
use crate::clock::{Device, LogicalClock, Tick};
use crate::supersede::{ConflictKind, Judgement, Supersede, SupersedeKind, judge_steps};

#[derive(Debug, Clone, Copy)]
enum Deed {
    Add,
    Correct(u8),
    Void(u8),
    Double(u8, u8),
    Undo,
    Merge(usize),
}

/// One computer: its steps and rows, and what its person thinks stands, after each thing done.
struct Laptop {
    clock: LogicalClock,
    steps: BTreeSet<u8>,
    rows: BTreeSet<Row>,
    done: Vec<Vec<Row>>,
    thought: Vec<BTreeSet<u8>>,
}

impl Laptop {
    fn new(device: u64) -> Self {
        Self {
            clock: LogicalClock::resume(Device::from_random(device), None),
            steps: BTreeSet::new(),
            rows: BTreeSet::new(),
            done: Vec::new(),
            thought: vec![BTreeSet::new()],
        }
    }

    fn judge(&self) -> Judgement<u8> {
        judge_steps(self.rows.iter().copied(), |step| self.steps.contains(&step))
    }

    fn standing(&self) -> BTreeSet<u8> {
        let judged = self.judge();
        let stands = self.steps.iter().filter(|step| judged.stands(**step));
        stands.copied().collect()
    }

    fn pick(&self, n: u8) -> Option<u8> {
        let standing: Vec<u8> = self.standing().into_iter().collect();
        (!standing.is_empty()).then(|| standing[usize::from(n) % standing.len()])
    }

    fn say(&mut self, old: u8, new: Option<u8>, kind: SupersedeKind) -> Row {
        let tick = self.clock.next_tick().unwrap();
        let row = Supersede {
            tick,
            old,
            new,
            kind,
        };
        self.rows.insert(row);
        row
    }

    fn add(&mut self, fresh: &mut u8) -> u8 {
        *fresh += 1;
        self.steps.insert(*fresh);
        *fresh
    }

    /// Does it, and notes what the person then thinks stands.
    fn act(&mut self, deed: Deed, fresh: &mut u8) {
        let mut thought = self.thought.last().unwrap().clone();
        let done = match deed {
            Deed::Add => {
                let new = self.add(fresh);
                thought.insert(new);
                // Taken back like a step that replaces nothing.
                vec![Supersede {
                    tick: self.clock.next_tick().unwrap(),
                    old: new,
                    new: Some(new),
                    kind: SupersedeKind::Wrong,
                }]
            }
            Deed::Correct(n) => {
                let Some(old) = self.pick(n) else { return };
                let new = self.add(fresh);
                thought.remove(&old);
                thought.insert(new);
                vec![self.say(old, Some(new), SupersedeKind::Wrong)]
            }
            Deed::Void(n) => {
                let Some(old) = self.pick(n) else { return };
                thought.remove(&old);
                vec![self.say(old, None, SupersedeKind::Wrong)]
            }
            Deed::Double(n, m) => {
                let (Some(old), Some(twin)) = (self.pick(n), self.pick(m)) else {
                    return;
                };
                if old == twin {
                    return;
                }
                thought.remove(&old);
                vec![self.say(old, Some(twin), SupersedeKind::Twice)]
            }
            Deed::Undo => return self.take_back(),
            Deed::Merge(_) => return,
        };
        self.done.push(done);
        self.thought.push(thought);
    }

    fn take_back(&mut self) {
        let Some(done) = self.done.pop() else { return };
        self.thought.pop();
        for row in done {
            let made = row.new.filter(|_| row.kind != SupersedeKind::Twice);
            if let Some(made) = made {
                self.say(made, None, SupersedeKind::Undone);
            }
            if row.new != Some(row.old) {
                self.say(row.old, Some(row.old), SupersedeKind::Undone);
            }
        }
    }

    fn take_in(&mut self, other: &(BTreeSet<u8>, BTreeSet<Row>)) {
        self.steps.extend(&other.0);
        self.rows.extend(&other.1);
        let ticks: Vec<Tick> = other.1.iter().map(|row| row.tick).collect();
        ticks
            .into_iter()
            .for_each(|tick| self.clock.take_over(tick));
    }

    fn knows(&self) -> (BTreeSet<u8>, BTreeSet<Row>) {
        (self.steps.clone(), self.rows.clone())
    }
}

fn any_deed(with_undo: bool) -> impl Strategy<Value = Deed> {
    let undo = u32::from(with_undo);
    prop_oneof![
        4 => Just(Deed::Add),
        4 => any::<u8>().prop_map(Deed::Correct),
        2 => any::<u8>().prop_map(Deed::Void),
        undo * 2 => any::<(u8, u8)>().prop_map(|(n, m)| Deed::Double(n, m)),
        undo * 4 => Just(Deed::Undo),
        2 => (0_usize..3).prop_map(Deed::Merge),
    ]
}

/// Three computers at work, and for each row what its writer knew.
fn play(deeds: &[(usize, Deed)]) -> ([Laptop; 3], BTreeMap<Row, BTreeSet<Row>>) {
    let mut laptops = [1, 2, 3].map(Laptop::new);
    let (mut fresh, mut known) = (0, BTreeMap::new());
    for (who, deed) in deeds {
        let before = laptops[*who].rows.clone();
        match deed {
            Deed::Merge(from) => {
                let told = laptops[*from].knows();
                laptops[*who].take_in(&told);
            }
            deed => {
                laptops[*who].act(*deed, &mut fresh);
                let new = laptops[*who].rows.difference(&before);
                known.extend(new.map(|row| (*row, before.clone())));
            }
        }
    }
    (laptops, known)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    /// One computer alone: what stands is what its person thinks, after any number of undos, and nothing is to review.
    #[test]
    fn alone_it_is_as_the_person_thinks(deeds in proptest::collection::vec(any_deed(true), 0..40)) {
        let (mut laptop, mut fresh) = (Laptop::new(1), 0);
        for deed in deeds {
            laptop.act(deed, &mut fresh);
            prop_assert_eq!(&laptop.standing(), laptop.thought.last().unwrap());
            prop_assert_eq!(laptop.judge().conflicts, vec![]);
        }
    }

    /// However three computers merge, they end alike; a step that no row names stands; and of what was made of one step, one stands at most.
    #[test]
    fn merged_in_any_order_all_end_alike(deeds in proptest::collection::vec((0_usize..3, any_deed(true)), 0..40)) {
        let (mut laptops, _) = play(&deeds);
        let told = [0, 1, 2].map(|who| laptops[who].knows());
        for (who, order) in [[1, 2], [2, 0], [1, 0]].iter().enumerate() {
            order.iter().for_each(|from| laptops[who].take_in(&told[*from]));
        }
        prop_assert_eq!(laptops[0].judge(), laptops[1].judge());
        prop_assert_eq!(laptops[1].judge(), laptops[2].judge());
        let standing = laptops[0].standing();
        for versions in versions_of(&laptops[0].rows) {
            prop_assert!(standing.intersection(&versions).count() <= 1, "{:?}", versions);
        }
    }

    /// Without undo a step is to review exactly when two computers that did not know of one another made different things of it.
    #[test]
    fn what_differs_is_told_and_nothing_else(deeds in proptest::collection::vec((0_usize..3, any_deed(false)), 0..40)) {
        let (mut laptops, known) = play(&deeds);
        let told = [laptops[1].knows(), laptops[2].knows()];
        told.iter().for_each(|told| laptops[0].take_in(told));
        let unaware = |a: &Row, b: &Row| a.old == b.old && a.new != b.new && !known[a].contains(b) && !known[b].contains(a);
        let mut differing = BTreeSet::new();
        for one in known.keys() {
            differing.extend(known.keys().filter(|other| unaware(one, other)).map(|row| row.old));
        }
        let conflicts = laptops[0].judge().conflicts;
        prop_assert!(conflicts.iter().all(|conflict| conflict.kind == ConflictKind::Differ));
        let about: BTreeSet<u8> = conflicts.iter().map(|conflict| conflict.about).collect();
        prop_assert_eq!(about, differing);
    }
}

/// Each original with all that was ever made of it.
fn versions_of(rows: &BTreeSet<Row>) -> Vec<BTreeSet<u8>> {
    let wrong = rows.iter().filter(|row| row.kind == SupersedeKind::Wrong);
    let mut made = wrong
        .filter_map(|row| row.new.map(|new| (row.old, new)))
        .collect::<Vec<_>>();
    made.sort_unstable();
    let mut versions = BTreeMap::<u8, BTreeSet<u8>>::new();
    for (old, new) in made {
        // Heirs have greater numbers than what they stand in for, and one maker only.
        let home = versions
            .iter()
            .find(|(_, all)| all.contains(&old))
            .map_or(old, |(first, _)| *first);
        versions.entry(home).or_default().extend([old, new]);
    }
    versions.into_values().collect()
}

/// All but doubles, whose two records may well have been seen to by two computers.
fn any_deed_but_double() -> impl Strategy<Value = Deed> {
    any_deed(true).prop_filter("no double", |deed| !matches!(deed, Deed::Double(..)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    /// Nothing surprises anybody silently: where nothing is to review, what stands of an original is what one of the computers had.
    #[test]
    fn what_is_not_told_was_somebodys_view(deeds in proptest::collection::vec((0_usize..3, any_deed_but_double()), 0..30)) {
        let (mut laptops, _) = play(&deeds);
        let views = [0, 1, 2].map(|who| laptops[who].standing());
        let told = [laptops[1].knows(), laptops[2].knows()];
        told.iter().for_each(|told| laptops[0].take_in(told));
        let judged = laptops[0].judge();
        for versions in versions_of(&laptops[0].rows) {
            if judged.conflicts.iter().any(|conflict| versions.contains(&conflict.about)) {
                continue;
            }
            let of = |standing: &BTreeSet<u8>| standing.intersection(&versions).copied().collect::<BTreeSet<u8>>();
            let merged = of(&laptops[0].standing());
            prop_assert!(views.iter().any(|view| of(view) == merged), "{:?} {:?}", versions, merged);
        }
    }
}
