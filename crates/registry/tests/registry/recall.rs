//! How long the public page warns of a recall (EPCIS 2.0, 7.4: a persistent disposition stays until it is unset).

use serde_json::{Value, json};

use crate::world::{Coop, GTIN, World, client, declared, document, harvest};

const ALARM: &str = "đang bị thu hồi";

/// Something told of the lot on the day after the `number - 1`th.
fn looked(number: u32, step: &str, disposition: &str, persistent: Value) -> Value {
    let mut event = harvest(number);
    event["action"] = json!("OBSERVE");
    event["bizStep"] = json!(step);
    event["disposition"] = json!(disposition);
    event.as_object_mut().unwrap().remove("ilmd");
    if !persistent.is_null() {
        event["persistentDisposition"] = persistent;
    }
    event
}

fn recall(number: u32) -> Value {
    looked(number, "holding", "recalled", json!({"set": ["recalled"]}))
}

fn lift(number: u32) -> Value {
    let unset = json!({"unset": ["recalled"]});
    looked(number, "inspecting", "available", unset)
}

fn storing(number: u32) -> Value {
    looked(number, "storing", "in_progress", Value::Null)
}

fn capture(coop: &Coop, events: &[Value]) {
    let job = coop.capture(&document(events));
    assert_eq!(job["success"], true, "{job}");
}

/// Whether the page warns; the JSON must say the same.
fn is_alarmed(world: &World) -> bool {
    let path = format!("/01/{GTIN}/10/L26A07");
    let page = world.get(&path).text().unwrap();
    let request = client().get(world.url(&path));
    let json = request.header("accept", "application/json");
    let facts: Value = json.send().unwrap().json().unwrap();
    assert_eq!(
        page.contains(ALARM),
        facts["state"] == "recalled",
        "{facts}"
    );
    page.contains(ALARM)
}

#[track_caller]
fn check_alarm(events: &[Value], alarmed: bool) {
    let world = World::new();
    capture(&world.sample_coop(), events);
    assert_eq!(is_alarmed(&world), alarmed);
}

#[test]
fn a_recall_is_warned_of_whatever_happens_to_the_lot_later() {
    check_alarm(&[harvest(1), recall(2), storing(3)], true);
    check_alarm(&[harvest(1), recall(2), storing(3), storing(4)], true);
}

#[test]
fn a_recall_that_was_lifted_is_not_warned_of() {
    check_alarm(&[harvest(1), recall(2), storing(3), lift(4)], false);
    check_alarm(&[harvest(1), recall(2), lift(3), storing(4)], false);
    check_alarm(
        &[harvest(1), recall(2), lift(3), recall(4), storing(5)],
        true,
    );
}

#[test]
fn the_time_of_the_events_counts_and_not_the_order_of_their_arrival() {
    check_alarm(&[lift(4), harvest(1), storing(3), recall(2)], false);
    check_alarm(&[recall(4), storing(5), harvest(1), lift(3)], true);
}

#[test]
fn a_recall_is_warned_of_behind_more_events_than_a_page_reads() {
    let day = json!("2026-07-13T00:00:00.000+07:00");
    let stored = (100..1_150).map(|number| {
        let mut storing = storing(number);
        storing["eventTime"] = day.clone();
        storing
    });
    let mut events: Vec<Value> = stored.collect();
    events.extend([harvest(1), recall(3), storing(4)]);
    let world = World::new();
    let coop = world.sample_coop();
    for part in events.chunks(500) {
        capture(&coop, part);
    }
    assert!(is_alarmed(&world));
}

#[test]
fn a_plain_disposition_counts_until_the_next_one_or_until_it_is_unset() {
    let plain = looked(2, "holding", "recalled", Value::Null);
    check_alarm(&[harvest(1), plain.clone()], true);
    check_alarm(&[harvest(1), plain.clone(), storing(3)], false);
    let mut lift = lift(3);
    lift.as_object_mut().unwrap().remove("disposition");
    check_alarm(&[harvest(1), plain, lift], false);
}

#[test]
fn a_recall_declared_wrong_is_not_warned_of_and_a_lift_declared_wrong_lifts_nothing() {
    let day = "2026-08-01T08:00:00.000+07:00";
    let world = World::new();
    let coop = world.sample_coop();
    capture(&coop, &[harvest(1), recall(2), storing(3), lift(4)]);
    assert!(!is_alarmed(&world));
    capture(&coop, &[declared(&lift(4), day, "did_not_occur", &[])]);
    assert!(is_alarmed(&world));
    capture(&coop, &[declared(&recall(2), day, "did_not_occur", &[])]);
    assert!(!is_alarmed(&world));
}

#[test]
fn nobody_else_recalls_a_lot_or_lifts_its_recall() {
    let world = World::new();
    let (coop, other) = (world.sample_coop(), world.coop("HTX Khác", "6200099999"));
    capture(&coop, &[harvest(1)]);
    capture(&other, &[recall(5)]);
    assert!(!is_alarmed(&world));
    capture(&coop, &[recall(2), storing(3)]);
    capture(&other, &[lift(6)]);
    assert!(is_alarmed(&world));
}
