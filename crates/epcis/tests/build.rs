//! A cooperative's events as they go out: what a peer reads, judged by GS1's schema where it is present.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // helpers of tests may fail loudly

mod common;

use jiff::{civil::date, tz::offset};
use nuong_epcis::{
    Action, AggregationEvent, AssociationEvent, BizStep, BizTransaction, BizTransactionType,
    Context, Decimal, Disposition, Document, Endpoint, ErrorDeclaration, ErrorReason, Event,
    EventKey, EventTime, Facts, Ilmd, MasterData, Measurement, MeasurementType, ObjectAction,
    ObjectEvent, PlaceOrPartyType, Quantity, Rules, TransactionEvent, TransformationEvent,
    VocabularyElement, What, event_hash, validate_body,
};
use serde_json::{Value, json};

const LOT: &str = "https://id.gs1.org/01/09520123456788/10/L26A07";
const PLOT: &str = "https://id.gs1.org/414/9520123000004/254/LO-05";
const SITE: &str = "https://id.gs1.org/414/9520123000004";

fn facts(number: u8) -> Facts {
    let time = EventTime::midnight(date(2026, 7, 15), offset(7));
    Facts::new(
        &format!("urn:uuid:0190f3c2-7c00-7000-8000-{number:012}"),
        time,
    )
}

fn kilograms(milligrams: i64) -> What {
    What::quantities([Quantity::measured(
        LOT,
        Decimal::from_base_units(milligrams, 6).unwrap(),
        "KGM",
    )])
}

fn harvest() -> ObjectEvent {
    let ilmd: Ilmd = [
        ("cbvmda:lotNumber".to_owned(), json!("L26A07")),
        ("cbvmda:harvestStartDate".to_owned(), json!("2026-07-15")),
        ("cbvmda:countryOfOrigin".to_owned(), json!("VN")),
    ]
    .into();
    ObjectEvent {
        facts: facts(1)
            .doing(BizStep::COMMISSIONING, Some(Disposition::ACTIVE))
            .at(PLOT)
            .with("nuong:product", "https://id.gs1.org/01/09520123456788"),
        action: ObjectAction::Add(ilmd),
        what: kilograms(1_250_500_000),
    }
}

fn receiving() -> ObjectEvent {
    ObjectEvent {
        facts: facts(2)
            .doing(BizStep::RECEIVING, Some(Disposition::IN_PROGRESS))
            .at(SITE),
        action: ObjectAction::Observe,
        what: kilograms(1_250_500_000),
    }
}

fn note() -> BizTransaction {
    BizTransaction {
        kind: Some(BizTransactionType::DESPATCH_ADVICE),
        id: "urn:nuong:px:17".to_owned(),
    }
}

fn shipping() -> ObjectEvent {
    let party = |id: &str| Endpoint {
        kind: PlaceOrPartyType::POSSESSING_PARTY,
        id: id.to_owned(),
    };
    let mut shipping = ObjectEvent {
        facts: facts(3).doing(BizStep::SHIPPING, Some(Disposition::IN_TRANSIT)),
        action: ObjectAction::Observe,
        what: What {
            epcs: vec!["https://id.gs1.org/00/095201230000000011".to_owned()],
            quantities: vec![],
        },
    };
    shipping.facts.read_point = Some(SITE.to_owned());
    shipping.facts.biz_transactions = vec![note()];
    shipping.facts.sources = vec![party("https://id.gs1.org/417/9520123000004")];
    shipping.facts.destinations = vec![party("https://id.gs1.org/417/9520123456788")];
    shipping.facts.certification = vec!["https://truyxuat.example.vn/cc/1".to_owned()];
    shipping
}

/// A recalled lot in a cold store: seen, not counted.
fn measured() -> ObjectEvent {
    let measurement = |kind: &str, value: f64, unit: &str| Measurement {
        kind: MeasurementType::parse(kind).unwrap(),
        value: serde_json::Number::from_f64(value).unwrap(),
        unit: unit.to_owned(),
    };
    let mut measured = ObjectEvent {
        facts: facts(9)
            .doing(BizStep::STORING, Some(Disposition::IN_PROGRESS))
            .at(SITE),
        action: ObjectAction::Observe,
        what: What::quantities([Quantity {
            class: LOT.to_owned(),
            amount: None,
            unit: None,
        }]),
    };
    measured.facts.persistent.set = vec![Disposition::RECALLED];
    measured.facts.measurements = vec![
        measurement("Temperature", -1.5, "CEL"),
        measurement("RelativeHumidity", 85.0, "P1"),
    ];
    measured
}

