//! What must hold for any event and for any JSON.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // helpers of tests may fail loudly

use jiff::{civil::date, tz::offset};
use nuong_epcis::{
    BizStep, Context, Decimal, Disposition, Document, Event, EventKey, EventTime, Facts, Ilmd,
    Limits, ObjectAction, ObjectEvent, Quantity, Rules, TransformationEvent, What, event_hash,
    find_mentions, read_body, validate_body,
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn rules() -> Rules {
    Rules::at("2026-11-22T12:00:00+07:00".parse().unwrap())
}

fn context() -> Context {
    Context::standard().prefix("nuong", "urn:nuong:voc:")
}

/// Names and texts that mean something in EPCIS, so that chance goes deep.
fn word() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "type",
        "ObjectEvent",
        "TransformationEvent",
        "EPCISDocument",
        "EPCISQueryDocument",
        "@context",
        "epcisBody",
        "eventList",
        "epcisHeader",
        "eventTime",
        "eventTimeZoneOffset",
        "action",
        "ADD",
        "quantityList",
        "epcClass",
        "quantity",
        "uom",
        "ilmd",
        "bizTransactionList",
        "sourceList",
        "readPoint",
        "id",
        "sensorElementList",
        "sensorReport",
        "persistentDisposition",
        "nuong:x",
        "urn:epc:id:sgtin:",
        "https://id.gs1.org/01/",
        "2026-11-22T00:00:00+07:00",
        "x:ignoreFields",
        "%",
        "1e999",
    ]);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => ".{0,12}"]
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        word().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((word(), inner), 0..8)
                .prop_map(|fields| fields.into_iter().collect::<Map<_, _>>().into()),
        ]
    })
}

fn quantities() -> impl Strategy<Value = What> {
    let quantity =
        (1_i64..999_999_999_999_999, 0_u8..7, "[A-Z0-9-]{1,20}").prop_map(|(units, scale, lot)| {
            let class = format!("https://id.gs1.org/01/09520123456788/10/{lot}");
            Quantity::measured(
                &class,
                Decimal::from_base_units(units, scale).unwrap(),
                "KGM",
            )
        });
    prop::collection::vec(quantity, 1..5).prop_map(What::quantities)
}

fn facts() -> impl Strategy<Value = Facts> {
    let day = (2020_i16..2026, 1_i8..=12, 1_i8..=28, -12_i8..=14);
    (day, any::<u128>(), ".{0,20}").prop_map(|((year, month, day, zone), id, note)| {
        let time = EventTime::midnight(date(year, month, day), offset(zone));
        Facts::new(&format!("urn:uuid:{id:032x}"), time)
            .doing(BizStep::COMMISSIONING, Some(Disposition::ACTIVE))
            .at("https://id.gs1.org/414/9520123000004/254/LO-05")
            .with("nuong:note", note)
    })
}

fn events() -> impl Strategy<Value = Event> {
    let ilmd: Ilmd = [("cbvmda:lotNumber".to_owned(), json!("L1"))].into();
    let action = prop::sample::select(vec![
        ObjectAction::Add(ilmd.clone()),
        ObjectAction::Observe,
        ObjectAction::Delete,
    ]);
    let object = (facts(), action, quantities()).prop_map(|(facts, action, what)| {
        ObjectEvent {
            facts,
            action,
            what,
        }
        .into()
    });
    let transformation =
        (facts(), quantities(), quantities()).prop_map(move |(facts, inputs, outputs)| {
            let transformation_id = None;
            TransformationEvent {
                facts,
                inputs,
                outputs,
                transformation_id,
                ilmd: ilmd.clone(),
            }
            .into()
        });
    prop_oneof![object, transformation]
}

/// The same JSON with its names in the opposite order and its lists turned by `turn`.
fn shuffled(value: &Value, turn: usize) -> Value {
    match value {
        Value::Object(fields) => fields
            .iter()
            .rev()
            .map(|(name, value)| (name.clone(), shuffled(value, turn)))
            .collect::<Map<_, _>>()
            .into(),
        Value::Array(items) => {
            let mut items: Vec<Value> = items.iter().map(|item| shuffled(item, turn)).collect();
            let by = turn % items.len().max(1);
            items.rotate_left(by);
            items.into()
        }
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_json_makes_anything_panic(value in any_json()) {
        let _ = validate_body(&value, &rules());
        let _ = find_mentions(&value);
        let _ = EventKey::of(&value);
        let _ = event_hash(&value, &Context::of(&value));
        let body = read_body(value.to_string().as_bytes(), &Limits::default());
        if let Ok(body) = body {
            let _ = body.master_data();
            prop_assert_eq!(body.violations(&rules()), validate_body(&value, &rules()));
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_body(&bytes, &Limits::default());
    }

    #[test]
    fn whatever_is_built_is_valid(events in prop::collection::vec(events(), 0..4)) {
        let created = EventTime::midnight(date(2026, 11, 22), offset(7));
        let mut document = Document::new(context(), created);
        document.events = events.iter().map(Event::to_value).collect();
        prop_assert_eq!(validate_body(&document.to_value(), &rules()), []);
        let body = read_body(document.to_json().as_bytes(), &Limits::default()).unwrap();
        prop_assert_eq!(body.events(), document.events);
        prop_assert_eq!(body.context, document.context);
    }

    #[test]
    fn the_hash_does_not_depend_on_order(event in events(), turn in 0_usize..5) {
        let event = event.to_value();
        prop_assert_eq!(event_hash(&event, &context()), event_hash(&shuffled(&event, turn), &context()));
    }

    #[test]
    fn the_hash_depends_on_every_fact_but_identity(event in events()) {
        let event = event.to_value();
        let hash = event_hash(&event, &context()).unwrap();
        for name in event.as_object().unwrap().keys() {
            let mut less = event.clone();
            less.as_object_mut().unwrap().remove(name);
            let same = event_hash(&less, &context()).is_ok_and(|other| other == hash);
            prop_assert_eq!(same, name == "eventID", "{}", name);
        }
    }
}
