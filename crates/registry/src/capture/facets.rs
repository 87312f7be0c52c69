//! What the index must know of an event, read from its JSON once it is valid.

use jiff::Timestamp;
use nuong_epcis::{Context, EventKey, Role as Part, event_hash, find_mentions};
use serde_json::{Map, Value, json};

use crate::store::{Record, Role, Thing};
use crate::thing;
use crate::wire::bare_word;

/// The record of a valid event. The flag says whether it came with an eventID; without one it is named
/// by its CBV hash, so that the same document sent twice is still stored once.
///
/// # Errors
/// A sentence, where the event has no usable time or cannot be hashed.
pub(super) fn read_record(
    event: &Value,
    context: &Context,
    shared: &Value,
) -> Result<(Record, bool), String> {
    let body = event.as_object().ok_or("An event is a JSON object.")?;
    let hash = event_hash(event, context).map_err(|error| error.to_string())?;
    let named = EventKey::of(event)
        .map(|key| key.event_id)
        .filter(|id| !id.is_empty());
    let mut record = Record {
        event_id: String::new(),
        declared: declaration_time(event)?,
        event_time: read_time(event, "/eventTime")?.ok_or("eventTime is missing.")?,
        event_type: read_text(event, "/type").ok_or("type is missing.")?,
        action: read_text(event, "/action"),
        biz_step: read_text(event, "/bizStep").map(|word| bare_word(&word)),
        disposition: read_text(event, "/disposition").map(|word| bare_word(&word)),
        read_point: read_text(event, "/readPoint/id").map(|id| thing::canonical_id(&id)),
        biz_location: read_text(event, "/bizLocation/id").map(|id| thing::canonical_id(&id)),
        transformation_id: read_text(event, "/transformationID"),
        error_reason: read_text(event, "/errorDeclaration/reason").map(|word| bare_word(&word)),
        corrective_ids: corrective_ids(event),
        things: named_things(event),
        body: kept_fields(body),
        context: shared_context(shared, body.get("@context")).to_string(),
        hash: hash.clone(),
    };
    let known = named.is_some();
    record.rename_event(named.unwrap_or(hash));
    Ok((record, known))
}

fn kept_fields(body: &Map<String, Value>) -> Map<String, Value> {
    let mut kept = body.clone();
    // recordTime is the registry's to say (EPCIS 2.0 section 7.4.1): ignored at capture, set at query.
    kept.retain(|name, _| name != "recordTime" && name != "@context");
    kept
}

fn shared_context(document: &Value, own: Option<&Value>) -> Value {
    let mut parts = context_parts(document);
    parts.extend(own.into_iter().flat_map(context_parts));
    parts.dedup();
    if parts.is_empty() {
        parts.push(json!(nuong_epcis::context::EPCIS_CONTEXT));
    }
    Value::Array(parts)
}

fn context_parts(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(parts) => parts.clone(),
        one => vec![one.clone()],
    }
}

fn declaration_time(event: &Value) -> Result<Option<Timestamp>, String> {
    if event.get("errorDeclaration").is_none() {
        return Ok(None);
    }
    let missing = "errorDeclaration has no declarationTime.";
    read_time(event, "/errorDeclaration/declarationTime")?
        .map(Some)
        .ok_or_else(|| missing.to_owned())
}

fn read_time(event: &Value, pointer: &str) -> Result<Option<Timestamp>, String> {
    let Some(text) = read_text(event, pointer) else {
        return Ok(None);
    };
    let wrong = |_| format!("{pointer} is not a time with an offset.");
    text.parse().map(Some).map_err(wrong)
}

fn read_text(event: &Value, pointer: &str) -> Option<String> {
    Some(event.pointer(pointer)?.as_str()?.to_owned())
}

fn corrective_ids(event: &Value) -> Vec<String> {
    let ids = event
        .pointer("/errorDeclaration/correctiveEventIDs")
        .and_then(Value::as_array);
    ids.into_iter()
        .flatten()
        .filter_map(|id| Some(id.as_str()?.to_owned()))
        .collect()
}

fn named_things(event: &Value) -> Vec<Thing> {
    let named = find_mentions(event).into_iter().filter_map(|mention| {
        let role = match mention.role {
            Part::Epc | Part::EpcClass => Role::Epc,
            Part::ParentId => Role::Parent,
            Part::InputEpc | Part::InputClass => Role::Input,
            Part::OutputEpc | Part::OutputClass => Role::Output,
            _ => return None,
        };
        Some(Thing {
            id: thing::canonical_id(&mention.id),
            role,
            class: mention.role.is_any_class(),
        })
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_knows_what_an_event_is_about() {
        let event = json!({
            "@context": {"ex": "urn:ex:"},
            "type": "ObjectEvent", "eventTime": "2026-07-15T00:00:00.000+07:00",
            "eventTimeZoneOffset": "+07:00", "action": "ADD", "bizStep": "commissioning",
            "recordTime": "2001-01-01T00:00:00Z",
            "quantityList": [{"epcClass": "urn:epc:class:lgtin:4012345.012345.998877", "quantity": 1, "uom": "KGM"}],
        });
        let shared = json!([nuong_epcis::context::EPCIS_CONTEXT]);
        let (record, named) = read_record(&event, &Context::of(&event), &shared).unwrap();
        assert!(!named);
        assert_eq!(record.event_id, record.hash);
        assert_eq!(record.body["eventID"], record.hash);
        assert!(!record.body.contains_key("recordTime"));
        assert_eq!(record.event_time.to_string(), "2026-07-14T17:00:00Z");
        let thing = Thing {
            id: "https://id.gs1.org/01/04012345123456/10/998877".to_owned(),
            role: Role::Epc,
            class: true,
        };
        assert_eq!(record.things, [thing]);
        assert!(record.context.contains("urn:ex:"));
    }
}
