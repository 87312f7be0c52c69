//! Scenarios S01–S09 and S11–S13: what the capture interface takes and refuses.

use std::sync::Barrier;

use serde_json::{Value, json};

use crate::world::{World, alone, document, harvest, id, problem, vectors};

/// Sound in structure, but its lot's GTIN is none: the check digit is wrong.
fn misnumbered(number: u32) -> Value {
    let mut event = harvest(number);
    event["quantityList"][0]["epcClass"] = json!("https://id.gs1.org/01/09520123456789/10/L26A07");
    event
}

/// ILMD has no place in an AggregationEvent (EPCIS 2.0 section 7.3.8).
fn aggregation_with_ilmd(number: u32) -> Value {
    let mut event = harvest(number);
    event["type"] = json!("AggregationEvent");
    event["bizStep"] = json!("packing");
    event["parentID"] = json!("https://id.gs1.org/00/095201234567891205");
    let children = event["quantityList"].take();
    event.as_object_mut().unwrap().remove("quantityList");
    event["childQuantityList"] = children;
    event
}

#[test]
fn s01_gs1s_own_example_is_captured() {
    let Some(folder) = vectors("epcis-examples-gs1") else {
        return;
    };
    let world = World::new();
    let coop = world.sample_coop();
    let text = std::fs::read_to_string(folder.join("Example_9.6.1-ObjectEvent.jsonld")).unwrap();
    let example: Value = serde_json::from_str(&text).unwrap();
    let job = coop.capture(&example);
    assert_eq!(job["success"], true, "{job}");
    assert_eq!(
        coop.stored(),
        example["epcisBody"]["eventList"].as_array().unwrap().len()
    );
}

#[test]
fn s02_an_invalid_document_is_refused_whole() {
    let world = World::new();
    let coop = world.sample_coop();
    let broken: [(&str, Value); 5] = [
        ("eventTime", Value::Null),
        ("eventTime", json!("yesterday")),
        ("action", json!("CREATE")),
        ("eventTimeZoneOffset", json!("+99:00")),
        ("type", json!(7)),
    ];
    for (field, value) in broken {
        let mut bad = harvest(2);
        bad[field] = value;
        let answer = coop.post("/capture", &document(&[harvest(1), bad]));
        problem(answer, 400, "ValidationException");
    }
    for text in [
        "",
        "[]",
        "{",
        "{\"type\":\"EPCISDocument\"}",
        &"[".repeat(100_000),
    ] {
        let request = coop.with_token(coop.client.post(world.url("/capture")));
        let request = request
            .header("content-type", "application/json")
            .body(text.to_owned());
        problem(request.send().unwrap(), 400, "ValidationException");
    }
    assert_eq!(coop.stored(), 0);
}

#[test]
fn s03_rollback_stores_nothing_when_one_event_is_bad() {
    let world = World::new();
    let coop = world.sample_coop();
    let job = coop.capture(&document(&[harvest(1), misnumbered(2), harvest(3)]));
    assert_eq!(
        (&job["running"], &job["success"]),
        (&json!(false), &json!(false)),
        "{job}"
    );
    assert_eq!(job["errors"][0]["instance"], id(2));
    assert_eq!(coop.stored(), 0);
}

#[test]
fn s04_proceed_stores_the_good_ones() {
    let world = World::new();
    let coop = world.sample_coop();
    let events = [harvest(1), misnumbered(2), harvest(3)];
    let job = coop.capture_as(&document(&events), "proceed");
    assert_eq!(
        (&job["running"], &job["success"]),
        (&json!(false), &json!(false))
    );
    assert_eq!(job["captureErrorBehaviour"], "proceed");
    assert_eq!(job["errors"].as_array().unwrap().len(), 1);
    let stored: Vec<Value> = coop
        .events("")
        .iter()
        .map(|event| event["eventID"].clone())
        .collect();
    assert_eq!(stored, [json!(id(1)), json!(id(3))]);
}

#[test]
fn s05_the_same_document_twice_is_stored_once() {
    let world = World::new();
    let coop = world.sample_coop();
    let doubled = document(&[harvest(1), harvest(2), harvest(1)]);
    let first = coop.capture(&doubled);
    let second = coop.capture(&doubled);
    assert_eq!(
        (&first["success"], &second["success"]),
        (&json!(true), &json!(true))
    );
    assert_ne!(first["captureID"], second["captureID"]);
    assert_eq!(coop.stored(), 2);
    assert_eq!(coop.post("/events", &alone(&harvest(3))).status(), 201);
    problem(
        coop.post("/events", &alone(&harvest(3))),
        409,
        "ResourceAlreadyExistsException",
    );
    assert_eq!(coop.stored(), 3);
}

#[test]
fn another_event_under_a_taken_id_is_refused() {
    let world = World::new();
    let coop = world.sample_coop();
    coop.capture(&document(&[harvest(1)]));
    let mut changed = harvest(1);
    changed["quantityList"][0]["quantity"] = json!(99);
    let job = coop.capture(&document(&[changed.clone(), harvest(2)]));
    assert_eq!(job["success"], false);
    assert_eq!(job["errors"][0]["instance"], id(1));
    assert_eq!(coop.stored(), 1);
    problem(
        coop.post("/events", &alone(&changed)),
        400,
        "ValidationException",
    );
    assert_eq!(coop.events("")[0]["quantityList"][0]["quantity"], 1250.5);
}

