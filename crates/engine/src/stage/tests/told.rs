//! What is told of a step against its stage: every field empty, too long, of the wrong kind, in NFD, from the future, with control characters.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use unicode_normalization::UnicodeNormalization;

use super::shipped;
use crate::base::i18n;
use crate::stage::{FieldType, FieldsOf, Stages};
use crate::{Code, Result};

const TODAY: Date = date(2026, 11, 28);

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        other => panic!("{other}"),
    }
}

fn checked(stage: &str, of: FieldsOf, given: Value) -> Result<Value> {
    let stages = shipped();
    let stage = stages.find_stage(stage)?;
    let kept = stages.checked_fields(stage, of, &object(given), TODAY)?;
    Ok(Value::Object(kept))
}

fn kept(stage: &str, of: FieldsOf, given: Value) -> Value {
    checked(stage, of, given).unwrap()
}

/// The code of the refusal, the field that it names, and its sentence in both languages.
fn refused(stage: &str, of: FieldsOf, given: Value) -> (Code, String, [String; 2]) {
    let error = checked(stage, of, given).unwrap_err();
    let key = format!("errors.{}", error.code);
    let said = ["vi", "en"].map(|lang| i18n::text(lang, &key, &error.args));
    assert!(
        said.iter().all(|said| !said.contains(['{', '}'])),
        "{said:?}"
    );
    (error.code, error.args["field"].clone(), said)
}

#[test]
fn masses_are_kept_in_milligrams_and_shown_in_kilograms() {
    let line = json!({ "gross": 112.5, "tare": 0.4, "bags": 3, "moisture": 125.5, "weighings": [40, 72.5] });
    let base = kept("intake", FieldsOf::Line, line.clone());
    assert_eq!(
        base,
        json!({ "gross": 112_500_000, "tare": 400_000, "bags": 3, "moisture": 126, "weighings": [40_000_000, 72_500_000] })
    );
    let stages = shipped();
    let stage = stages.find_stage("intake").unwrap();
    let shown = stages.shown_fields(stage, FieldsOf::Line, &object(base));
    assert_eq!(shown["gross"], 112.5);
    assert_eq!(shown["weighings"], json!([40, 72.5]));
    let rest = json!({ "losses": [{ "reason": "water", "amount": 0.000_000_5 }] });
    let base = kept("process", FieldsOf::Rest, rest);
    assert_eq!(base["losses"][0]["amount"], 1, "half a milligram goes up");
}

#[test]
fn what_is_told_has_one_spelling() {
    let nfd: String = "Hòa Bình 01".nfd().collect();
    for given in [
        "Hòa Bình 01",
        &nfd,
        "  Hòa\tBình\n01 ",
        "Hòa Bình\u{200b} 01",
    ] {
        let told = kept("ship", FieldsOf::Told, json!({ "invoice": given }));
        assert_eq!(told, json!({ "invoice": "Hòa Bình 01" }), "{given:?}");
    }
    for (given, one) in [
        (json!(4.50), json!(4.5)),
        (json!(4.0), json!(4)),
        (json!(-0.0), json!(0)),
        (json!(0.1 + 0.2), json!(0.3)),
        (json!(-18.000_000_4), json!(-18)),
    ] {
        let told = kept("work", FieldsOf::Told, json!({ "temperature": given }));
        assert_eq!(told["temperature"].to_string(), one.to_string());
    }
}

#[test]
fn what_is_empty_is_not_there() {
    for empty in [json!(null), json!(""), json!(" \n\u{feff}")] {
        assert_eq!(
            kept("ship", FieldsOf::Told, json!({ "invoice": empty })),
            json!({})
        );
    }
    for empty in [json!(null), json!([]), json!([null, ""])] {
        assert_eq!(
            kept("to_market", FieldsOf::Rest, json!({ "labels": empty })),
            json!({})
        );
    }
}

