//! What is the same again, and what only looks so: the event hash names an event and does not compare it.

use serde_json::{Value, json};

use crate::world::{Coop, World, alone, document, harvest, id, problem};

fn nameless(number: u32) -> Value {
    let mut event = harvest(number);
    event.as_object_mut().unwrap().remove("eventID");
    event
}

fn capture_one(coop: &Coop, event: &Value) -> Value {
    coop.capture(&document(std::slice::from_ref(event)))
}

/// The event with one more field, which the event hash passes by.
fn with_comment(mut event: Value, comment: &str) -> Value {
    event["rdfs:comment"] = json!(comment);
    event
}

#[test]
fn an_event_in_other_letters_is_the_same_again() {
    let world = World::new();
    let coop = world.sample_coop();
    let text = document(&[harvest(1)]).to_string();
    let respelt = text
        .replace("2026-07-12T00:00:00.000+07:00", "2026-07-11T17:00:00Z")
        .replace("1250.5", "1250.50")
        .replace("2028-07-12", "2028\\u002d07-12");
    assert_ne!(text, respelt);
    for letters in [&text, &respelt, &text] {
        let job = coop.capture_text(letters.clone(), "rollback");
        assert_eq!(job["success"], true, "{job}");
    }
    assert_eq!(coop.stored(), 1);
}

#[test]
fn another_event_of_the_same_hash_is_told_where_it_is_named_and_kept_where_it_is_not() {
    let world = World::new();
    let coop = world.sample_coop();
    let refused = |event: &Value| {
        let job = capture_one(&coop, event);
        assert_eq!(job["success"], false, "{event}");
        let detail = job["errors"][0]["detail"].as_str().unwrap().to_owned();
        assert!(
            detail.starts_with("Another event bears this eventID."),
            "{detail}"
        );
    };
    assert_eq!(
        capture_one(&coop, &with_comment(harvest(1), "hộp móp"))["success"],
        true
    );
    refused(&with_comment(harvest(1), "hộp ướt"));
    refused(&harvest(1));
    let mut later = with_comment(harvest(1), "hộp móp");
    later["eventTime"] = json!("2026-07-12T00:00:00.0001+07:00");
    refused(&later);
    for _ in 0..2 {
        for comment in ["hộp móp", "hộp ướt", "hộp rách"] {
            let event = with_comment(nameless(2), comment);
            assert_eq!(capture_one(&coop, &event)["success"], true);
        }
    }
    let names: Vec<Value> = coop
        .events("")
        .iter()
        .map(|e| e["eventID"].clone())
        .collect();
    assert_eq!(names.len(), 4, "{names:?}");
    let hashes = names
        .iter()
        .filter(|name| name.as_str().unwrap().starts_with("ni:"));
    assert_eq!(hashes.count(), 1);
}

#[test]
fn a_client_that_names_events_by_their_hash_meets_its_own() {
    let world = World::new();
    let coop = world.sample_coop();
    capture_one(&coop, &nameless(1));
    let name = coop.events("")[0]["eventID"].clone();
    let mut named = nameless(1);
    named["eventID"] = name.clone();
    assert_eq!(capture_one(&coop, &named)["success"], true);
    assert_eq!(coop.stored(), 1);
    named["rdfs:comment"] = json!("khác");
    assert_eq!(capture_one(&coop, &named)["success"], false);
}

#[test]
fn each_organisation_keeps_its_own_nameless_event_once() {
    let world = World::new();
    let (coop, other) = (world.sample_coop(), world.coop("HTX Khác", "6200099999"));
    for _ in 0..3 {
        capture_one(&coop, &nameless(1));
        assert_eq!(capture_one(&other, &nameless(1))["success"], true);
    }
    assert_eq!((coop.stored(), other.stored()), (1, 1));
}

#[test]
fn a_prefix_of_another_meaning_makes_another_event() {
    let world = World::new();
    let coop = world.sample_coop();
    let mut event = harvest(1);
    event["ex:note"] = json!("7");
    let under = |space: &str| {
        let mut document = document(&[event.clone()]);
        document["@context"][1]["ex"] = json!(space);
        document["@context"][1]["unused"] = json!(format!("{space}u/"));
        coop.capture(&document)["success"].clone()
    };
    assert_eq!(under("https://example.org/a/"), true);
    assert_eq!(under("https://example.org/a/"), true);
    assert_eq!(under("https://example.org/b/"), false);
}

#[test]
fn digits_that_no_double_holds_tell_two_events_apart_and_come_back_whole() {
    let world = World::new();
    let coop = world.sample_coop();
    for serial in ["111100001111000011110000", "111100001111000011110001"] {
        let text = document(&[with_comment(nameless(1), "SERIAL")]).to_string();
        let text = text.replace("\"SERIAL\"", serial);
        assert_eq!(coop.capture_text(text, "rollback")["success"], true);
    }
    let answer = coop.get("/events").text().unwrap();
    assert!(
        answer.contains(":111100001111000011110000")
            && answer.contains(":111100001111000011110001"),
        "{answer}"
    );
}

#[test]
fn an_answer_has_the_names_in_the_order_they_came_in() {
    let world = World::new();
    let coop = world.sample_coop();
    let pair = r#""bizTransactionList":[{"type":"po","bizTransaction":"http://t.example.org/po/1"}],"action""#;
    let text = document(&[harvest(1)])
        .to_string()
        .replacen("\"action\"", pair, 1);
    coop.capture_text(text, "rollback");
    let answer = coop.get(&format!("/events/{}", id(1))).text().unwrap();
    assert!(
        answer.contains(r#"[{"type":"po","bizTransaction":"#),
        "{answer}"
    );
    let single = alone(&harvest(2))
        .to_string()
        .replacen("\"action\"", pair, 1);
    let request = coop.posting("/events", &Value::Null).body(single);
    let answer = request.send().unwrap().text().unwrap();
    assert!(
        answer.contains(r#"[{"type":"po","bizTransaction":"#)
            && answer.contains("\"recordTime\":\""),
        "{answer}"
    );
}

#[test]
fn times_of_any_number_of_decimals_are_taken_and_kept() {
    let world = World::new();
    let coop = world.sample_coop();
    let mut event = harvest(1);
    event["eventTime"] = json!("2026-07-12T00:00:00.123456789012+07:00");
    assert_eq!(capture_one(&coop, &event)["success"], true);
    assert_eq!(coop.events("")[0]["eventTime"], event["eventTime"]);
    event["eventTime"] = json!("2026-07-12T00:00:00.123456789013+07:00");
    assert_eq!(capture_one(&coop, &event)["success"], false);
}

#[test]
fn a_single_event_that_is_the_same_again_is_409_and_another_is_refused() {
    let world = World::new();
    let coop = world.sample_coop();
    assert_eq!(coop.post("/events", &alone(&harvest(1))).status(), 201);
    let mut respelt = alone(&harvest(1));
    respelt["eventTime"] = json!("2026-07-11T17:00:00Z");
    problem(
        coop.post("/events", &respelt),
        409,
        "ResourceAlreadyExistsException",
    );
    let other = with_comment(alone(&harvest(1)), "x");
    problem(coop.post("/events", &other), 400, "ValidationException");
}
