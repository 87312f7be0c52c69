//! Traces of histories that one can follow by hand.

use serde_json::{Value, json};

use crate::entry::tests::kit::*;
use crate::entry::view::Anyway;
use crate::lineage::view::TraceWay;
use crate::{App, Code};

/// Every tie as `from > to quantity unit`, in the order given.
fn ties(app: &App, lot: &str, way: TraceWay) -> Vec<String> {
    let trace = app.trace_lot(lot, way).unwrap();
    let label = |id: &str| {
        let node = trace.nodes.iter().find(|node| node.id == id).unwrap();
        format!("{} {}", node.kind, node.label)
    };
    let told = trace.edges.iter().map(|edge| {
        format!(
            "{} > {} {} {}",
            label(&edge.from),
            label(&edge.to),
            edge.quantity,
            edge.unit
        )
    });
    told.collect()
}

fn on_day(mut step: Value, day: &str) -> Value {
    step["day"] = json!(day);
    step
}

fn fertilise(lot: &str, kg: f64, day: &str) -> Value {
    json!({"stage": "fertilise", "day": day, "place": "T-07", "lines": [{"role": "in", "lot": lot, "quantity": kg}]})
}

fn buy_input(lot: &str, kg: f64) -> Value {
    json!({"stage": "buy_input", "day": "2025-01-02", "party": "CC1",
        "lines": [{"role": "out", "lot": lot, "product": "PHAN", "quantity": kg, "unit": "kg"}]})
}

