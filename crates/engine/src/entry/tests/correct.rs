use serde_json::json;

use super::kit::*;
use crate::entry::view::Anyway;

#[test]
fn ten_for_a_hundred_leaves_what_ten_alone_would() {
    let (_dir, app) = desk();
    let wrong = added(&app, intake("A", 100.0));
    let corrected = correct(&app, &wrong, intake("A", 10.0)).unwrap();
    assert_eq!(corrected[0].replaces.as_deref(), Some(&*wrong));
    assert_eq!(quantity(&app, "A"), 10.0);
    let old = step(&app, &wrong);
    assert_eq!(
        (old.stands, old.superseded_by.as_deref()),
        (false, Some(&*corrected[0].id))
    );
    assert_eq!(
        refused(correct(&app, &wrong, intake("A", 5.0))).0,
        "step_superseded"
    );
    let standing = app
        .steps(&crate::step::view::StepQuery {
            standing: true,
            ..Default::default()
        })
        .unwrap();
    assert_eq!(standing.len(), 1);
}

#[test]
fn what_later_steps_took_is_refused_with_their_names_and_corrected_in_one_action() {
    let (_dir, app) = desk();
    let wrong = added(&app, intake("A", 100.0));
    let took = added(&app, ship("A", 80.0));
    let (code, _, _, steps) = refused(correct(&app, &wrong, intake("A", 10.0)));
    assert_eq!((&*code, &*steps), ("stock_negative", &*took));
    let both =
        json!([{"id": wrong, "step": intake("A", 10.0)}, {"id": took, "step": ship("A", 8.0)}]);
    correct(&app, &wrong, both).unwrap();
    assert_eq!(quantity(&app, "A"), 2.0);
}

#[test]
fn anyway_puts_the_lot_to_review_and_nothing_leaves_it_until_it_balances() {
    let (_dir, app) = desk();
    let wrong = added(&app, intake("A", 100.0));
    let took = added(&app, ship("A", 80.0));
    let anyway = |reason: &str| Anyway {
        anyway: true,
        reason: reason.into(),
    };
    let step = intake("A", 10.0).to_string();
    assert_eq!(
        refused(app.correct_step(&wrong, &step, "Lan", &anyway(""), "vi")).0,
        "decision_needs_reason"
    );
    app.correct_step(&wrong, &step, "Lan", &anyway("cân sai"), "vi")
        .unwrap();
    assert_eq!(app.stock_balance("A").unwrap().review, ["stock_negative"]);
    assert_eq!(refused(add(&app, ship("A", 1.0))).0, "lot_to_review");
    correct(&app, &took, ship("A", 8.0)).unwrap();
    assert!(app.stock_balance("A").unwrap().review.is_empty());
    add(&app, ship("A", 1.0)).unwrap();
}

#[test]
fn a_void_needs_a_reason_and_what_it_made_must_still_be_there() {
    let (_dir, app) = desk();
    let wrong = added(&app, intake("A", 100.0));
    let void = |reason: &str| {
        app.void_step(
            &wrong,
            "Lan",
            &Anyway {
                anyway: false,
                reason: reason.into(),
            },
            "vi",
        )
    };
    assert_eq!(refused(void("")).0, "decision_needs_reason");
    let took = added(&app, ship("A", 80.0));
    assert_eq!(refused(void("không có")).3, took);
    app.void_step(
        &took,
        "Lan",
        &Anyway {
            anyway: false,
            reason: "hủy".into(),
        },
        "vi",
    )
    .unwrap();
    void("không có").unwrap();
    assert_eq!(quantity(&app, "A"), 0.0);
    let old = step(&app, &wrong);
    assert_eq!((old.stands, old.superseded_by), (false, None));
}

#[test]
fn a_wrong_lot_code_moves_the_step_and_a_turn_s_lineage_goes_with_it() {
    let (_dir, app) = desk();
    add(&app, intake("A", 100.0)).unwrap();
    let wrong = added(&app, process("A", 40.0, "B", 10.0));
    correct(&app, &wrong, process("A", 40.0, "B2", 10.0)).unwrap();
    assert_eq!((quantity(&app, "B"), quantity(&app, "B2")), (0.0, 10.0));
    // B has no ancestor any more: A may be made of what is in it again.
    add(&app, intake("X", 5.0)).unwrap();
    assert_eq!(crate::testing::ask(&app, "SELECT count(*) FROM made"), 1);
}
