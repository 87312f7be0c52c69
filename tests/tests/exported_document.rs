//! The exported EPCIS document in front of GS1's own schema and of the reference implementation of the event hash.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must fail"
)]

use std::collections::BTreeSet;

use nuong_tests::judge::{python, vectors};
use nuong_tests::laptop::Laptop;
use serde_json::Value;

fn exported() -> Value {
    let laptop = Laptop::with_sample().unwrap();
    laptop.app.export_epcis().unwrap()
}

fn events(document: &Value) -> &Vec<Value> {
    document["epcisBody"]["eventList"].as_array().unwrap()
}

#[test]
fn the_export_is_valid_against_the_schema_of_gs1() {
    let Some(vectors) = vectors() else {
        println!("skipped: no vectors folder");
        return;
    };
    let schema = std::fs::read_to_string(
        vectors
            .join("epcis-schema")
            .join("epcis-json-schema-2.0.1.json"),
    )
    .unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let document = exported();
    let errors: Vec<String> = validator
        .iter_errors(&document)
        .take(5)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn every_harvest_is_there_once() {
    let document = exported();
    let events = events(&document);
    assert_eq!(
        events.len(),
        230,
        "one event for each harvest; nobody received what no intake says"
    );
    let ids: BTreeSet<&str> = events
        .iter()
        .map(|e| e["eventID"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), events.len());
    let made = events
        .iter()
        .filter(|e| e["bizStep"] == "creating_class_instance")
        .count();
    assert_eq!(
        made, 230,
        "every harvest makes its lot or more of it, whichever came first"
    );
}

#[test]
fn hashes_equal_those_of_the_reference_generator() {
    let document = exported();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("export.jsonld");
    std::fs::write(&file, serde_json::to_string(&document).unwrap()).unwrap();
    let Some(theirs) = python("event_hash.py", &[&file.to_string_lossy()]) else {
        println!("skipped: NUONG_PYTHON is not set");
        return;
    };
    let theirs = theirs.as_array().unwrap();
    assert_eq!(theirs.len(), events(&document).len());
    let context = nuong_epcis::Context::of(&document);
    for (event, hash) in events(&document).iter().zip(theirs) {
        let ours = nuong_epcis::event_hash(event, &context).unwrap();
        assert_eq!(&Value::String(ours), hash, "{event:#}");
    }
}

#[test]
fn no_event_names_a_person() {
    let text = exported().to_string();
    for secret in ["Mẫu 0", "0924488420", "H001"] {
        assert!(!text.contains(secret), "{secret} left the laptop");
    }
}
