//! Every event before other people's judges: GS1's JSON schema of EPCIS 2.0.1 and the reference implementation of the event hash. Where one
//! is not there the test says *skipped*.

use std::path::{Path, PathBuf};
use std::process::Command;

use nuong_epcis::{Document, EventTime, validate_body};

use super::every::every_event;
use super::*;
use crate::base::day::offset;
use crate::event::declaration::{WrongReason, declaration};
use crate::event::freeze::CONTEXT;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every event, then the declarations that they are wrong, with our hashes.
fn judged() -> (Value, Vec<String>) {
    let mut document = Document::new(CONTEXT.clone(), EventTime::new(now(), offset()));
    let mut hashes = Vec::new();
    for (json, hash) in every_event() {
        document.events.push(serde_json::from_str(&json).unwrap());
        hashes.push(hash);
    }
    for n in 0..document.events.len() {
        let (reason, corrective) = match n % 2 {
            0 => (
                WrongReason::IncorrectData,
                vec![EventId(Uuid::from_u128(7))],
            ),
            _ => (WrongReason::DidNotOccur, vec![]),
        };
        let at = "2026-11-20T08:00:00+07:00";
        let declared = declaration(&document.events[n], at, reason, &corrective, now()).unwrap();
        document
            .events
            .push(serde_json::from_str(&declared.json).unwrap());
        hashes.push(declared.hash);
    }
    (document.to_value(), hashes)
}

#[test]
fn every_event_is_valid_by_our_rules_and_by_the_schema_of_gs1() {
    let (document, _) = judged();
    assert_eq!(validate_body(&document, &nuong_epcis::Rules::at(now())), []);
    let beside = || root().join("../shared/vectors");
    let vectors = std::env::var_os("NUONG_VECTORS").map_or_else(beside, PathBuf::from);
    let Ok(schema) =
        std::fs::read_to_string(vectors.join("epcis-schema/epcis-json-schema-2.0.1.json"))
    else {
        println!("skipped: no vectors folder");
        return;
    };
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let schema = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    let faults = schema.iter_errors(&document).take(5);
    let faults: Vec<String> = faults
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn every_hash_equals_that_of_the_reference_generator() {
    let Some(python) = std::env::var_os("NUONG_PYTHON") else {
        println!("skipped: NUONG_PYTHON is not set");
        return;
    };
    let (document, ours) = judged();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("events.jsonld");
    std::fs::write(&file, nuong_epcis::document::to_json(&document)).unwrap();
    let judge = root().join("tests/judges/event_hash.py");
    let out = Command::new(python).arg(judge).arg(&file).output().unwrap();
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let theirs: Vec<String> = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(theirs.len(), ours.len());
    let events = document["epcisBody"]["eventList"].as_array().unwrap();
    for ((event, ours), theirs) in events.iter().zip(&ours).zip(&theirs) {
        let text = nuong_epcis::pre_hash(event, &CONTEXT).unwrap();
        assert_eq!(ours, theirs, "{text}");
    }
}
