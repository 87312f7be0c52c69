use serde_json::json;

use super::kit::*;
use crate::testing::ask;

#[test]
fn a_lot_goes_from_intake_over_processing_and_packing_to_a_buyer_and_the_sums_hold() {
    let (_dir, app) = desk();
    let all = json!([
        intake("A", 100.0),
        process("A", 80.0, "B", 20.0),
        {"stage": "pack", "day": "2026-10-21", "told": {"packed_on": "2026-10-21"}, "lines": [
            {"role": "in", "lot": "B", "quantity": 10},
            {"role": "in", "lot": "HOP-1", "quantity": 50, "product": "HOP"},
            {"role": "out", "lot": "C", "product": "GOI", "quantity": 50, "unit": "piece"}]},
        {"stage": "to_market", "day": "2026-10-22", "place": "CHO", "lines": [
            {"role": "in", "lot": "C", "quantity": 20}, {"role": "out", "lot": "C", "quantity": 20}]},
        {"stage": "sell", "day": "2026-10-22", "place": "CHO", "lines": [{"role": "in", "lot": "C", "place": "CHO", "quantity": 5, "price": 90000}]},
        ship("B", 10.0),
    ]);
    add(&app, json!({"stage": "buy_input", "day": "2026-10-01", "lines": [{"role": "out", "lot": "HOP-1", "product": "HOP", "quantity": 100, "unit": "piece"}]})).unwrap();
    let entered = add(&app, all).unwrap();
    assert_eq!(entered.len(), 6);
    assert_eq!(entered[1].lots, ["A", "B"]);
    let balance = app.stock_balance("C").unwrap();
    assert_eq!(
        (balance.quantity, balance.made, balance.gone_out),
        (45.0, 50.0, 5.0)
    );
    let at: Vec<String> = balance
        .stock
        .iter()
        .map(|at| format!("{} {}", at.place, at.quantity))
        .collect();
    assert_eq!(at, ["CHO 15", "KHO 30"]);
    let a = app.stock_balance("A").unwrap();
    assert_eq!((a.quantity, a.made, a.used), (20.0, 100.0, 80.0));
    assert_eq!(quantity(&app, "B"), 0.0);
    assert_eq!(quantity(&app, "HOP-1"), 50.0);
    let sold = step(&app, &entered[4].id);
    assert_eq!(
        (sold.lines[0].price, sold.lines[0].value),
        (Some(90_000), Some(450_000))
    );
    assert!(sold.stands && sold.superseded_by.is_none());
    assert_eq!(ask(&app, "SELECT count(*) FROM eaten"), 3);
    assert_eq!(ask(&app, "SELECT count(*) FROM made"), 2);
}

#[test]
fn what_a_listing_prints_can_be_given_back_and_is_another_step() {
    let (_dir, app) = desk();
    let id = added(&app, intake("A", 100.0));
    let listed = serde_json::to_value(step(&app, &id)).unwrap();
    let again = added(&app, listed);
    assert_ne!(again, id, "typed twice is two deliveries");
    assert_eq!(quantity(&app, "A"), 200.0);
}

#[test]
fn net_is_gross_less_tare_and_an_input_of_unknown_lot_may_go_below_nothing() {
    let (_dir, app) = desk();
    let weighed = json!({"stage": "intake", "day": "2026-10-20", "lines": [
        {"role": "out", "lot": "A", "product": "TUOI", "unit": "kg", "rest": {"gross": 12.5, "tare": 0.5, "moisture": 750}}]});
    add(&app, weighed).unwrap();
    assert_eq!(quantity(&app, "A"), 12.0);
    let fed = json!({"stage": "fertilise", "day": "2026-10-20", "origin": "T-07", "lines": [{"role": "in", "product": "PHAN", "quantity": 3, "unit": "kg"}]});
    let entered = add(&app, fed).unwrap();
    assert_eq!(step(&app, &entered[0].id).place, "T-07");
    let balance = app.stock_balance("PHAN").unwrap();
    assert_eq!((balance.used, balance.quantity), (3.0, -3.0));
    assert!(balance.review.is_empty());
}

#[test]
fn a_household_that_is_not_the_plot_s_is_a_warning_and_the_id_does_not_say_it() {
    let (_dir, app) = desk();
    let mut other = intake("A", 1.0);
    other["party"] = json!("H02");
    let entered = add(&app, other).unwrap();
    assert_eq!(entered[0].findings[0].code, "party_differs");
}

#[test]
fn tried_only_nothing_is_written() {
    let (_dir, app) = desk();
    let tried = app
        .add_steps(&intake("A", 1.0).to_string(), "Lan", false, "vi")
        .unwrap();
    assert_eq!(tried[0].lots, ["A"]);
    assert_eq!(ask(&app, "SELECT count(*) FROM step"), 0);
    assert_eq!(ask(&app, "SELECT count(*) FROM lot"), 0);
}

#[test]
fn an_array_is_all_or_nothing_and_says_which_of_them() {
    let (_dir, app) = desk();
    let error = add(&app, json!([intake("A", 1.0), ship("A", 2.0)])).unwrap_err();
    assert_eq!(
        (
            error.code.as_str(),
            &*error.args["record"],
            &*error.args["line"]
        ),
        ("stock_negative", "2", "1")
    );
    assert_eq!(ask(&app, "SELECT count(*) FROM step"), 0);
}

#[test]
fn nothing_leaves_a_lot_that_is_held_or_recalled_within_the_same_array_too() {
    let (_dir, app) = desk();
    let hold = |stage: &str| json!({"stage": stage, "day": "2026-10-21", "rest": {"reason": "chờ kiểm"}, "lines": [{"role": "on", "lot": "A"}]});
    add(&app, intake("A", 10.0)).unwrap();
    let refused_at = refused(add(&app, json!([hold("hold"), ship("A", 1.0)])));
    assert_eq!((&*refused_at.0, &*refused_at.1), ("lot_on_hold", "lot"));
    add(&app, hold("recall")).unwrap();
    assert_eq!(app.lot("A").unwrap().row.status, "recalled");
    assert_eq!(refused(add(&app, ship("A", 1.0))).0, "lot_recalled");
    add(&app, hold("release")).unwrap();
    assert_eq!(
        app.lot("A").unwrap().row.status,
        "recalled",
        "releasing lifts no recall"
    );
    add(&app, hold("lift")).unwrap();
    add(&app, ship("A", 1.0)).unwrap();
}

#[test]
fn steps_tell_their_stage_s_events_under_ids_that_follow_from_the_step() {
    let (_dir, app) = desk();
    let id = added(&app, intake("A", 100.0));
    let document = app.export_epcis().unwrap();
    let events = document["epcisBody"]["eventList"].as_array().unwrap();
    let told: Vec<(String, String)> = events
        .iter()
        .map(|e| {
            (
                e["bizStep"].as_str().unwrap().to_owned(),
                e["eventID"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let event = |name| {
        format!(
            "urn:uuid:{}",
            crate::identity::event_id(id.parse().unwrap(), name)
        )
    };
    assert_eq!(
        told,
        [
            ("creating_class_instance".to_owned(), event("harvest")),
            ("receiving".to_owned(), event("receiving")),
        ]
    );
}
