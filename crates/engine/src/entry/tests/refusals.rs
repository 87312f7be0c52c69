use serde_json::{Value, json};

use super::kit::*;
use crate::testing::ask;

/// What comes out is of another product.
fn made_of(mut step: Value, product: &str) -> Value {
    step["lines"][1]["product"] = json!(product);
    step
}

fn code_field(done: crate::Result<Vec<crate::entry::view::StepEntered>>) -> (String, String) {
    let (code, field, _, _) = refused(done);
    (code, field)
}

#[test]
fn every_refusal_has_its_code_and_field_and_writes_nothing() {
    let (_dir, app) = desk();
    add(
        &app,
        json!([intake("A", 100.0), process("A", 50.0, "B", 12.0)]),
    )
    .unwrap();
    let before = ask(&app, "SELECT count(*) FROM step");
    let with = |mut step: Value, name: &str, value: Value| {
        step[name] = value;
        step
    };
    let line = |mut step: Value, name: &str, value: Value| {
        step["lines"][0][name] = value;
        step
    };
    let cases = [
        (
            with(intake("A", 1.0), "stage", json!("teleport")),
            "stage_unknown",
            "stage",
        ),
        (
            with(intake("A", 1.0), "day", json!("")),
            "stage_field_missing",
            "day",
        ),
        (
            with(intake("A", 1.0), "day", json!("20/10/2026")),
            "stage_field_invalid",
            "day",
        ),
        (
            with(intake("A", 1.0), "day", json!("2027-01-01")),
            "stage_field_invalid",
            "day",
        ),
        (
            with(intake("A", 1.0), "time", json!("7h30")),
            "stage_field_invalid",
            "time",
        ),
        (
            with(intake("A", 1.0), "place", json!("X")),
            "place_unknown",
            "place",
        ),
        (
            with(intake("A", 1.0), "origin", json!("X")),
            "place_unknown",
            "origin",
        ),
        (
            with(intake("A", 1.0), "party", json!("X")),
            "party_unknown",
            "party",
        ),
        (
            with(intake("A", 1.0), "wat", json!(1)),
            "field_unknown",
            "wat",
        ),
        (
            with(intake("A", 1.0), "rest", json!({"wat": 1})),
            "field_unknown",
            "wat",
        ),
        (
            with(intake("A", 1.0), "told", json!({"invoice": "1"})),
            "field_unknown",
            "invoice",
        ),
        (
            with(intake("A", 1.0), "lines", json!([])),
            "stage_field_missing",
            "lines",
        ),
        (
            line(intake("A", 1.0), "role", json!("in")),
            "stage_field_invalid",
            "role",
        ),
        (
            line(intake("A", 1.0), "role", json!("up")),
            "stage_field_invalid",
            "role",
        ),
        (
            line(intake("A", 1.0), "product", json!("X")),
            "product_unknown",
            "product",
        ),
        (
            line(intake("NEW", 1.0), "product", Value::Null),
            "stage_field_missing",
            "product",
        ),
        (
            line(intake("A", 1.0), "unit", json!("l")),
            "unit_mismatch",
            "unit",
        ),
        (
            line(intake("A", 1.0), "unit", json!("thùng rưỡi")),
            "unit_unknown",
            "unit",
        ),
        (
            line(intake("A", 1.0), "quantity", json!("1")),
            "stage_field_invalid",
            "quantity",
        ),
        (
            line(intake("A", 1.0), "quantity", json!(0)),
            "stage_field_invalid",
            "quantity",
        ),
        (
            line(intake("A", 1.0), "quantity", json!(-1)),
            "stage_field_invalid",
            "quantity",
        ),
        (
            line(intake("A", 1.0), "quantity", json!(1e300)),
            "stage_field_invalid",
            "quantity",
        ),
        (
            line(intake("A", 1.0), "quantity", Value::Null),
            "stage_field_missing",
            "quantity",
        ),
        (
            line(intake("A", 1.0), "rest", json!({"gross": 3, "tare": 1})),
            "stage_field_invalid",
            "quantity",
        ),
        (
            line(intake("A", 1.0), "lot", json!("LÔ 1")),
            "stage_field_invalid",
            "lot",
        ),
        (ship("X", 1.0), "lot_unknown", "lot"),
        (ship("A", 51.0), "stock_negative", "quantity"),
        (
            made_of(process("A", 10.0, "A", 1.0), "TUOI"),
            "turn_same_lot",
            "lot",
        ),
        (
            made_of(process("B", 1.0, "A", 1.0), "TUOI"),
            "lineage_cycle",
            "lot",
        ),
        (
            process("A", 10.0, "C", 10.2),
            "balance_exceeded",
            "quantity",
        ),
    ];
    for (step, code, field) in cases {
        assert!(add(&app, step.clone()).is_err(), "{step}");
        assert_eq!(
            code_field(add(&app, step.clone())),
            (code.to_owned(), field.to_owned()),
            "{step}"
        );
    }
    assert_eq!(ask(&app, "SELECT count(*) FROM step"), before);
}

