//! The validator's verdicts against GS1's own JSON Schema, over documents and over their mutations.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // helpers of tests may fail loudly

mod common;

use common::{documents, read_json, text, vectors};
use nuong_epcis::{Rules, validate_body, validate_structure};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;

fn schema(vectors: &Path) -> jsonschema::Validator {
    let schema = read_json(&vectors.join("epcis-schema/epcis-json-schema-2.0.1.json"));
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}

fn example_folders(vectors: &Path) -> Vec<std::path::PathBuf> {
    let names = [
        "epcis-examples-gs1",
        "epcis-examples-fsma204",
        "epcis-examples-own",
        "epcis-event-hash/documents",
    ];
    names
        .iter()
        .flat_map(|name| documents(&vectors.join(name)))
        .collect()
}

fn assert_same_verdict(schema: &jsonschema::Validator, document: &Value, what: &str) {
    let ours = validate_structure(document);
    let valid = schema.is_valid(document);
    assert_eq!(
        ours.is_empty(),
        valid,
        "{what}\nours: {ours:#?}\ntheirs: {:?}",
        schema.validate(document)
    );
}

#[test]
fn every_example_has_its_recorded_verdict() {
    let Some(vectors) = vectors() else { return };
    let verdicts = read_json(&vectors.join("epcis-schema/schema-verdicts.json"));
    for case in verdicts["cases"].as_array().unwrap() {
        let path = vectors.join(text(case, "file"));
        // Some of the judged documents are kept apart.
        if !path.is_file() {
            continue;
        }
        let document = read_json(&path);
        assert_eq!(
            Value::Bool(validate_structure(&document).is_empty()),
            case["2.0.1"],
            "{case}"
        );
    }
}

#[test]
fn valid_examples_keep_the_rules_beyond_structure() {
    let Some(vectors) = vectors() else { return };
    let rules = Rules::at("2026-11-22T12:00:00+07:00".parse().unwrap());
    for path in example_folders(&vectors) {
        let document = without_comments(&read_json(&path));
        assert_eq!(validate_body(&document, &rules), [], "{}", path.display());
    }
}

/// Documents as they were meant: keys that begin with `_comment` are notes of the collection.
fn without_comments(value: &Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| !name.starts_with("_comment"))
            .map(|(name, value)| (name.clone(), without_comments(value)))
            .collect::<Map<_, _>>()
            .into(),
        Value::Array(items) => items.iter().map(without_comments).collect(),
        other => other.clone(),
    }
}

#[test]
fn every_mutation_of_every_example_has_the_verdict_of_the_schema() {
    let Some(vectors) = vectors() else { return };
    let schema = schema(&vectors);
    let mut judged = 0;
    let mut seen = BTreeMap::new();
    for path in example_folders(&vectors) {
        let document = without_comments(&read_json(&path));
        assert_same_verdict(&schema, &document, &path.display().to_string());
        for part in parts(&document) {
            for pointer in &pointers(&part) {
                // Each kind of place thrice, with a third of the replacements each time.
                let turn = seen.entry(kind_of_place(&part, pointer)).or_insert(0);
                *turn += 1;
                if *turn > 3 {
                    continue;
                }
                for (how, mutant) in mutants(&part, pointer, *turn) {
                    assert_same_verdict(
                        &schema,
                        &mutant,
                        &format!("{} {pointer} {how}", path.display()),
                    );
                    judged += 1;
                }
            }
        }
    }
    assert!(judged > 5_000, "only {judged} mutations");
}

/// A place by the type of the document or event and the names on the way, without positions in lists.
fn kind_of_place(part: &Value, pointer: &str) -> String {
    let names = pointer
        .split('/')
        .filter(|name| name.parse::<usize>().is_err());
    format!("{}{}", part["type"], names.collect::<Vec<_>>().join("/"))
}

/// The document without its events, and each of its events alone: small, so that many can be judged.
fn parts(document: &Value) -> Vec<Value> {
    let list = "/epcisBody/eventList";
    let Some(events) = document.pointer(list).and_then(Value::as_array) else {
        return vec![document.clone()];
    };
    let mut envelope = document.clone();
    *envelope.pointer_mut(list).unwrap() = json!([]);
    let alone = events.iter().map(|event| {
        let mut event = event.clone();
        event["@context"] = document["@context"].clone();
        event
    });
    std::iter::once(envelope.clone()).chain(alone).collect()
}

