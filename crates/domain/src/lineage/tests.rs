use std::convert::Infallible;

use proptest::prelude::*;

use super::*;

/// Turns by number, each with the lots it took from and made.
#[derive(Debug, Clone, Default)]
struct Turns(Vec<(Vec<u32>, Vec<u32>)>);

impl Turns {
    fn with(
        &self,
        takes: impl Fn(&(Vec<u32>, Vec<u32>)) -> bool,
    ) -> Result<Vec<usize>, Infallible> {
        let turns = self.0.iter().enumerate().filter(|(_, turn)| takes(turn));
        Ok(turns.map(|(n, _)| n).collect())
    }
}

impl Lineage for Turns {
    type Lot = u32;
    type Turn = usize;
    type Error = Infallible;

    fn turns_from(&self, lot: u32) -> Result<Vec<usize>, Infallible> {
        self.with(|(taken, _)| taken.contains(&lot))
    }
    fn turns_into(&self, lot: u32) -> Result<Vec<usize>, Infallible> {
        self.with(|(_, made)| made.contains(&lot))
    }
    fn lots_taken(&self, turn: usize) -> Result<Vec<u32>, Infallible> {
        Ok(self.0[turn].0.clone())
    }
    fn lots_made(&self, turn: usize) -> Result<Vec<u32>, Infallible> {
        Ok(self.0[turn].1.clone())
    }
}

fn reach(turns: &Turns, seed: u32, direction: Direction) -> BTreeSet<u32> {
    let Ok(reached) = reach_lots(turns, [seed], direction);
    reached
}

fn check(turns: &Turns, ins: &[u32], outs: &[u32]) -> Option<TurnRefusal<u32>> {
    let Ok(refusal) = check_turn(turns, ins, outs);
    refusal
}

fn circle(turns: &Turns, lot: u32) -> BTreeSet<u32> {
    let Ok(circle) = find_circle(turns, lot);
    circle
}

/// Leaf 1 and 2 became tea 3, tea 3 was packed as 4 and 5.
fn tea() -> Turns {
    Turns(vec![
        (vec![1, 2], vec![3]),
        (vec![3], vec![4]),
        (vec![3], vec![5]),
    ])
}

#[test]
fn a_recall_finds_what_was_made_of_a_lot() {
    assert!(
        reach(&tea(), 1, Direction::Forward)
            .iter()
            .eq(&[1, 3, 4, 5])
    );
    assert!(
        reach(&tea(), 5, Direction::Backward)
            .iter()
            .eq(&[1, 2, 3, 5])
    );
    assert!(reach(&tea(), 9, Direction::Forward).iter().eq(&[9]));
}

#[test]
fn no_lot_is_made_of_what_was_made_of_it() {
    let cycle = TurnRefusal::Cycle {
        ancestor: 1,
        descendant: 4,
    };
    assert_eq!(check(&tea(), &[9, 4], &[1]), Some(cycle));
    assert_eq!(cycle.code(), "lineage_cycle");
    let same = TurnRefusal::SameLot { lot: 4 };
    assert_eq!(check(&tea(), &[4], &[6, 4]), Some(same));
    assert_eq!(same.code(), "turn_same_lot");
    // A heap may grow: the lot that comes out is there already, but no ancestor.
    assert_eq!(check(&tea(), &[2], &[3]), None);
}

#[test]
fn a_circle_of_merged_facts_is_found_and_ends() {
    let mut turns = tea();
    turns.0.push((vec![4], vec![2, 8]));
    assert!(circle(&turns, 3).iter().eq(&[2, 3, 4]));
    assert!(circle(&turns, 5).is_empty() && circle(&turns, 1).is_empty());
    assert!(
        reach(&turns, 4, Direction::Forward)
            .iter()
            .eq(&[2, 3, 4, 5, 8])
    );
    // One that merged facts alone can hold: a lot made of itself.
    assert!(circle(&Turns(vec![(vec![1], vec![1])]), 1).iter().eq(&[1]));
}

/// A turn of a thousand lots into a thousand is walked once, not a thousand times.
#[test]
fn a_wide_turn_is_entered_once() {
    struct Counted(std::cell::Cell<u32>);
    impl Lineage for Counted {
        type Lot = u32;
        type Turn = u8;
        type Error = &'static str;
        fn turns_from(&self, lot: u32) -> Result<Vec<u8>, &'static str> {
            if lot == 7777 {
                Err("disk")
            } else {
                Ok(vec![0])
            }
        }
        fn turns_into(&self, _: u32) -> Result<Vec<u8>, &'static str> {
            Ok(vec![])
        }
        fn lots_taken(&self, _: u8) -> Result<Vec<u32>, &'static str> {
            Ok(vec![])
        }
        fn lots_made(&self, _: u8) -> Result<Vec<u32>, &'static str> {
            self.0.set(self.0.get() + 1);
            Ok((1000..2000).collect())
        }
    }
    let counted = Counted(std::cell::Cell::new(0));
    let reached = reach_lots(&counted, 0..1000, Direction::Forward);
    assert_eq!(reached.map(|lots| lots.len()), Ok(2000));
    assert_eq!(counted.0.get(), 1);
    assert_eq!(
        reach_lots(&counted, [7777], Direction::Forward),
        Err("disk")
    );
}

fn any_turns() -> impl Strategy<Value = Turns> {
    let lots = || proptest::collection::vec(0_u32..12, 1..4);
    proptest::collection::vec((lots(), lots()), 0..12).prop_map(Turns)
}

/// Reachability by the matrix: which lots one gets to by one turn and more.
fn matrix(turns: &Turns) -> [[bool; 12]; 12] {
    let mut leads = [[false; 12]; 12];
    for (taken, made) in &turns.0 {
        for (from, to) in taken
            .iter()
            .flat_map(|from| made.iter().map(move |to| (*from, *to)))
        {
            leads[from as usize][to as usize] = true;
        }
    }
    for via in 0..12 {
        for from in 0..12 {
            for to in 0..12 {
                leads[from][to] |= leads[from][via] && leads[via][to];
            }
        }
    }
    leads
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    /// Property 7 of the model, circles among the turns or not.
    #[test]
    fn walks_are_reachability(turns in any_turns(), ins in proptest::collection::vec(0_u32..12, 1..3), outs in proptest::collection::vec(0_u32..12, 1..3)) {
        let leads = matrix(&turns);
        let gets = |from: u32, to: u32| leads[from as usize][to as usize];
        for lot in 0..12 {
            let lots = |keep: &dyn Fn(u32) -> bool| (0..12).filter(|other| keep(*other)).collect::<BTreeSet<u32>>();
            prop_assert_eq!(reach(&turns, lot, Direction::Forward), lots(&|other| other == lot || gets(lot, other)));
            prop_assert_eq!(reach(&turns, lot, Direction::Backward), lots(&|other| other == lot || gets(other, lot)));
            prop_assert_eq!(circle(&turns, lot), lots(&|other| gets(lot, other) && gets(other, lot)));
        }
        let closes = ins.iter().any(|taken| outs.iter().any(|made| made == taken || gets(*made, *taken)));
        prop_assert_eq!(check(&turns, &ins, &outs).is_some(), closes);
    }

    /// Turns that are checked one by one never come to a circle.
    #[test]
    fn checked_turns_make_no_circle(turns in any_turns()) {
        let mut kept = Turns::default();
        for (ins, outs) in turns.0 {
            if check(&kept, &ins, &outs).is_none() {
                kept.0.push((ins, outs));
            }
        }
        let leads = matrix(&kept);
        prop_assert!((0..12).all(|lot| !leads[lot][lot]));
    }
}