/// Leaf of two days on one plot, dried, packed, shipped and taken to a market; fertiliser before.
fn tea() -> (tempfile::TempDir, App) {
    let (dir, app) = desk();
    app.put_parties(r#"{"code": "CC1", "name": "Vật tư Mẫu", "kind": "supplier"}"#)
        .unwrap();
    let steps = json!([
        buy_input("NPK", 500.0),
        // Too early, in time, on the day itself.
        fertilise("NPK", 10.0, "2025-10-19"),
        fertilise("NPK", 20.0, "2025-10-20"),
        fertilise("NPK", 40.0, "2026-10-20"),
        intake("A", 100.0),
        on_day(intake("B", 60.0), "2026-10-20"),
        intake("A", 50.0),
        process("A", 120.0, "C", 30.0),
        process("B", 60.0, "C", 12.0),
        {"stage": "pack", "day": "2026-10-22", "lines": [{"role": "in", "lot": "C", "quantity": 21},
            {"role": "out", "lot": "P", "product": "GOI", "quantity": 100, "unit": "piece"}]},
        {"stage": "ship", "day": "2026-10-23", "party": "DL1", "lines": [{"role": "in", "lot": "P", "quantity": 30}]},
        {"stage": "ship", "day": "2026-10-24", "party": "DL1", "lines": [{"role": "in", "lot": "P", "quantity": 5}]},
        {"stage": "to_market", "day": "2026-10-24", "place": "CHO", "lines": [{"role": "in", "lot": "P", "place": "KHO", "quantity": 20}, {"role": "out", "lot": "P", "quantity": 20}]},
        {"stage": "sell", "day": "2026-10-24", "place": "CHO", "lines": [{"role": "in", "lot": "P", "place": "CHO", "quantity": 15}]},
    ]);
    add(&app, steps).unwrap();
    (dir, app)
}

#[test]
fn a_pack_is_traced_to_plot_household_input_and_supplier() {
    let (_dir, app) = tea();
    assert_eq!(
        ties(&app, "P", TraceWay::Backward),
        [
            "lot A > lot C 120 kg",
            "lot B > lot C 60 kg",
            "lot C > lot P 21 kg",
            "plot T-07 > lot A 150 kg",
            "plot T-07 > lot B 60 kg",
            "household H01 > lot A 150 kg",
            "household H01 > lot B 60 kg",
            "supplier CC1 > input NPK 500 kg",
            "input NPK > plot T-07 20 kg",
        ]
    );
}

#[test]
fn leaf_is_traced_to_buyers_and_markets() {
    let (_dir, app) = tea();
    // Five packs lie at the stall still.
    assert_eq!(
        ties(&app, "B", TraceWay::Forward),
        [
            "lot B > lot C 60 kg",
            "lot C > lot P 21 kg",
            "lot P > buyer DL1 35 piece",
            "lot P > market CHO 20 piece",
        ]
    );
}

#[test]
fn an_input_is_traced_through_the_crop_of_a_year() {
    let (_dir, app) = tea();
    let forward = ties(&app, "NPK", TraceWay::Forward);
    assert_eq!(
        forward,
        [
            "lot A > lot C 120 kg",
            "lot B > lot C 60 kg",
            "lot C > lot P 21 kg",
            // Put down by three steps, of which one had a harvest within the year.
            "lot NPK > plot T-07 70 kg",
            "lot P > buyer DL1 35 piece",
            "lot P > market CHO 20 piece",
            "plot T-07 > lot A 150 kg",
            "plot T-07 > lot B 60 kg",
        ]
    );
    let seed = app.trace_lot("NPK", TraceWay::Forward).unwrap();
    let node = seed.nodes.iter().find(|node| node.id == seed.id).unwrap();
    assert_eq!((node.kind, node.label.as_str()), ("lot", "NPK"));
}

#[test]
fn both_ways_are_the_two_together() {
    let (_dir, app) = tea();
    let mut two = ties(&app, "C", TraceWay::Backward);
    two.extend(ties(&app, "C", TraceWay::Forward));
    let both = ties(&app, "C", TraceWay::Both);
    assert!(two.iter().all(|tie| both.contains(tie)), "{both:?}");
    assert_eq!(both.len(), two.len());
}

#[test]
fn what_stands_no_more_ties_nothing() {
    let (_dir, app) = desk();
    add(&app, intake("A", 100.0)).unwrap();
    let dried = added(&app, process("A", 50.0, "B", 12.0));
    let sold = added(&app, ship("B", 2.0));
    assert_eq!(ties(&app, "A", TraceWay::Forward).len(), 2);
    let why = Anyway {
        reason: "nhầm".into(),
        ..Anyway::default()
    };
    app.void_step(&sold, "Lan", &why, "vi").unwrap();
    correct(&app, &dried, process("A", 40.0, "D", 10.0)).unwrap();
    assert_eq!(ties(&app, "A", TraceWay::Forward), ["lot A > lot D 40 kg"]);
    assert!(ties(&app, "B", TraceWay::Both).is_empty());
    assert_eq!(
        app.trace_lot("X", TraceWay::Both).unwrap_err().code,
        Code::LotNotFound
    );
}

#[test]
fn a_dispatch_that_was_called_off_reached_nobody_and_returned_goods_did() {
    let (_dir, app) = desk();
    add(&app, json!([intake("A", 100.0), ship("A", 10.0)])).unwrap();
    let back = |stage: &str, kg: f64| json!({"stage": stage, "day": "2026-10-23", "party": "DL1", "lines": [{"role": "out", "lot": "A", "place": "KHO", "product": "TUOI", "quantity": kg, "unit": "kg"}]});
    add(&app, back("return", 4.0)).unwrap();
    assert_eq!(
        ties(&app, "A", TraceWay::Forward),
        ["lot A > buyer DL1 10 kg"]
    );
    add(&app, back("void_ship", 10.0)).unwrap();
    assert!(ties(&app, "A", TraceWay::Forward).is_empty());
}

#[test]
fn feed_follows_the_live_lot_and_not_its_pond() {
    let (_dir, app) = desk();
    app.put_places(r#"{"code": "AO1", "name": "Ao 1", "kind": "pond", "party": "H02"}"#)
        .unwrap();
    app.put_products(r#"[{"sku": "CA", "name": "Cá tầm", "unit": "kg"}, {"sku": "CAM", "name": "Cám", "kind": "input", "unit": "kg"}]"#)
        .unwrap();
    let feed = json!({"stage": "feed", "day": "2026-09-01", "place": "AO1", "lines": [
        {"role": "in", "lot": "CAM-1", "product": "CAM", "place": "KHO", "quantity": 30}, {"role": "on", "lot": "CA-1"}]});
    let steps = json!([
        {"stage": "buy_input", "day": "2026-08-01", "lines": [{"role": "out", "lot": "CAM-1", "product": "CAM", "quantity": 90, "unit": "kg"}]},
        {"stage": "stock", "day": "2026-08-01", "place": "AO1", "told": {"variety": "Cá tầm"}, "lines": [{"role": "out", "lot": "CA-1", "product": "CA", "quantity": 100, "unit": "kg"}]},
        {"stage": "stock", "day": "2026-09-02", "place": "AO1", "told": {"variety": "Cá tầm"}, "lines": [{"role": "out", "lot": "CA-2", "product": "CA", "quantity": 100, "unit": "kg"}]},
        feed,
        {"stage": "harvest", "day": "2026-10-20", "place": "AO1", "lines": [{"role": "in", "lot": "CA-1", "place": "AO1", "quantity": 50},
            {"role": "out", "lot": "CA-THU", "product": "CA", "quantity": 50, "unit": "kg"}]},
    ]);
    add(&app, steps).unwrap();
    let forward = ties(&app, "CAM-1", TraceWay::Forward);
    assert_eq!(
        forward,
        ["lot CA-1 > lot CA-THU 50 kg", "lot CAM-1 > lot CA-1 30 kg"]
    );
    let backward = ties(&app, "CA-THU", TraceWay::Backward);
    assert!(
        backward.contains(&"input CAM-1 > lot CA-1 30 kg".to_owned()),
        "{backward:?}"
    );
    assert!(backward.contains(&"household H02 > lot CA-1 100 kg".to_owned()));
}
