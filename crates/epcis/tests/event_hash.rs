//! CBV event hashes and identifiers against the recorded answers of GS1's reference generator.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // helpers of tests may fail loudly

mod common;

use common::{read_json, text, texts, vectors};
use nuong_epcis::{Body, Limits, canonical_digital_link, event_hash, pre_hash, read_body};
use serde_json::Value;
use std::path::Path;

fn body(path: &Path) -> Body {
    read_body(&std::fs::read(path).unwrap(), &Limits::default()).unwrap()
}

fn hashes(body: &Body) -> Vec<String> {
    body.events()
        .iter()
        .map(|event| event_hash(event, &body.context).unwrap())
        .collect()
}

fn assert_hashes(path: &Path, expected: &Value) {
    let body = body(path);
    let pre: Vec<String> = body
        .events()
        .iter()
        .map(|event| pre_hash(event, &body.context).unwrap())
        .collect();
    assert_eq!(
        hashes(&body),
        texts(expected, "hashes"),
        "{}: {pre:#?}",
        path.display()
    );
}

#[test]
fn every_recorded_document_hashes_as_the_reference_generator_says() {
    let Some(folder) = vectors() else { return };
    let folder = folder.join("epcis-event-hash");
    let cases = read_json(&folder.join("cases.json"));
    for case in cases["cases"].as_array().unwrap() {
        assert_hashes(&folder.join(text(case, "document")), case);
    }
}

#[test]
fn the_chain_from_harvest_to_market_hashes_as_recorded() {
    let Some(folder) = vectors() else { return };
    let folder = folder.join("epcis-examples-own");
    let path = folder.join("harvest-to-market.jsonld");
    let expected = read_json(&folder.join("harvest-to-market.hashes.json"));
    assert_hashes(&path, &expected);
    let body = body(&path);
    let pre: Vec<String> = body
        .events()
        .iter()
        .map(|event| pre_hash(event, &body.context).unwrap())
        .collect();
    assert_eq!(pre, texts(&expected, "prehashes"));
}

#[test]
fn every_recorded_identifier_has_its_canonical_link() {
    let Some(folder) = vectors() else { return };
    let cases = read_json(&folder.join("epcis-event-hash/identifier-normalisation.json"));
    for case in cases["cases"].as_array().unwrap() {
        let link = canonical_digital_link(text(case, "in"));
        assert_eq!(link.as_deref(), case["out"].as_str(), "{case}");
    }
}