#[test]
fn a_name_that_the_stage_lacks_there_is_refused() {
    let photo_of_told = json!({ "person": "A" });
    for (stage, of, given, name) in [
        ("ship", FieldsOf::Told, photo_of_told, "person"),
        ("ship", FieldsOf::Rest, json!({ "invoice": "1" }), "invoice"),
        ("intake", FieldsOf::Line, json!({ "price": 5 }), "price"),
        ("intake", FieldsOf::Rest, json!({ "Slip": "1" }), "Slip"),
        ("pack", FieldsOf::Told, json!({ "sscc": "1" }), "sscc"),
    ] {
        let (code, field, said) = refused(stage, of, given);
        assert_eq!((code, field.as_str()), (Code::FieldUnknown, name));
        assert!(said[0].contains(&format!("“{name}”")), "{said:?}");
    }
    let long = "x".repeat(10_000);
    let (_, field, _) = refused("pack", FieldsOf::Told, json!({ long: 1 }));
    assert!(field.len() < 100);
}

#[test]
fn what_an_event_cannot_do_without_is_missed() {
    let (code, field, said) = refused("test", FieldsOf::Told, json!({ "report_no": "7/KN" }));
    assert_eq!((code, field.as_str()), (Code::StageFieldMissing, "result"));
    assert!(
        said[0].contains("“Kết luận”") && said[1].contains("“Result”"),
        "{said:?}"
    );
    let (code, field, _) = refused("count", FieldsOf::Rest, json!({ "reason": " " }));
    assert_eq!((code, field.as_str()), (Code::StageFieldMissing, "reason"));
    assert_eq!(
        kept("count", FieldsOf::Told, json!({})),
        json!({}),
        "it stands in rest"
    );
}

#[test]
fn values_of_the_wrong_kind_are_refused_with_what_would_be_right() {
    for (stage, of, given, says) in [
        (
            "pack",
            FieldsOf::Told,
            json!({ "expiry": "28/11/2027" }),
            "2026-11-28",
        ),
        (
            "pack",
            FieldsOf::Told,
            json!({ "expiry": "2027-02-29" }),
            "ngày có thật",
        ),
        (
            "pack",
            FieldsOf::Told,
            json!({ "expiry": "12027-02-01" }),
            "ngày có thật",
        ),
        (
            "pack",
            FieldsOf::Told,
            json!({ "expiry": 20270101 }),
            "ngày có thật",
        ),
        (
            "pack",
            FieldsOf::Told,
            json!({ "packed_on": "2026-11-29" }),
            "28/11/2026",
        ),
        (
            "pack",
            FieldsOf::Told,
            json!({ "net": "0.2" }),
            "không có dấu ngoặc kép",
        ),
        ("pack", FieldsOf::Told, json!({ "net": -1 }), "không âm"),
        ("pack", FieldsOf::Told, json!({ "net": 1e300 }), "không âm"),
        (
            "pack",
            FieldsOf::Told,
            json!({ "net": 9_223_372_036_854_775_807_i64 }),
            "không âm",
        ),
        (
            "work",
            FieldsOf::Told,
            json!({ "temperature": true }),
            "độ C",
        ),
        ("reading", FieldsOf::Told, json!({ "humidity": 101 }), "100"),
        (
            "test",
            FieldsOf::Told,
            json!({ "result": "đạt" }),
            "conformant",
        ),
        (
            "test",
            FieldsOf::Told,
            json!({ "result": 1 }),
            "non_conformant",
        ),
        ("ship", FieldsOf::Told, json!({ "invoice": 12 }), "chữ"),
        (
            "ship",
            FieldsOf::Told,
            json!({ "invoice": "x".repeat(201) }),
            "200",
        ),
        (
            "ship",
            FieldsOf::Rest,
            json!({ "until": "2026-11-28T7:30" }),
            "07:30",
        ),
        (
            "ship",
            FieldsOf::Rest,
            json!({ "until": "2026-11-28T07:30:00" }),
            "07:30",
        ),
        (
            "ship",
            FieldsOf::Rest,
            json!({ "photo": ["abc"] }),
            "SHA-256",
        ),
        (
            "ship",
            FieldsOf::Rest,
            json!({ "photo": "abc" }),
            "ngoặc vuông",
        ),
        (
            "to_market",
            FieldsOf::Rest,
            json!({ "labels": vec!["1"; 201] }),
            "200",
        ),
        (
            "intake",
            FieldsOf::Line,
            json!({ "bags": 2.5 }),
            "số nguyên",
        ),
        (
            "intake",
            FieldsOf::Line,
            json!({ "moisture": 1001 }),
            "1000",
        ),
        (
            "spray",
            FieldsOf::Line,
            json!({ "interval_days": 1001 }),
            "1000",
        ),
        (
            "process",
            FieldsOf::Rest,
            json!({ "losses": [{ "reason": "water" }] }),
            "amount",
        ),
        (
            "process",
            FieldsOf::Rest,
            json!({ "losses": [{ "reason": "wind", "amount": 1 }] }),
            "husk",
        ),
        (
            "process",
            FieldsOf::Rest,
            json!({ "losses": [{ "reason": "water", "amount": 1, "x": 1 }] }),
            "amount",
        ),
        (
            "process",
            FieldsOf::Rest,
            json!({ "losses": [7] }),
            "reason",
        ),
        (
            "process",
            FieldsOf::Rest,
            json!({ "filtered": "có" }),
            "true",
        ),
    ] {
        let (code, _, said) = refused(stage, of, given.clone());
        assert_eq!(code, Code::StageFieldInvalid, "{given}");
        assert!(said[0].contains(says), "{given}: {said:?}");
    }
}

