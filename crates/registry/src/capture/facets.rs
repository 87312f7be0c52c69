//! What the index must know of an event, read from its JSON once it is valid.

use jiff::Timestamp;
use nuong_epcis::{Content, Context, EventKey, Exact, Role as Part};
use nuong_epcis::{event_hash, find_mentions, read_instant};
use serde_json::{Value, json};

use crate::store::{Record, Role, Thing};
use crate::thing;
use crate::wire::bare_word;

/// The record of a valid event: as JSON readers take it, and to the letter. One that came without an eventID has its CBV hash for a
/// name until it is filed.
///
/// # Errors
/// A sentence, where the event has no usable time or cannot be hashed.
pub(super) fn read_record(
    event: &Value,
    exact: &Exact,
    around: &Around<'_>,
) -> Result<Record, String> {
    let hash =
        event_hash(event, &around.context.within(event)).map_err(|error| error.to_string())?;
    let named = EventKey::of(event)
        .map(|key| key.event_id)
        .filter(|id| !id.is_empty());
    let mut record = Record {
        event_id: String::new(),
        given: named.is_none(),
        declared: declaration_time(event)?,
        content: Content::of_event(exact, around.exact_context),
        event_time: read_time(event, "/eventTime")?.ok_or("eventTime is missing.")?,
        event_type: read_text(event, "/type").ok_or("type is missing.")?,
        action: read_text(event, "/action"),
        biz_step: read_text(event, "/bizStep").map(|word| bare_word(&word)),
        disposition: read_text(event, "/disposition").map(|word| bare_word(&word)),
        recalled: recall_mark(event),
        read_point: read_text(event, "/readPoint/id").map(|id| thing::canonical_id(&id)),
        biz_location: read_text(event, "/bizLocation/id").map(|id| thing::canonical_id(&id)),
        transformation_id: read_text(event, "/transformationID"),
        error_reason: read_text(event, "/errorDeclaration/reason").map(|word| bare_word(&word)),
        corrective_ids: corrective_ids(event),
        things: named_things(event),
        body: kept_fields(exact),
        context: shared_context(around.shared, event.get("@context")).to_string(),
    };
    record.rename_event(named.unwrap_or(hash));
    Ok(record)
}

/// What stands around an event in its document.
pub(super) struct Around<'d> {
    pub(super) context: &'d Context,
    /// The document's `@context`; null where an event stands alone.
    pub(super) shared: &'d Value,
    /// The same to the letter.
    pub(super) exact_context: Option<&'d Exact>,
}

/// Without what is the registry's to say, or is kept beside the event.
fn kept_fields(event: &Exact) -> Exact {
    let mut kept = event.clone();
    kept.remove_field("recordTime");
    kept.remove_field("@context");
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
    let wrong = || format!("{pointer} is not a time with an offset.");
    read_instant(&text).map(Some).ok_or_else(wrong)
}

fn read_text(event: &Value, pointer: &str) -> Option<String> {
    Some(event.pointer(pointer)?.as_str()?.to_owned())
}

/// Whether the event begins a recall or ends one. Where it says both, the warning is worth more than its end.
fn recall_mark(event: &Value) -> Option<bool> {
    let names_recall = |part: &str| {
        let words = event.pointer(part).into_iter().flat_map(one_or_more);
        words
            .filter_map(Value::as_str)
            .any(|word| bare_word(word) == "recalled")
    };
    let (set, unset) = (
        names_recall("/persistentDisposition/set"),
        names_recall("/persistentDisposition/unset"),
    );
    (set || unset).then_some(set)
}

/// JSON-LD lets a list of one stand without its brackets, and events of the caller's own types are not held to lists.
fn one_or_more(value: &Value) -> &[Value] {
    match value {
        Value::Array(parts) => parts,
        one => std::slice::from_ref(one),
    }
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
        let exact = Exact::read(event.to_string().as_bytes()).unwrap();
        let around = Around {
            context: &Context::default(),
            shared: &shared,
            exact_context: None,
        };
        let record = read_record(&event, &exact, &around).unwrap();
        assert!(record.given && record.event_id.starts_with("ni:///sha-256;"));
        let named = Exact::Text(record.event_id.clone());
        assert_eq!(record.body.get("eventID"), Some(&named));
        assert_eq!(record.body.get("recordTime"), None);
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
