//! Events declared wrong.

use super::*;
use crate::event::declaration::{WrongReason, declaration};

const AT: &str = "2026-11-20T08:00:00+07:00";

fn old() -> StageEventWritten {
    let nothing = Map::new();
    let lines = [line(LineRole::In, TEA, KHO, 5)];
    written("sell", &names_with(true), &step(&nothing, &lines)).remove(0)
}

fn parsed(written: &Written) -> Value {
    serde_json::from_str(&written.json).unwrap()
}

#[test]
fn a_declaration_is_the_whole_event_with_when_and_why_it_is_wrong() {
    let old = old();
    let right = EventId(Uuid::from_u128(7));
    let event = parsed(&old.written);
    let declared = declaration(&event, AT, WrongReason::IncorrectData, &[right], now()).unwrap();
    let mut expected = event.clone();
    expected["errorDeclaration"] = json!({
        "declarationTime": AT, "reason": "incorrect_data", "correctiveEventIDs": [format!("urn:uuid:{right}")],
    });
    assert_eq!(parsed(&declared), expected);
    assert_eq!(declared.hash, old.written.hash);
    assert_eq!(declared.happened, old.written.happened);
}

#[test]
fn what_did_not_occur_has_no_corrective_events() {
    let event = parsed(&old().written);
    let declared = declaration(&event, AT, WrongReason::DidNotOccur, &[], now()).unwrap();
    assert_eq!(
        parsed(&declared)["errorDeclaration"],
        json!({ "declarationTime": AT, "reason": "did_not_occur" })
    );
}

#[test]
fn a_declaration_without_a_sound_time_or_of_no_event_is_refused() {
    let event = parsed(&old().written);
    for (event, at) in [
        (&event, "2026-11-20"),
        (&event, "2027-01-01T00:00:00+07:00"),
        (&json!([]), AT),
        (&json!({ "type": "ObjectEvent" }), AT),
    ] {
        let refused = declaration(event, at, WrongReason::DidNotOccur, &[], now());
        assert_eq!(refused.err().map(|e| e.code), Some(Code::EventInvalid));
    }
}
