//! The rules of the module's head once more, word by word and slowly.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Row, row_at};
use crate::supersede::{Supersede, SupersedeKind, judge_steps};

fn decision(rows: &[Row], step: u8) -> Option<Row> {
    let own = rows.iter().filter(|row| row.old == step);
    own.max_by_key(|row| (row.tick, **row)).copied()
}

fn heir(row: Row) -> Option<u8> {
    row.new.filter(|new| *new != row.old)
}

/// The steps of the ring that a step is part of.
fn ring_of(rows: &[Row], step: u8) -> Vec<u8> {
    let (mut ring, mut at) = (vec![step], step);
    for _ in rows {
        match decision(rows, at).and_then(heir) {
            Some(next) if next == step => return ring,
            Some(next) => ring.push(next),
            None => return Vec::new(),
        }
        at = ring[ring.len() - 1];
    }
    Vec::new()
}

fn is_opened(rows: &[Row], step: u8) -> bool {
    let decisions = ring_of(rows, step)
        .into_iter()
        .map(|s| decision(rows, s).unwrap());
    decisions.max().is_some_and(|last| last.new == Some(step))
}

fn end_of(rows: &[Row], step: u8, here: &BTreeSet<u8>) -> Option<u8> {
    let itself = here.contains(&step).then_some(step);
    match decision(rows, step) {
        Some(row) if row.new.is_none() => None,
        Some(row) if heir(row).is_some() && !is_opened(rows, step) => {
            let next = heir(row).unwrap();
            if is_waiting(rows, next, here) {
                itself
            } else if row.kind == SupersedeKind::Twice {
                None
            } else {
                end_of(rows, next, here)
            }
        }
        _ => itself,
    }
}

/// Whether the line has nobody on it that is here, and does not end at nothing.
fn is_waiting(rows: &[Row], step: u8, here: &BTreeSet<u8>) -> bool {
    let decided = decision(rows, step);
    let gone = decided.is_some_and(|row| row.new.is_none());
    let next = decided.and_then(heir).filter(|_| !is_opened(rows, step));
    !here.contains(&step) && !gone && next.is_none_or(|next| is_waiting(rows, next, here))
}

fn made_by(rows: &[Row], step: u8) -> BTreeSet<u8> {
    let is_twin = |row: &Row| {
        let mut same = rows.iter().filter(|r| (r.old, r.new) == (row.old, row.new));
        same.any(|r| r.kind == SupersedeKind::Twice)
    };
    let own = rows.iter().filter(|row| row.old == step && !is_twin(row));
    own.filter_map(|row| heir(*row)).collect()
}

fn first_steps(rows: &[Row], named: &BTreeSet<u8>) -> BTreeSet<u8> {
    let made: BTreeSet<u8> = named.iter().flat_map(|step| made_by(rows, *step)).collect();
    let mut first: BTreeSet<u8> = named.difference(&made).copied().collect();
    let mut sorted = rows.to_vec();
    sorted.sort();
    for row in sorted {
        let mut led_to = first.clone();
        for _ in named {
            led_to = led_to
                .iter()
                .flat_map(|step| made_by(rows, *step))
                .chain(led_to.clone())
                .collect();
        }
        if !led_to.contains(&row.old) {
            first.insert(row.old);
        }
    }
    first
}

fn standing(rows: &[Row], here: &BTreeSet<u8>) -> BTreeSet<u8> {
    let named = rows
        .iter()
        .flat_map(|row| [Some(row.old), row.new])
        .flatten();
    let named: BTreeSet<u8> = named.collect();
    let first = first_steps(rows, &named).into_iter();
    first.filter_map(|step| end_of(rows, step, here)).collect()
}

pub(super) fn any_rows() -> impl Strategy<Value = Vec<Row>> {
    let kind = prop_oneof![
        Just(SupersedeKind::Wrong),
        Just(SupersedeKind::Undone),
        Just(SupersedeKind::Twice)
    ];
    let new = proptest::option::weighted(0.8, 0_u8..7);
    let row = (1_u8..12, 1_u64..4, 0_u8..7, new, kind);
    let row = row.prop_map(|(count, device, old, new, kind)| row_at(count, device, old, new, kind));
    proptest::collection::vec(row, 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    /// Any rows at all, rings and nonsense among them.
    #[test]
    fn the_rules_word_by_word_come_to_the_same(rows in any_rows(), here in proptest::collection::btree_set(0_u8..7, 0..8)) {
        let judged = judge_steps(rows.clone(), |step| here.contains(&step));
        prop_assert_eq!(&judged.standing, &standing(&rows, &here));
        prop_assert!(judged.standing.is_subset(&here));
        prop_assert!(judged.standing.is_disjoint(&judged.out));
    }

    /// Order, repetition and the way of merging make no difference.
    #[test]
    fn what_two_computers_merge_is_one_set(
        (rows, shuffled) in any_rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        more in any_rows(),
    ) {
        let judge = |parts: &[&Vec<Row>]| judge_steps(parts.iter().flat_map(|rows| rows.iter().copied()), |_| true);
        let merged = judge(&[&rows, &more]);
        prop_assert_eq!(&merged, &judge(&[&more, &shuffled]));
        prop_assert_eq!(&merged, &judge(&[&shuffled, &more, &rows, &more]));
    }

    /// Rows about other steps change nothing: it is enough to bring what is tied together.
    #[test]
    fn what_is_not_tied_is_judged_apart(rows in any_rows(), more in any_rows()) {
        let moved: Vec<Row> = more.iter().map(|row| Supersede { old: row.old + 10, new: row.new.map(|new| new + 10), ..*row }).collect();
        let judge = |rows: Vec<Row>| judge_steps(rows, |_| true).standing;
        let together = judge([rows.clone(), moved.clone()].concat());
        let apart: BTreeSet<u8> = judge(rows).union(&judge(moved)).copied().collect();
        prop_assert_eq!(together, apart);
    }
}

/// Tens of thousands of corrections of one step end as quickly as they came.
#[test]
fn a_long_line_ends() {
    let first = row_at(1, 1, 0, None, SupersedeKind::Wrong);
    let mut clock = crate::clock::LogicalClock::resume(first.tick.device(), None);
    let rows: Vec<Supersede<u32>> = (0..30_000)
        .map(|old| Supersede {
            tick: clock.next_tick().unwrap(),
            old,
            new: Some((old + 1) % 30_000),
            kind: SupersedeKind::Wrong,
        })
        .collect();
    assert!(judge_steps(rows, |_| true).standing.iter().eq(&[0]));
}