#[test]
fn a_lot_at_two_places_must_be_said_from_where() {
    let (_dir, app) = desk();
    add(&app, intake("A", 10.0)).unwrap();
    let moved = json!({"stage": "store", "day": "2026-10-21", "place": "CHO", "lines": [{"role": "in", "lot": "A", "quantity": 4}, {"role": "out", "lot": "A", "quantity": 4}]});
    add(&app, moved).unwrap();
    assert_eq!(refused(add(&app, ship("A", 1.0))).0, "place_ambiguous");
    let uneven = json!({"stage": "store", "day": "2026-10-21", "place": "CHO", "lines": [{"role": "in", "lot": "A", "place": "KHO", "quantity": 4}, {"role": "out", "lot": "A", "quantity": 3}]});
    assert_eq!(refused(add(&app, uneven)).0, "balance_exceeded");
}

#[test]
fn packs_never_say_more_than_went_in_and_splits_are_exact() {
    let (_dir, app) = desk();
    add(
        &app,
        json!([intake("A", 100.0), process("A", 50.0, "B", 12.0)]),
    )
    .unwrap();
    let pack = |kg: f64, count: u32| {
        json!({"stage": "pack", "day": "2026-10-21", "lines": [
        {"role": "in", "lot": "B", "quantity": kg}, {"role": "out", "lot": "C", "product": "GOI", "quantity": count, "unit": "piece"}]})
    };
    assert_eq!(refused(add(&app, pack(1.9, 10))).0, "balance_exceeded");
    add(&app, pack(2.1, 10)).unwrap();
    let split = |kg: f64| {
        json!({"stage": "split", "day": "2026-10-21", "lines": [
        {"role": "in", "lot": "B", "quantity": 2}, {"role": "out", "lot": "B1", "product": "KHO-CHE", "quantity": kg, "unit": "kg"}]})
    };
    for wrong in [1.999999, 2.000001] {
        assert_eq!(refused(add(&app, split(wrong))).0, "balance_exceeded");
    }
    add(&app, split(2.0)).unwrap();
}

#[test]
fn drying_takes_water_and_nothing_else_unless_a_person_answers_for_it() {
    let (_dir, app) = desk();
    let mut wet = intake("A", 100.0);
    wet["lines"][0]["rest"] = json!({"moisture": 750});
    add(&app, wet).unwrap();
    let dried = |out: f64| {
        let mut step = process("A", 40.0, "B", out);
        step["rest"] = json!({"moisture_after": 50});
        step
    };
    // 40 kg at 75 % hold 10 kg of dry matter: 10.5 kg at 5 %, and a percent that weighing may err.
    assert_eq!(refused(add(&app, dried(10.7))).0, "dry_matter_exceeded");
    let except = json!({"stage": "except", "day": "2026-10-21", "rest": {"findings": ["dry_matter_exceeded"], "reason": "cân lại", "person": "Lan"}, "lines": [{"role": "on", "lot": "A"}]});
    let entered = add(&app, json!([except, dried(10.7)])).unwrap();
    assert_eq!(entered[1].findings[0].code, "dry_matter_exceeded");
}

#[test]
fn lots_of_two_products_may_have_one_code_and_then_the_product_must_be_said() {
    let (_dir, app) = desk();
    add(&app, intake("A", 10.0)).unwrap();
    let mut other = intake("A", 5.0);
    other["lines"][0]["product"] = json!("KHO-CHE");
    add(&app, other).unwrap();
    assert_eq!(refused(add(&app, ship("A", 1.0))).0, "lot_ambiguous");
    let mut said = ship("A", 1.0);
    said["lines"][0]["product"] = json!("KHO-CHE");
    add(&app, said).unwrap();
}