#[test]
fn an_event_id_of_another_organisation_is_refused() {
    let world = World::new();
    let (coop, other) = (world.sample_coop(), world.coop("HTX Khác", "6200099999"));
    coop.capture(&document(&[harvest(1)]));
    let job = other.capture_as(&document(&[harvest(1), harvest(2)]), "proceed");
    assert_eq!(job["errors"][0]["type"], "epcisException:SecurityException");
    problem(
        other.post("/events", &alone(&harvest(1))),
        403,
        "SecurityException",
    );
    assert_eq!((coop.stored(), other.stored()), (1, 1));
}

#[test]
fn s06_an_error_declaration_is_a_second_record_of_its_event() {
    let world = World::new();
    let coop = world.sample_coop();
    let mut declared = harvest(1);
    declared["errorDeclaration"] = json!({
        "declarationTime": "2026-08-01T08:00:00.000+07:00", "reason": "incorrect_data",
        "correctiveEventIDs": [id(2)],
    });
    assert_eq!(coop.capture(&document(&[harvest(1)]))["success"], true);
    for _ in 0..2 {
        let job = coop.capture(&document(&[declared.clone()]));
        assert_eq!(job["success"], true, "{job}");
    }
    assert_eq!(coop.events(&format!("EQ_eventID={}", id(1))).len(), 2);
    assert_eq!(coop.events("EXISTS_errorDeclaration=true").len(), 1);
    assert_eq!(
        coop.events(&format!("EQ_correctiveEventID={}", id(2)))
            .len(),
        1
    );
    assert_eq!(coop.events("EQ_errorReason=incorrect_data").len(), 1);
    assert_eq!(
        coop.events("LT_errorDeclarationTime=2026-09-01T00:00:00Z")
            .len(),
        1
    );
}

#[test]
fn s07_an_event_without_an_id_is_given_one_and_still_stored_once() {
    let world = World::new();
    let (coop, other) = (world.sample_coop(), world.coop("HTX Khác", "6200099999"));
    let mut nameless = harvest(1);
    nameless.as_object_mut().unwrap().remove("eventID");
    for _ in 0..2 {
        assert_eq!(
            coop.capture(&document(&[nameless.clone()]))["success"],
            true
        );
    }
    let stored = coop.events("");
    assert_eq!(stored.len(), 1);
    let given = stored[0]["eventID"].as_str().unwrap();
    assert!(given.starts_with("ni:///sha-256;"), "{given}");
    let one = coop.get(&format!(
        "/events/{}",
        given.replace('/', "%2F").replace('?', "%3F")
    ));
    assert_eq!(one.status(), 200);
    // Another organisation that saw the same may say so too, under a name of its own.
    assert_eq!(other.capture(&document(&[nameless]))["success"], true);
    assert!(
        other.events("")[0]["eventID"]
            .as_str()
            .unwrap()
            .starts_with("urn:uuid:")
    );
}

#[test]
fn s08_record_time_is_the_registrys_own() {
    let world = World::new();
    let coop = world.sample_coop();
    let mut event = harvest(1);
    event["recordTime"] = json!("2001-01-01T00:00:00.000Z");
    coop.capture(&document(&[event]));
    let recorded = coop.events("")[0]["recordTime"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(recorded.as_str() > "2026", "{recorded}");
    assert_eq!(coop.events(&format!("GE_recordTime={recorded}")).len(), 1);
    assert_eq!(coop.events(&format!("LT_recordTime={recorded}")).len(), 0);
}

#[test]
fn s13_ilmd_stands_only_where_something_comes_into_being() {
    let world = World::new();
    let coop = world.sample_coop();
    let mut observed = harvest(1);
    observed["action"] = json!("OBSERVE");
    for event in [observed, aggregation_with_ilmd(2)] {
        let answer = coop.post("/events", &alone(&event));
        problem(answer, 400, "ValidationException");
    }
    assert_eq!(coop.stored(), 0);
}

#[test]
fn a_job_has_a_receipt_a_person_can_read_out_and_stays_its_owners() {
    let world = World::new();
    let (coop, other) = (world.sample_coop(), world.coop("HTX Khác", "6200099999"));
    let id = coop.capture(&document(&[harvest(1)]))["captureID"]
        .as_str()
        .unwrap()
        .to_owned();
    let (day, number) = id.split_once('-').unwrap();
    assert!(
        day.len() == 6 && day.bytes().all(|b| b.is_ascii_digit()),
        "{id}"
    );
    assert_eq!(number, "000001");
    problem(
        other.get(&format!("/capture/{id}")),
        404,
        "NoSuchResourceException",
    );
    problem(
        coop.get("/capture/260101-000999"),
        404,
        "NoSuchResourceException",
    );
    let mine: Vec<Value> = coop.get("/capture").json().unwrap();
    assert_eq!(mine.len(), 1);
    assert_eq!(other.get("/capture").json::<Vec<Value>>().unwrap().len(), 0);
}

#[test]
fn two_clients_with_the_same_event_at_once_store_it_once() {
    let world = World::new();
    let coop = world.sample_coop();
    let gate = Barrier::new(4);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let post = || {
            let mine = coop.at(&world);
            gate.wait();
            mine.post("/events", &alone(&harvest(1))).status().as_u16()
        };
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(post)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    assert_eq!(
        statuses.iter().filter(|status| **status == 201).count(),
        1,
        "{statuses:?}"
    );
    assert_eq!(
        statuses.iter().filter(|status| **status == 409).count(),
        3,
        "{statuses:?}"
    );
    assert_eq!(coop.stored(), 1);
}