fn every_kind() -> Vec<Event> {
    let children = What::quantities([Quantity::counted(
        "https://id.gs1.org/01/19520123456785/10/P26A07",
        40,
    )]);
    let parent = "https://id.gs1.org/00/095201230000000011".to_owned();
    vec![
        harvest().into(),
        receiving().into(),
        shipping().into(),
        AggregationEvent {
            facts: facts(4),
            action: Action::Add,
            parent: Some(parent.clone()),
            children: children.clone(),
        }
        .into(),
        AssociationEvent {
            facts: facts(5),
            action: Action::Delete,
            parent: SITE.to_owned(),
            children: children.clone(),
        }
        .into(),
        TransactionEvent {
            facts: facts(6),
            action: Action::Observe,
            transaction: note(),
            parent: None,
            what: children.clone(),
        }
        .into(),
        TransformationEvent {
            facts: facts(7),
            inputs: kilograms(1),
            outputs: children,
            transformation_id: None,
            ilmd: Ilmd::new(),
        }
        .into(),
        ObjectEvent {
            facts: facts(8),
            action: ObjectAction::Delete,
            what: What::default(),
        }
        .into(),
        measured().into(),
    ]
}

fn document(events: &[Event]) -> Document {
    let created = EventTime::new("2026-11-22T05:00:00Z".parse().unwrap(), offset(7));
    let mut document = Document::new(
        Context::standard().prefix("nuong", "urn:nuong:voc:"),
        created,
    );
    document.events = events.iter().map(Event::to_value).collect();
    let product = VocabularyElement::new(
        MasterData::EPC_CLASS,
        "https://id.gs1.org/01/09520123456788",
    )
    .with("cbvmda:descriptionShort", "Chè Shan tuyết Tà Xùa")
    .with("nuong:netQuantity", "200 g");
    document.master_data.add(product);
    document
}

#[test]
fn a_harvest_reads_as_the_standard_writes_it() {
    let expected = json!({
        "type": "ObjectEvent", "eventID": "urn:uuid:0190f3c2-7c00-7000-8000-000000000001",
        "eventTime": "2026-07-15T00:00:00.000+07:00", "eventTimeZoneOffset": "+07:00", "action": "ADD",
        "bizStep": "commissioning", "disposition": "active", "readPoint": { "id": PLOT }, "bizLocation": { "id": PLOT },
        "quantityList": [{ "epcClass": LOT, "quantity": 1250.5, "uom": "KGM" }],
        "ilmd": { "cbvmda:lotNumber": "L26A07", "cbvmda:harvestStartDate": "2026-07-15", "cbvmda:countryOfOrigin": "VN" },
        "nuong:product": "https://id.gs1.org/01/09520123456788",
    });
    assert_eq!(Event::from(harvest()).to_value(), expected);
}

#[test]
fn what_was_measured_and_what_outlasts_the_event_read_as_the_standard_writes_them() {
    let event = Event::from(measured()).to_value();
    let report = json!([
        { "type": "Temperature", "value": -1.5, "uom": "CEL" },
        { "type": "RelativeHumidity", "value": 85.0, "uom": "P1" },
    ]);
    assert_eq!(
        event["sensorElementList"],
        json!([{ "sensorReport": report }])
    );
    assert_eq!(
        event["persistentDisposition"],
        json!({ "set": ["recalled"] })
    );
    assert_eq!(event["quantityList"], json!([{ "epcClass": LOT }]));
}

#[test]
fn every_kind_of_event_is_valid_by_our_rules_and_by_the_schema() {
    let document = document(&every_kind()).to_value();
    let rules = Rules::at("2026-11-22T12:00:00+07:00".parse().unwrap());
    assert_eq!(validate_body(&document, &rules), []);
    let Some(vectors) = common::vectors() else {
        return;
    };
    let schema = common::read_json(&vectors.join("epcis-schema/epcis-json-schema-2.0.1.json"));
    let schema = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    let faults: Vec<String> = schema
        .iter_errors(&document)
        .map(|fault| fault.to_string())
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn an_error_declaration_keeps_id_and_hash_and_gets_another_key() {
    let wrong = Event::from(harvest());
    let mut declared = harvest();
    declared.facts.error = Some(ErrorDeclaration {
        time: EventTime::midnight(date(2026, 7, 20), offset(7)),
        reason: Some(ErrorReason::INCORRECT_DATA),
        corrective_event_ids: vec!["urn:uuid:0190f3c2-7c00-7000-8000-000000000009".to_owned()],
    });
    let (wrong, declared) = (wrong.to_value(), Event::from(declared).to_value());
    let context = Context::standard();
    assert_eq!(
        event_hash(&wrong, &context),
        event_hash(&declared, &context)
    );
    let (first, second) = (
        EventKey::of(&wrong).unwrap(),
        EventKey::of(&declared).unwrap(),
    );
    assert_eq!(first.event_id, second.event_id);
    assert_ne!(first, second);
}

#[test]
fn the_text_of_a_document_is_always_the_same() {
    let document = document(&every_kind());
    assert_eq!(document.to_json(), document.clone().to_json());
    let reread: Value = serde_json::from_str(&document.to_json()).unwrap();
    assert_eq!(nuong_epcis::document::to_json(&reread), document.to_json());
}
