//! Every stage with events, with and without each thing that its steps may say.

use std::collections::BTreeMap;

use nuong_epcis::cbv::words;

use super::*;
use crate::stage::{Class, FieldType};
use LineRole::{In, On, Out};

/// What stands in every field that a stage does not tell: no event may hold it.
const SECRET: &str = "BÍ MẬT 0912345678";
/// No step, so that equal events are one.
const ID: Uuid = Uuid::from_u128(0);

/// Every different event of every stage, by its JSON, with its hash.
pub(super) fn every_event() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for_each_step(|stage, names, step| {
        for event in stage_events(names, stage, step, now()).unwrap() {
            all.insert(event.written.json, event.written.hash);
        }
    });
    all
}

fn for_each_step(mut look: impl FnMut(&Stage, &Names, &EventStep<'_>)) {
    let stages = Stages::shipped().unwrap();
    for stage in stages.all_stages().filter(|stage| !stage.events.is_empty()) {
        for told in every_told(&stages, stage) {
            for lines in every_lines(stage) {
                for_each_around(&told, &lines, |names, step| look(stage, names, step));
            }
        }
    }
}

fn for_each_around(
    told: &Map<String, Value>,
    lines: &[EventLine<'_>],
    mut look: impl FnMut(&Names, &EventStep<'_>),
) {
    let times = [None, Some(jiff::civil::time(7, 30, 0, 0))];
    for (n, origin) in [None, Some(PLOT), Some(PALLET)].into_iter().enumerate() {
        for party in [None, Some(BUYER), Some(HOUSEHOLD)] {
            for gln in [false, true] {
                let step = EventStep {
                    id: ID,
                    time: times[n % 2],
                    origin,
                    party,
                    ..step(told, lines)
                };
                look(&names_with(gln), &step);
            }
        }
    }
}

/// Each told field there or not; those that must be there always, with each value that they can have.
fn every_told(stages: &Stages, stage: &Stage) -> Vec<Map<String, Value>> {
    let mut every = vec![secrets(stage)];
    for code in &stage.told {
        let mut with = Vec::new();
        for value in values_of(stages, code) {
            with.extend(every.iter().map(|told| {
                let mut told = told.clone();
                told.insert(code.clone(), value.clone());
                told
            }));
        }
        if stage.must.contains(code) {
            every.clear();
        }
        every.extend(with);
    }
    every
}

fn values_of(stages: &Stages, code: &str) -> Vec<Value> {
    let field = stages.find_field(code).unwrap();
    match field.kind {
        FieldType::Number | FieldType::Temperature => vec![json!(21.5), json!(4)],
        FieldType::Mass | FieldType::Volume => vec![json!(200_000)],
        FieldType::Day => vec![json!("2026-09-01")],
        FieldType::Code => {
            let list = stages.find_list(field.list.as_deref().unwrap()).unwrap();
            list.values.iter().map(|value| json!(value.code)).collect()
        }
        _ => vec![json!("Số 7/GN: a%b")],
    }
}

/// All that the stage does not tell.
fn secrets(stage: &Stage) -> Map<String, Value> {
    let file = include_str!("../../../../../../assets/rules/stages.json");
    let file: Value = serde_json::from_str(file).unwrap();
    let fields = file["fields"].as_array().unwrap().iter();
    let codes = fields.map(|field| field["code"].as_str().unwrap().to_owned());
    let others = codes.filter(|code| !stage.told.contains(code));
    others.map(|code| (code, json!(SECRET))).collect()
}

fn every_lines(stage: &Stage) -> Vec<Vec<EventLine<'static>>> {
    let bought = EventLine {
        is_bought: true,
        ..line(Out, PACKS, KHO, 2)
    };
    match stage.class {
        Class::Begin if stage.class_with_in.is_some() => vec![
            vec![line(Out, LEAF, PLOT, 3)],
            vec![line(In, TEA, PLOT, 4), line(Out, LEAF, PLOT, 3)],
        ],
        Class::Begin | Class::Back => vec![
            vec![line(Out, PACKS, KHO, 3)],
            vec![line(Out, LEAF, KHO, 3), line(Out, TEA, KHO, 1), bought],
        ],
        Class::Turn => vec![
            vec![line(In, LEAF, KHO, 5), line(Out, PACKS, KHO, 1)],
            vec![
                line(In, LEAF, KHO, 5),
                line(In, TEA, PLOT, 5),
                line(Out, LEAF, KHO, 1),
                bought,
            ],
        ],
        Class::Move => vec![
            vec![line(In, LEAF, KHO, 5), line(Out, LEAF, PALLET, 5)],
            vec![
                line(In, PACKS, PALLET, 2),
                line(In, PACKS, KHO, 1),
                line(Out, PACKS, PLOT, 3),
            ],
        ],
        Class::Leave | Class::Tend | Class::Count => vec![
            vec![line(In, PACKS, KHO, 5)],
            vec![
                line(In, LEAF, PALLET, 5),
                line(In, PACKS, PALLET, 5),
                line(In, TEA, KHO, 5),
            ],
            vec![line(In, LEAF, PALLET, 5)],
        ],
        Class::Look => vec![
            vec![line(On, LEAF, KHO, 0)],
            vec![line(On, PACKS, KHO, 5), line(On, TEA, PLOT, 5)],
            vec![],
        ],
    }
}

#[test]
fn every_stage_bears_exactly_its_events_and_they_carry_exactly_what_is_told() {
    let mut seen = 0;
    for_each_step(|stage, names, step| {
        let borne = stage_events(names, stage, step, now()).unwrap();
        let wanted = stage
            .events
            .iter()
            .filter(|event| is_borne(event.when, step));
        let wanted: Vec<&StageEvent> = wanted.collect();
        assert_eq!(borne.len(), wanted.len(), "{}", stage.code);
        for (event, written) in wanted.iter().zip(&borne) {
            assert_eq!(written.name, event.name);
            assert_eq!(written.id.0, event_id(step.id, &event.name));
            let json: Value = serde_json::from_str(&written.written.json).unwrap();
            assert_carried(event, step, &json);
            assert_words(&json);
            seen += 1;
        }
    });
    assert!(seen > 2_000, "only {seen} events");
}

fn assert_carried(event: &StageEvent, step: &EventStep<'_>, json: &Value) {
    let told = |list: &[crate::stage::Carried]| {
        let there = list.iter().filter(|one| step.told.contains_key(&one.from));
        there.count()
    };
    let length = |pointer: &str| {
        let list = json.pointer(pointer).and_then(Value::as_array);
        list.map_or(0, Vec::len)
    };
    assert_eq!(
        length("/bizTransactionList"),
        told(&event.transactions),
        "{json:#}"
    );
    assert_eq!(
        length("/sensorElementList/0/sensorReport"),
        told(&event.sensors),
        "{json:#}"
    );
    for own in &event.nuong {
        let carried = json.get(format!("nuong:{}", own.word));
        assert_eq!(carried, step.told.get(&own.from), "{json:#}");
    }
    let party = step.party.filter(|party| !party.is_household);
    let of_party = |list: &[crate::stage::Carried]| {
        let of_party = list.iter().filter(|end| end.from == "party");
        of_party.count()
    };
    let wanted = of_party(&event.source) + of_party(&event.destination);
    let named = json
        .to_string()
        .matches("urn:nuong:party:0000000952:")
        .count();
    assert_eq!(named, party.map_or(0, |_| wanted), "{json:#}");
}

/// Words of CBV alone; own words under our own prefix.
fn assert_words(event: &Value) {
    let known = |list: words::Words, word: &Value| list.contains(word.as_str().unwrap());
    assert!(known(words::BIZ_STEPS, &event["bizStep"]), "{event:#}");
    assert!(
        known(words::DISPOSITIONS, &event["disposition"]),
        "{event:#}"
    );
    for (list, kinds) in [
        ("sourceList", words::SOURCE_DESTINATION_TYPES),
        ("destinationList", words::SOURCE_DESTINATION_TYPES),
        ("bizTransactionList", words::BIZ_TRANSACTION_TYPES),
    ] {
        let mut items = event[list].as_array().into_iter().flatten();
        assert!(items.all(|item| known(kinds, &item["type"])), "{event:#}");
    }
    let reports = event.pointer("/sensorElementList/0/sensorReport");
    let mut reports = reports.and_then(Value::as_array).into_iter().flatten();
    assert!(reports.all(|report| known(words::MEASUREMENT_TYPES, &report["type"])));
    let own = event
        .as_object()
        .unwrap()
        .keys()
        .filter(|key| key.contains(':'));
    for key in own {
        assert!(key.starts_with("nuong:"), "{key}");
    }
}

#[test]
fn no_event_holds_a_household_a_person_a_price_or_a_note() {
    for json in every_event().keys() {
        for secret in [SECRET, "0912345678", HOUSEHOLD.code] {
            assert!(!json.contains(secret), "{secret} in {json}");
        }
    }
}
