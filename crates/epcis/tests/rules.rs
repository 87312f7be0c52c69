//! Faults beyond structure, as a registry would report them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // helpers of tests may fail loudly

use nuong_epcis::{Rules, Violation, validate_body, validate_envelope, validate_event};
use serde_json::{Value, json};

fn rules() -> Rules {
    Rules::at("2026-11-22T12:00:00+07:00".parse().unwrap())
}

fn event(changes: Value) -> Value {
    let mut event = json!({
        "@context": "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
        "type": "ObjectEvent", "eventTime": "2026-11-22T00:00:00+07:00", "eventTimeZoneOffset": "+07:00", "action": "ADD",
        "quantityList": [{ "epcClass": "https://id.gs1.org/01/09520123456788/10/L1", "quantity": 2.5, "uom": "KGM" }],
        "ilmd": { "cbvmda:lotNumber": "L1" },
    });
    for (name, value) in changes.as_object().unwrap() {
        event[name] = value.clone();
    }
    event
}

fn faults(found: Vec<Violation>) -> Vec<(String, &'static str)> {
    found
        .into_iter()
        .map(|fault| (fault.pointer, fault.code))
        .collect()
}

fn assert_fault(changes: Value, pointer: &str, code: &'static str) {
    assert_eq!(
        faults(validate_body(&event(changes), &rules())),
        [(pointer.to_owned(), code)]
    );
}

#[test]
fn a_sound_event_has_no_faults() {
    assert_eq!(validate_body(&event(json!({})), &rules()), []);
}

#[test]
fn ilmd_belongs_to_what_comes_into_being() {
    assert_fault(json!({ "action": "OBSERVE" }), "/ilmd", "ilmd.misplaced");
    let aggregation =
        json!({ "type": "AggregationEvent", "childEPCs": ["urn:a:b"], "parentID": "urn:a:c" });
    let found = faults(validate_body(&event(aggregation), &rules()));
    assert!(
        found.contains(&("/ilmd".to_owned(), "ilmd.misplaced")),
        "{found:?}"
    );
}

#[test]
fn times_do_not_lie_in_the_future_and_carry_an_offset() {
    assert_fault(
        json!({ "eventTime": "2026-11-24T00:00:00+07:00" }),
        "/eventTime",
        "time.future",
    );
    assert_eq!(
        validate_body(
            &event(json!({ "eventTime": "2026-11-23T11:00:00+07:00" })),
            &rules()
        ),
        []
    );
    assert_fault(
        json!({ "eventTime": "2026-11-22T00:00:00" }),
        "/eventTime",
        "format.time",
    );
    assert_fault(
        json!({ "eventTimeZoneOffset": "+7:00" }),
        "/eventTimeZoneOffset",
        "format.pattern",
    );
    let declared = json!({ "errorDeclaration": { "declarationTime": "2027-01-01T00:00:00Z" } });
    assert_fault(declared, "/errorDeclaration/declarationTime", "time.future");
}

#[test]
fn identifiers_are_what_they_claim_to_be() {
    let quantity = |class: &str| json!({ "quantityList": [{ "epcClass": class }] });
    let place = "/quantityList/0/epcClass";
    assert_fault(
        quantity("https://id.gs1.org/01/09520123456789/10/L1"),
        place,
        "id.malformed",
    );
    assert_fault(
        quantity("urn:epc:class:lgtin:9520123.45678.L1"),
        place,
        "id.malformed",
    );
    assert_fault(quantity("L1"), place, "format.uri");
    assert_fault(
        json!({ "readPoint": { "id": "https://id.gs1.org/414/9520123000005" } }),
        "/readPoint/id",
        "id.malformed",
    );
    assert_eq!(
        validate_body(
            &event(quantity("urn:nuong:lot:0100109106:CHE:L1")),
            &rules()
        ),
        []
    );
}

#[test]
fn quantities_say_how_much_of_what() {
    let quantity = |value: Value| {
        let mut value = value;
        value["epcClass"] = json!("urn:a:b");
        json!({ "quantityList": [value] })
    };
    assert_fault(
        quantity(json!({ "quantity": 0, "uom": "KGM" })),
        "/quantityList/0/quantity",
        "quantity.not_positive",
    );
    assert_fault(
        quantity(json!({ "quantity": -3 })),
        "/quantityList/0/quantity",
        "quantity.not_positive",
    );
    assert_fault(
        quantity(json!({ "quantity": 2.5 })),
        "/quantityList/0/quantity",
        "quantity.not_whole",
    );
    assert_fault(
        quantity(json!({ "uom": "KGM" })),
        "/quantityList/0/uom",
        "quantity.missing",
    );
    assert_fault(
        quantity(json!({ "quantity": 1, "uom": "kg" })),
        "/quantityList/0/uom",
        "format.pattern",
    );
    assert_eq!(
        validate_body(&event(quantity(json!({ "quantity": 3.0 }))), &rules()),
        []
    );
}

#[test]
fn what_is_packed_has_a_parent() {
    let packed = json!({
        "@context": [], "type": "AggregationEvent", "eventTime": "2026-11-22T00:00:00+07:00", "eventTimeZoneOffset": "+07:00",
        "action": "ADD", "childEPCs": ["urn:a:b"],
    });
    assert_eq!(
        faults(validate_body(&packed, &rules())),
        [(String::new(), "parent.missing")]
    );
}

#[test]
fn structure_is_named_with_its_place() {
    assert_fault(json!({ "action": "CREATE" }), "/action", "word.unknown");
    assert_fault(json!({ "bizStep": "drying" }), "/bizStep", "word.unknown");
    assert_fault(json!({ "owner": "x" }), "/owner", "name.unknown");
    assert_fault(
        json!({ "epcList": ["urn:a:b", "urn:a:b"] }),
        "/epcList",
        "list.doubles",
    );
    assert_fault(
        json!({ "ilmd": { "lot/number": 1 } }),
        "/ilmd/lot~1number",
        "name.unknown",
    );
}

#[test]
fn a_document_points_into_its_events_and_its_envelope_stands_alone() {
    let wrong = json!({ "type": "ObjectEvent", "eventTime": "x" });
    let document = json!({ "@context": [], "type": "EPCISDocument", "schemaVersion": "2.0",
        "creationDate": "2026-11-22T00:00:00Z", "epcisBody": { "eventList": [event(json!({})), wrong] } });
    assert_eq!(validate_envelope(&document), []);
    let found = validate_body(&document, &rules());
    assert!(
        found
            .iter()
            .all(|fault| fault.pointer.starts_with("/epcisBody/eventList/1")),
        "{found:?}"
    );
    assert_eq!(
        found,
        validate_event(&wrong, "/epcisBody/eventList/1", &rules())
    );
    assert!(found.iter().any(|fault| fault.code == "required"));
}

#[test]
fn very_many_faults_are_cut_short_and_hide_no_wrong_event() {
    let wrong = event(json!({ "epcList": vec![json!(7); 5_000] }));
    let document = json!({ "@context": [], "type": "EPCISDocument", "schemaVersion": "2.0",
        "creationDate": "2026-11-22T00:00:00Z", "epcisBody": { "eventList": [wrong.clone(), wrong] } });
    let found = validate_body(&document, &rules());
    let of = |at: usize| {
        found
            .iter()
            .filter(|fault| {
                fault
                    .pointer
                    .starts_with(&format!("/epcisBody/eventList/{at}/"))
            })
            .count()
    };
    assert_eq!((of(0), of(1)), (100, 100));
}
