//! The CBV event hash (CBV 2.0 §8.9): one name for the same event, however it was written.
//!
//! Follows GS1's reference generator (`epcis-event-hash-generator` 1.9) to the letter, with three
//! differences where it reads an event by its neighbours or by chance: bare words are expanded by
//! the field they stand in, truth values are written as XML does, JSON nulls are absent.

// Bottom-up: a module names only those above its own line.

// One spelling per value.
mod text;
// The shape of an event in XML.
mod tree;
// The order in which it is run together.
mod order;

use crate::context::Context;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Why an event has no hash.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// It is not an object with a text `type`.
    #[error("only a JSON object with a type can be hashed as an event")]
    NotAnEvent,
}

/// The event hash `ni:///sha-256;{hex}?ver=CBV2.0`.
///
/// `eventID`, `recordTime`, `errorDeclaration` and comments do not count, nor does the order of
/// fields and of list elements.
///
/// # Errors
/// [`HashError::NotAnEvent`] where there is nothing to hash.
///
/// ```
/// use nuong_epcis::{Context, event_hash};
/// let event = serde_json::json!({ "type": "ObjectEvent", "eventTime": "2026-11-22T07:00:00+07:00" });
/// let later = serde_json::json!({ "eventTime": "2026-11-22T00:00:00.000Z", "type": "ObjectEvent" });
/// let context = Context::standard();
/// assert_eq!(event_hash(&event, &context), event_hash(&later, &context));
/// ```
pub fn event_hash(event: &Value, context: &Context) -> Result<String, HashError> {
    let digest = Sha256::digest(pre_hash(event, context)?);
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("ni:///sha-256;{hex}?ver=CBV2.0"))
}

/// The text that is hashed: for finding out why two hashes differ.
///
/// # Errors
/// [`HashError::NotAnEvent`] where there is nothing to hash.
pub fn pre_hash(event: &Value, context: &Context) -> Result<String, HashError> {
    let kind = event
        .get("type")
        .and_then(Value::as_str)
        .ok_or(HashError::NotAnEvent)?;
    let mut facts = tree::event_nodes(event, &context.within(event));
    let ordered = order::run_in_order(&mut facts, order::EVENT);
    Ok(format!(
        "eventType={kind}{ordered}{}",
        order::run_by_name(&facts)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn text(event: Value) -> String {
        pre_hash(
            &event,
            &Context::standard()
                .prefix("x", "https://x.vn/")
                .prefix("n", "urn:n:"),
        )
        .unwrap()
    }

    #[test]
    fn fields_stand_in_the_order_of_the_standard_and_the_rest_by_name() {
        let event = json!({
            "type": "ObjectEvent", "eventID": "urn:uuid:1", "recordTime": "2026-01-01T00:00:00Z",
            "errorDeclaration": { "declarationTime": "2026-01-01T00:00:00Z" }, "comment": "c",
            "n:owner": "urn:p", "bizStep": "receiving", "action": "OBSERVE",
            "quantityList": [{ "uom": "KGM", "quantity": 2.50, "epcClass": "urn:b" }, { "epcClass": "urn:a", "quantity": 3.0 }],
            "eventTimeZoneOffset": "+07:00", "eventTime": "2026-11-22T00:00:00+07:00",
            "bizTransactionList": [{ "bizTransaction": "urn:bt", "type": "po" }],
        });
        assert_eq!(
            text(event),
            "eventType=ObjectEventeventTime=2026-11-21T17:00:00.000ZeventTimeZoneOffset=+07:00\
             quantityListquantityElementepcClass=urn:aquantity=3quantityElementepcClass=urn:bquantity=2.5uom=KGM\
             action=OBSERVEbizStep=https://ref.gs1.org/cbv/BizStep-receiving\
             bizTransactionListtype=https://ref.gs1.org/cbv/BTT-pobizTransaction=urn:bt{urn:n:}owner=urn:p"
        );
    }

    #[test]
    fn own_fields_stay_within_their_place_where_their_name_space_is_a_path() {
        let event = json!({
            "type": "ObjectEvent", "action": "OBSERVE",
            "readPoint": { "id": "urn:r", "x:room": "7", "n:room": "8" },
        });
        assert_eq!(
            text(event),
            "eventType=ObjectEventaction=OBSERVEreadPointid=urn:r{https://x.vn/}room=7readPoint{urn:n:}room=8"
        );
    }

    #[test]
    fn bare_words_are_expanded_by_their_field_alone() {
        let event = json!({
            "type": "ObjectEvent", "action": "OBSERVE", "disposition": "active",
            "persistentDisposition": { "set": ["recalled"] }, "x:state": "active",
            "sensorElementList": [{ "sensorReport": [{ "type": "Angle", "component": "x", "booleanValue": true }] }],
        });
        assert_eq!(
            text(event),
            "eventType=ObjectEventaction=OBSERVEdisposition=https://ref.gs1.org/cbv/Disp-active\
             persistentDispositionset=https://ref.gs1.org/cbv/Disp-recalled\
             sensorElementListsensorElementsensorReporttype=https://gs1.org/voc/Angle\
             component=https://ref.gs1.org/cbv/Comp-xbooleanValue=true{https://x.vn/}state=active"
        );
    }

    #[test]
    fn what_is_not_an_event_has_no_hash() {
        for value in [
            json!(null),
            json!([]),
            json!({}),
            json!({ "type": 7 }),
            json!("ObjectEvent"),
        ] {
            assert_eq!(
                event_hash(&value, &Context::default()),
                Err(HashError::NotAnEvent)
            );
        }
    }
}
