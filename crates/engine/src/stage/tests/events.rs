//! Every stage's events, filled with all that they may carry, are events to the judge of EPCIS 2.0.

use std::collections::BTreeMap;

use nuong_epcis::{Rules, validate_event};
use serde_json::{Map, Value, json};

use super::{shipped, shipped_file};
use crate::stage::{Carried, EventType, FieldType, StageEvent, Stages};

const LOT: &str = "urn:nuong:lot:0000000952:CHE:1";
const PLACE: &str = "urn:nuong:place:0000000952";

/// What a told field, a lot, a day or a country is in an event.
fn value_of(stages: &Stages, carried: &Carried) -> Value {
    match stages.find_field(&carried.from).map(|field| field.kind) {
        Some(FieldType::Number | FieldType::Temperature) => json!(21.5),
        Some(FieldType::Day) => json!("2026-11-27"),
        Some(_) => json!("7/GN"),
        None if carried.from == "day" => json!("2026-11-27"),
        None if carried.from == "country" => json!("VN"),
        None => json!("1"),
    }
}

fn endpoints(list: &[Carried], key: &str) -> Value {
    let each = list
        .iter()
        .map(|one| json!({ "type": one.word, key: PLACE }));
    each.collect()
}

/// What the event is about.
fn subject(event: &StageEvent) -> Value {
    let amount = json!([{ "epcClass": LOT, "quantity": 5, "uom": "KGM" }]);
    match event.kind {
        EventType::Object => json!({ "type": "ObjectEvent", "quantityList": amount }),
        EventType::Transformation => json!({
            "type": "TransformationEvent", "inputQuantityList": amount, "outputQuantityList": amount,
        }),
        EventType::Aggregation => json!({
            "type": "AggregationEvent", "parentID": "https://id.gs1.org/00/095201234567891235", "childQuantityList": amount,
        }),
    }
}

fn filled_event(stages: &Stages, event: &StageEvent) -> Value {
    let Value::Object(mut whole) = subject(event) else {
        panic!()
    };
    let mut put = |name: &str, value: Value| {
        whole.insert(name.to_owned(), value);
    };
    put(
        "eventID",
        json!("urn:uuid:f1c07f93-bba1-872e-be4d-1f98efe870b8"),
    );
    put("eventTime", json!("2026-11-27T00:00:00+07:00"));
    put("eventTimeZoneOffset", json!("+07:00"));
    put("bizStep", json!(event.step));
    put(
        "disposition",
        json!(event.disposition.as_deref().unwrap_or("conformant")),
    );
    if let Some(action) = &event.action {
        put("action", json!(action));
    }
    if let Some(persistent) = &event.persistent {
        let lists = [("set", &persistent.set), ("unset", &persistent.unset)];
        let lists = lists.into_iter().filter(|(_, words)| !words.is_empty());
        put(
            "persistentDisposition",
            json!(lists.collect::<BTreeMap<_, _>>()),
        );
    }
    for (name, place) in [("readPoint", event.read), ("bizLocation", event.at)] {
        if place.is_some() {
            put(name, json!({ "id": PLACE }));
        }
    }
    put_lists(stages, event, &mut put);
    Value::Object(whole)
}

fn put_lists(stages: &Stages, event: &StageEvent, put: &mut impl FnMut(&str, Value)) {
    let named = |list: &[Carried], prefix: &str| {
        let each = list
            .iter()
            .map(|one| (format!("{prefix}:{}", one.word), value_of(stages, one)));
        each.collect::<Map<_, _>>()
    };
    if !event.source.is_empty() {
        put("sourceList", endpoints(&event.source, "source"));
    }
    if !event.destination.is_empty() {
        put(
            "destinationList",
            endpoints(&event.destination, "destination"),
        );
    }
    if !event.transactions.is_empty() {
        let documents = event.transactions.iter();
        let documents = documents
            .map(|one| json!({ "type": one.word, "bizTransaction": "urn:nuong:bt:0000000952:7" }));
        put("bizTransactionList", documents.collect());
    }
    if !event.ilmd.is_empty() {
        put("ilmd", Value::Object(named(&event.ilmd, "cbvmda")));
    }
    if !event.sensors.is_empty() {
        let reports = event.sensors.iter();
        let reports = reports.map(
            |one| json!({ "type": one.word, "value": value_of(stages, one), "uom": one.unit }),
        );
        put(
            "sensorElementList",
            json!([{ "sensorReport": reports.collect::<Value>() }]),
        );
    }
    for (name, value) in named(&event.nuong, "nuong") {
        put(&name, value);
    }
}

#[test]
fn every_event_of_every_stage_is_an_event() {
    let stages = shipped();
    let rules = Rules::at("2026-11-28T00:00:00Z".parse().unwrap());
    let mut judged = 0;
    for stage in shipped_file().stages {
        for event in &stage.events {
            let whole = filled_event(&stages, event);
            let violations = validate_event(&whole, "", &rules);
            assert!(
                violations.is_empty(),
                "{}: {violations:?}\n{whole:#}",
                stage.code
            );
            judged += 1;
        }
    }
    assert!(judged >= 32, "{judged}");
}

#[test]
fn a_judge_who_sees_nothing_would_be_noticed() {
    let stages = shipped();
    let rules = Rules::at("2026-11-28T00:00:00Z".parse().unwrap());
    let pack = stages.find_stage("pack").unwrap();
    let mut event = filled_event(&stages, &pack.events[0]);
    event["bizStep"] = json!("drying");
    assert!(!validate_event(&event, "", &rules).is_empty());
}
