use super::kit::*;
use crate::entry::view::Anyway;

#[test]
fn undo_takes_back_the_latest_action_and_once_more_one_further_back() {
    let (_dir, app) = desk();
    let first = added(&app, intake("A", 100.0));
    let second = added(&app, intake("A", 5.0));
    let corrected = correct(&app, &first, intake("A", 10.0)).unwrap()[0]
        .id
        .clone();
    let voided = Anyway {
        anyway: false,
        reason: "nhầm".into(),
    };
    app.void_step(&second, "Lan", &voided, "vi").unwrap();
    assert_eq!(quantity(&app, "A"), 10.0);

    let undone = app.undo("Lan", "vi").unwrap();
    assert_eq!((undone.steps, undone.back), (vec![], vec![second.clone()]));
    assert_eq!(quantity(&app, "A"), 15.0);
    let undone = app.undo("Lan", "vi").unwrap();
    assert_eq!(
        (undone.steps, undone.back),
        (vec![corrected], vec![first.clone()])
    );
    assert_eq!(quantity(&app, "A"), 105.0);
    let undone = app.undo("Lan", "vi").unwrap();
    assert_eq!((undone.steps, undone.back), (vec![second], vec![]));
    let undone = app.undo("Lan", "vi").unwrap();
    assert_eq!((undone.steps, undone.back), (vec![first], vec![]));
    assert_eq!(refused(app.undo("Lan", "vi")).0, "nothing_to_undo");
    assert_eq!(quantity(&app, "A"), 0.0);
}

#[test]
fn what_was_taken_from_cannot_be_undone_before_that_was() {
    let (_dir, app) = desk();
    add(&app, intake("A", 100.0)).unwrap();
    let took = added(&app, ship("A", 80.0));
    let undone = app.undo("Lan", "vi").unwrap();
    assert_eq!(undone.steps, [took]);
    assert_eq!(quantity(&app, "A"), 100.0);
}

#[test]
fn what_was_undone_is_added_anew_and_undone_anew() {
    let (_dir, app) = desk();
    added(&app, intake("A", 1.0));
    app.undo("Lan", "vi").unwrap();
    let second = added(&app, intake("A", 1.0));
    assert_eq!(app.undo("Lan", "vi").unwrap().steps, [second]);
}
