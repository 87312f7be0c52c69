//! Cases worked out by hand. Steps: 1 is the original, 2, 3 … came later.

use super::{Row, row_at, undone_on_a, wrong_on_a, wrong_on_b};
use crate::supersede::{Conflict, ConflictKind, SupersedeKind, judge_steps};

fn standing(rows: &[Row]) -> Vec<u8> {
    let judged = judge_steps(rows.iter().copied(), |_| true);
    judged.standing.into_iter().collect()
}

fn conflicts(rows: &[Row]) -> Vec<(u8, ConflictKind)> {
    let judged = judge_steps(rows.iter().copied(), |_| true).conflicts;
    let told = judged
        .iter()
        .map(|Conflict { about, kind }| (*about, *kind));
    told.collect()
}

#[test]
fn a_correction_of_a_correction_stands_alone() {
    let rows = [wrong_on_a(1, 1, Some(2)), wrong_on_a(2, 2, Some(3))];
    assert_eq!(standing(&rows), [3]);
    assert!(conflicts(&rows).is_empty());
}

#[test]
fn a_void_leaves_nothing() {
    assert!(standing(&[wrong_on_a(1, 1, None)]).is_empty());
    let corrected = [wrong_on_a(1, 1, Some(2)), wrong_on_a(2, 2, None)];
    assert!(standing(&corrected).is_empty());
}

#[test]
fn an_undone_correction_gives_the_original_back() {
    let mut rows = vec![wrong_on_a(1, 1, Some(2)), wrong_on_a(2, 2, Some(3))];
    rows.extend([undone_on_a(3, 3, None), undone_on_a(4, 2, Some(2))]);
    assert_eq!(standing(&rows), [2]);
    rows.extend([undone_on_a(5, 2, None), undone_on_a(6, 1, Some(1))]);
    assert_eq!(standing(&rows), [1]);
    assert!(conflicts(&rows).is_empty());
}

#[test]
fn of_two_corrections_the_later_one_counts_and_all_of_the_other_is_out() {
    let mut rows = vec![wrong_on_a(1, 1, Some(2)), wrong_on_b(1, 1, Some(3))];
    assert_eq!(standing(&rows), [3]);
    assert_eq!(conflicts(&rows), [(1, ConflictKind::Differ)]);
    // The first computer went on with its own before it heard of the other.
    rows.push(wrong_on_a(2, 2, Some(4)));
    assert_eq!(standing(&rows), [3]);
    // An undo of that does not bring the delivery back a second time.
    rows.extend([undone_on_a(3, 4, None), undone_on_a(4, 2, Some(2))]);
    assert_eq!(standing(&rows), [3]);
}

#[test]
fn a_person_settles_what_differed() {
    let mut rows = vec![wrong_on_a(1, 1, Some(2)), wrong_on_b(1, 1, Some(3))];
    rows.extend([wrong_on_a(2, 1, Some(1)), wrong_on_a(3, 1, Some(2))]);
    assert_eq!(standing(&rows), [2]);
    assert!(conflicts(&rows).is_empty());
    // Somebody else settled it otherwise meanwhile.
    rows.extend([wrong_on_b(2, 1, Some(1)), wrong_on_b(3, 1, Some(3))]);
    assert_eq!(standing(&rows), [3]);
    assert_eq!(conflicts(&rows), [(1, ConflictKind::Differ)]);
}

#[test]
fn a_void_here_and_a_correction_there_differ() {
    let rows = [wrong_on_a(1, 1, Some(2)), wrong_on_b(1, 1, None)];
    assert!(standing(&rows).is_empty());
    assert_eq!(conflicts(&rows), [(1, ConflictKind::Differ)]);
    let alike = [wrong_on_a(1, 1, None), wrong_on_b(1, 1, None)];
    assert!(conflicts(&alike).is_empty());
}

#[test]
fn what_two_said_and_one_took_back_is_told() {
    let rows = [
        wrong_on_a(1, 1, None),
        wrong_on_b(1, 1, None),
        undone_on_a(2, 1, Some(1)),
    ];
    assert_eq!(standing(&rows), [1]);
    assert_eq!(conflicts(&rows), [(1, ConflictKind::Differ)]);
    let alone = [
        wrong_on_a(1, 1, None),
        undone_on_a(2, 1, Some(1)),
        wrong_on_b(3, 1, None),
    ];
    assert!(conflicts(&alone).is_empty());
}

#[test]
fn a_ring_of_two_computers_is_opened_at_its_last_word() {
    let rows = [wrong_on_a(1, 1, Some(2)), wrong_on_b(1, 2, Some(1))];
    assert_eq!(standing(&rows), [1]);
    assert_eq!(conflicts(&rows), [(1, ConflictKind::Ring)]);
    let longer = [
        wrong_on_a(1, 1, Some(2)),
        wrong_on_a(3, 2, Some(3)),
        wrong_on_b(2, 3, Some(1)),
    ];
    assert_eq!(standing(&longer), [3]);
}

#[test]
fn a_twin_stands_in_its_own_right() {
    let twice = row_at(1, 1, 1, Some(2), SupersedeKind::Twice);
    assert_eq!(standing(&[twice]), [2]);
    assert_eq!(standing(&[twice, undone_on_a(2, 1, Some(1))]), [1, 2]);
    assert_eq!(standing(&[twice, wrong_on_a(2, 2, Some(3))]), [3]);
    // Another computer had called it a correction.
    assert_eq!(standing(&[twice, wrong_on_b(2, 1, Some(2))]), [2]);
    // Two computers each keep another one of the two.
    let ring = [twice, row_at(1, 2, 2, Some(1), SupersedeKind::Twice)];
    assert_eq!(standing(&ring), [1]);
    assert_eq!(conflicts(&ring), [(1, ConflictKind::Ring)]);
}

#[test]
fn a_delivery_of_which_both_records_went_is_told() {
    let twice = row_at(1, 1, 1, Some(2), SupersedeKind::Twice);
    let elsewhere = [twice, wrong_on_b(1, 2, None)];
    assert!(standing(&elsewhere).is_empty());
    assert_eq!(conflicts(&elsewhere), [(1, ConflictKind::TwinGone)]);
    assert!(conflicts(&[twice, wrong_on_a(2, 2, None)]).is_empty());
}

#[test]
fn what_has_not_come_yet_does_not_stand() {
    let rows = [wrong_on_a(1, 1, Some(2)), wrong_on_a(2, 2, Some(3))];
    for (here, stands) in [
        (&[1_u8][..], &[1_u8][..]),
        (&[1, 2], &[2]),
        (&[1, 3], &[3]),
        (&[3], &[3]),
        (&[], &[]),
    ] {
        let judged = judge_steps(rows, |step| here.contains(&step));
        assert!(judged.standing.iter().eq(stands), "{here:?}");
    }
    let twice = row_at(1, 1, 1, Some(2), SupersedeKind::Twice);
    assert!(judge_steps([twice], |step| step == 1).stands(1));
    assert!(!judge_steps([wrong_on_a(1, 1, None)], |_| false).stands(1));
}