/// Pointers to every value below the root.
fn pointers(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(value, "", &mut found);
    found
}

fn collect(value: &Value, at: &str, found: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (name.replace('~', "~0").replace('/', "~1"), value))
            .collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(index, item)| (index.to_string(), item))
            .collect(),
        _ => Vec::new(),
    };
    for (name, child) in children {
        let pointer = format!("{at}/{name}");
        collect(child, &pointer, found);
        found.push(pointer);
    }
}

/// The document with the value at `pointer` dropped, renamed, doubled or of another kind.
fn mutants(document: &Value, pointer: &str, turn: usize) -> Vec<(String, Value)> {
    let mut mutants = Vec::new();
    let replacements = [
        json!(null),
        json!(7),
        json!(-0.5),
        json!(true),
        json!(""),
        json!("no word"),
        json!("urn:a:b"),
        json!("prefix:name"),
        json!("2026-11-22T00:00:00Z"),
        json!("2026-11-22"),
        json!("ADD"),
        json!("OBSERVE"),
        json!("DELETE"),
        json!("KGM"),
        json!("urn:epcglobal:cbv:bizstep:shipping"),
        json!("https://gs1.org/voc/Temperature"),
        json!("https://ns.gs1.org/cbv/x"),
        json!([]),
        json!(["urn:a:b"]),
        json!(["urn:a:b", "urn:a:b"]),
        json!([{}]),
        json!({}),
        json!({ "id": "urn:a:b" }),
        json!({ "a b": 1 }),
        json!("xoài:1"),
        json!("ObjectEvent"),
        json!("TransformationEvent"),
        json!("AggregationEvent"),
        json!("TransactionEvent"),
        json!("AssociationEvent"),
        json!("EPCISDocument"),
        json!("EPCISQueryDocument"),
    ];
    for replacement in replacements.into_iter().skip(turn % 3).step_by(3) {
        let mut mutant = document.clone();
        *mutant.pointer_mut(pointer).unwrap() = replacement.clone();
        mutants.push((format!("= {replacement}"), mutant));
    }
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let name = name.replace("~1", "/").replace("~0", "~");
    match document.pointer(parent).unwrap() {
        Value::Object(fields) => mutants.extend(object_mutants(document, parent, fields, &name)),
        _ => mutants.extend(list_mutants(document, parent, &name)),
    }
    mutants
}

fn object_mutants(
    document: &Value,
    parent: &str,
    fields: &Map<String, Value>,
    name: &str,
) -> Vec<(String, Value)> {
    let changed = |change: &dyn Fn(&mut Map<String, Value>)| {
        let mut mutant = document.clone();
        change(mutant.pointer_mut(parent).unwrap().as_object_mut().unwrap());
        mutant
    };
    let value = fields[name].clone();
    let mut mutants = vec![(
        "dropped".to_owned(),
        changed(&|fields| drop(fields.remove(name))),
    )];
    for other in [
        "ilmd",
        "persistentDisposition",
        "own:field",
        "my_own:field",
        "plain",
        "id",
        "epcList",
        "quantityList",
    ] {
        let renamed = changed(&|fields| {
            fields.remove(name);
            fields.insert(other.to_owned(), value.clone());
        });
        let added = changed(&|fields| drop(fields.insert(other.to_owned(), json!({}))));
        mutants.push((format!("renamed {other}"), renamed));
        mutants.push((format!("added {other}"), added));
    }
    mutants
}

fn list_mutants(document: &Value, parent: &str, name: &str) -> Vec<(String, Value)> {
    let index: usize = name.parse().unwrap();
    let mut dropped = document.clone();
    dropped
        .pointer_mut(parent)
        .unwrap()
        .as_array_mut()
        .unwrap()
        .remove(index);
    let mut doubled = document.clone();
    let list = doubled.pointer_mut(parent).unwrap().as_array_mut().unwrap();
    list.push(list[index].clone());
    vec![
        ("dropped".to_owned(), dropped),
        ("doubled".to_owned(), doubled),
    ]
}