#[test]
fn an_open_list_takes_words_of_ones_own_and_a_closed_one_does_not() {
    let rest = json!({ "reason": "Mưa đá ngày 26/11" });
    assert_eq!(kept("spoil", FieldsOf::Rest, rest.clone()), rest);
    let coded = json!({ "reason": "rot", "handling": "destroy" });
    assert_eq!(kept("spoil", FieldsOf::Rest, coded.clone()), coded);
}

/// Every field of every stage, with one value that it takes.
fn fitting(stages: &Stages, kind: FieldType, list: Option<&str>) -> Value {
    match kind {
        FieldType::Code => {
            let list = stages.find_list(list.unwrap()).unwrap();
            json!(list.values[0].code)
        }
        FieldType::Text | FieldType::Party | FieldType::Place => json!("A-1"),
        FieldType::Number | FieldType::Temperature => json!(7.25),
        FieldType::Mass | FieldType::Volume => json!(1.5),
        FieldType::Count | FieldType::Permille | FieldType::Money => json!(12),
        FieldType::Day => json!("2026-11-27"),
        FieldType::Time => json!("07:30"),
        FieldType::Moment => json!("2026-11-27T07:30"),
        FieldType::Photo => json!("0f".repeat(32)),
        FieldType::YesNo => json!(true),
        FieldType::Group => json!({ "reason": "water", "amount": 1.5 }),
    }
}

#[test]
fn every_field_of_every_stage_takes_a_value_and_shows_it_as_it_was_typed() {
    let stages = shipped();
    for stage in stages.all_stages() {
        for of in [FieldsOf::Told, FieldsOf::Rest, FieldsOf::Line] {
            let fields = stages.fields_of(stage, of).into_iter().map(|field| {
                let one = fitting(&stages, field.kind, field.list.as_deref());
                let value = if field.many { json!([one]) } else { one };
                (field.code.clone(), value)
            });
            let given: Map<String, Value> = fields.collect();
            let base = stages.checked_fields(stage, of, &given, TODAY).unwrap();
            assert_eq!(
                stages.shown_fields(stage, of, &base),
                given,
                "{}",
                stage.code
            );
        }
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,30}".prop_map(Value::from),
        "[\\x00-\\x1f0-9T:-]{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("reason|amount|x", inner, 0..3)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_is_given_is_refused_or_kept_in_a_form_that_is_kept_again(value in any_json()) {
        let stages = shipped();
        for (code, of) in [("pack", FieldsOf::Told), ("process", FieldsOf::Rest), ("intake", FieldsOf::Line)] {
            let stage = stages.find_stage(code).unwrap();
            for field in stages.fields_of(stage, of) {
                let given = Map::from_iter([(field.code.clone(), value.clone())]);
                if let Ok(kept) = stages.checked_fields(stage, of, &given, TODAY) {
                    let shown = stages.shown_fields(stage, of, &kept);
                    let again = stages.checked_fields(stage, of, &shown, TODAY).unwrap();
                    prop_assert_eq!(&again, &kept, "{}", field.code);
                    let text = Value::Object(kept).to_string();
                    prop_assert!(!text.contains("\\n") && !text.contains("\\t"));
                }
            }
        }
    }
}
