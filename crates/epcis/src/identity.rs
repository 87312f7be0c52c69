//! When two records are the same event: the key by which a registry refuses duplicates.

use crate::time::read_instant;
use serde_json::Value;

/// Identity of a record: an error declaration repeats its event under the same `eventID`
/// (EPCIS 2.0 §7.4.1.2), so the time of the declaration belongs to the key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventKey {
    /// `eventID` as it was sent.
    pub event_id: String,
    /// `errorDeclaration.declarationTime`, as an instant where it can be read as one.
    pub declared: Option<String>,
}

impl EventKey {
    /// The key of an event; `None` where it has no `eventID` (then its hash is its name).
    #[must_use]
    pub fn of(event: &Value) -> Option<Self> {
        let event_id = event.get("eventID")?.as_str()?.trim().to_owned();
        let declared = event
            .pointer("/errorDeclaration/declarationTime")
            .and_then(Value::as_str)
            .map(instant_text);
        Some(Self { event_id, declared })
    }
}

/// The same instant has one spelling, whatever the offset that it was written with.
fn instant_text(text: &str) -> String {
    read_instant(text).map_or_else(|| text.to_owned(), |at| at.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_error_declaration_is_another_record_of_the_same_event() {
        let event = EventKey::of(&json!({ "eventID": "urn:uuid:1" })).unwrap();
        let declared = |time: &str| {
            EventKey::of(&json!({ "eventID": "urn:uuid:1", "errorDeclaration": { "declarationTime": time } })).unwrap()
        };
        assert_ne!(event, declared("2026-11-22T00:00:00+07:00"));
        assert_eq!(
            declared("2026-11-22T00:00:00+07:00"),
            declared("2026-11-21T17:00:00.000Z")
        );
        assert_ne!(
            declared("2026-11-22T00:00:00+07:00"),
            declared("2026-11-22T00:00:01+07:00")
        );
    }

    #[test]
    fn an_event_without_an_id_has_no_key() {
        assert_eq!(EventKey::of(&json!({ "type": "ObjectEvent" })), None);
        assert_eq!(EventKey::of(&json!({ "eventID": 7 })), None);
    }
}
