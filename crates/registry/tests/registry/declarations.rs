//! Declarations of an error: a record beside the event, which they repeat whole (EPCIS 2.0, 7.4.1.2).

use serde_json::{Value, json};

use crate::world::{Coop, World, declared, document, harvest, id};

const FIRST: &str = "2026-08-01T08:00:00.000+07:00";
const LATER: &str = "2026-08-02T08:00:00.000+07:00";

fn capture_one(coop: &Coop, event: &Value) -> Value {
    coop.capture(&document(std::slice::from_ref(event)))
}

/// Why an event was refused.
fn refusal(coop: &Coop, event: &Value) -> String {
    let job = capture_one(coop, event);
    assert_eq!(job["success"], false, "{event}");
    assert_eq!(
        job["errors"][0]["type"],
        "epcisException:ValidationException"
    );
    assert_eq!(job["errors"][0]["instance"], event["eventID"]);
    job["errors"][0]["detail"].as_str().unwrap().to_owned()
}

#[test]
fn each_time_of_declaration_is_a_record_and_the_same_again_is_none() {
    let world = World::new();
    let coop = world.sample_coop();
    let wrong = declared(&harvest(1), FIRST, "incorrect_data", &[id(2)]);
    let mut respelt = wrong.clone();
    respelt["errorDeclaration"]["declarationTime"] = json!("2026-08-01T01:00:00Z");
    let twice = declared(&harvest(1), LATER, "did_not_occur", &[]);
    for event in [&harvest(1), &harvest(2), &wrong, &respelt, &twice, &wrong] {
        assert_eq!(capture_one(&coop, event)["success"], true, "{event}");
    }
    assert_eq!(coop.stored(), 4);
    assert_eq!(coop.events(&format!("EQ_eventID={}", id(1))).len(), 3);
}

#[test]
fn another_declaration_of_the_same_time_is_refused_with_a_sentence() {
    let world = World::new();
    let coop = world.sample_coop();
    let wrong = declared(&harvest(1), FIRST, "incorrect_data", &[]);
    coop.capture(&document(&[harvest(1), wrong]));
    for other in [
        declared(&harvest(1), FIRST, "incorrect_data", &[id(2)]),
        declared(&harvest(1), FIRST, "did_not_occur", &[]),
    ] {
        let told = refusal(&coop, &other);
        assert!(
            told.starts_with("Another error declaration of this event bears this declarationTime."),
            "{told}"
        );
    }
    assert_eq!(coop.stored(), 2);
}

#[test]
fn a_declaration_that_does_not_repeat_its_event_is_refused_with_a_sentence() {
    let world = World::new();
    let coop = world.sample_coop();
    capture_one(&coop, &harvest(1));
    let mut changed = declared(&harvest(1), FIRST, "incorrect_data", &[]);
    changed["quantityList"][0]["quantity"] = json!(99);
    let told = refusal(&coop, &changed);
    assert!(
        told.starts_with("An error declaration repeats its event whole"),
        "{told}"
    );
    assert_eq!(coop.stored(), 1);
}

#[test]
fn a_declaration_that_comes_before_its_event_is_kept_and_holds_when_the_event_comes() {
    let world = World::new();
    let coop = world.sample_coop();
    let wrong = declared(&harvest(1), FIRST, "did_not_occur", &[]);
    assert_eq!(capture_one(&coop, &wrong)["success"], true);
    assert_eq!(coop.events("EXISTS_errorDeclaration=true").len(), 1);
    assert_eq!(capture_one(&coop, &harvest(1))["success"], true);
    assert_eq!(coop.stored(), 2);
    let page = world.get("/01/09520123456788/10/L26A07");
    assert_eq!(page.status(), 404);
    let mut other = harvest(1);
    other["quantityList"][0]["quantity"] = json!(99);
    refusal(&coop, &other);
}

#[test]
fn nobody_declares_another_organisations_event_wrong() {
    let world = World::new();
    let (coop, other) = (world.sample_coop(), world.coop("HTX Khác", "6200099999"));
    capture_one(&coop, &harvest(1));
    let wrong = declared(&harvest(1), FIRST, "did_not_occur", &[]);
    let job = capture_one(&other, &wrong);
    assert_eq!(job["errors"][0]["type"], "epcisException:SecurityException");
    assert_eq!((coop.stored(), other.stored()), (1, 0));
}

#[test]
fn an_event_without_id_is_declared_wrong_without_id() {
    let world = World::new();
    let coop = world.sample_coop();
    let mut events = [harvest(1), harvest(1)];
    for (event, comment) in events.iter_mut().zip(["một", "hai"]) {
        event.as_object_mut().unwrap().remove("eventID");
        // Of one event hash: the second is given an id of its own.
        event["rdfs:comment"] = json!(comment);
    }
    coop.capture(&document(&events));
    let names: Vec<Value> = coop
        .events("")
        .iter()
        .map(|e| e["eventID"].clone())
        .collect();
    assert_ne!(names[0], names[1]);
    for _ in 0..2 {
        let wrong = declared(&events[1], FIRST, "did_not_occur", &[]);
        assert_eq!(capture_one(&coop, &wrong)["success"], true);
    }
    let found = coop.events("EXISTS_errorDeclaration=true");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["eventID"], names[1]);
    assert_eq!(coop.stored(), 3);
}

#[test]
fn both_records_are_found_by_each_parameter_of_the_standard() {
    let world = World::new();
    let coop = world.sample_coop();
    let wrong = declared(&harvest(1), FIRST, "incorrect_data", &[id(2), id(3)]);
    let never = declared(&harvest(4), LATER, "did_not_occur", &[]);
    coop.capture(&document(&[
        harvest(1),
        harvest(2),
        harvest(4),
        wrong,
        never,
    ]));
    for (query, found) in [
        (String::new(), 5),
        (format!("EQ_eventID={}", id(1)), 2),
        (format!("EQ_eventID={}|{}", id(1), id(4)), 4),
        ("EXISTS_errorDeclaration=true".into(), 2),
        ("EXISTS_errorDeclaration=false".into(), 5),
        ("EQ_errorReason=incorrect_data".into(), 1),
        ("EQ_errorReason=did_not_occur|incorrect_data".into(), 2),
        (
            "EQ_errorReason=urn:epcglobal:cbv:er:did_not_occur".into(),
            1,
        ),
        (format!("EQ_correctiveEventID={}", id(3)), 1),
        (format!("EQ_correctiveEventID={}|{}", id(2), id(3)), 1),
        (format!("EQ_correctiveEventID={}", id(4)), 0),
        (
            "GE_errorDeclarationTime=2026-08-01T08:00:00%2B07:00".into(),
            2,
        ),
        (
            "GE_errorDeclarationTime=2026-08-01T08:00:01%2B07:00".into(),
            1,
        ),
        ("LT_errorDeclarationTime=2026-08-02T01:00:00Z".into(), 1),
        ("LT_errorDeclarationTime=2026-08-01T01:00:00Z".into(), 0),
    ] {
        assert_eq!(coop.events(&query).len(), found, "{query}");
    }
    let both = coop.json(&format!("/events/{}", id(1)));
    let both = crate::world::list(&both);
    assert_eq!(both.len(), 2);
    assert!(both[0].get("errorDeclaration").is_none());
    assert_eq!(
        both[1]["errorDeclaration"]["correctiveEventIDs"],
        json!([id(2), id(3)])
    );
}
