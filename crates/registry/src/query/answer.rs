//! Events as the query interface answers them: an EPCISQueryDocument (EPCIS 2.0 section 12.7).

use jiff::Timestamp;
use nuong_epcis::context::EPCIS_CONTEXT;
use serde_json::{Map, Value, json};

use crate::store::{Found, StoreError};
use crate::text;
use crate::wire::with_record_time;

/// The query document that holds `found`, in its order.
pub(super) fn query_document(found: &[Found], now: Timestamp) -> Result<Value, StoreError> {
    let mut shared = Shared::default();
    let mut events = Vec::with_capacity(found.len());
    for one in found {
        let body: Map<String, Value> = serde_json::from_str(&one.body)?;
        let mut event = with_record_time(body, one.record_time);
        let context: Vec<Value> = serde_json::from_str(&one.context)?;
        if !shared.take_context(&context) {
            event.insert("@context".to_owned(), Value::Array(context));
        }
        events.push(Value::Object(event));
    }
    Ok(json!({
        "@context": shared.into_value(),
        "type": "EPCISQueryDocument",
        "schemaVersion": "2.0",
        "creationDate": text::wire_time(now),
        "epcisBody": {"queryResults": {
            "queryName": "SimpleEventQuery",
            "resultsBody": {"eventList": events},
        }},
    }))
}

/// The context that all events of an answer share. Events came under contexts of their own; a prefix
/// that means different things in two of them stays with the event.
#[derive(Default)]
struct Shared {
    links: Vec<Value>,
    prefixes: Map<String, Value>,
}

impl Shared {
    /// Adds a context; `false` when it contradicts what is here already (then nothing is added).
    fn take_context(&mut self, context: &[Value]) -> bool {
        let terms = || context.iter().filter_map(Value::as_object).flatten();
        // Looked through whole before anything is added, so that a refused context leaves no trace.
        let mut own = Map::new();
        for (name, meaning) in terms() {
            let agreed = |known: Option<&Value>| known.is_none_or(|known| known == meaning);
            if !agreed(self.prefixes.get(name)) || !agreed(own.get(name)) {
                return false;
            }
            own.insert(name.clone(), meaning.clone());
        }
        self.prefixes.extend(own);
        // EPCIS's own stands first whatever comes (`into_value`); the others keep their order, since in JSON-LD the last wins.
        let links = context.iter().filter(|part| part.is_string());
        let standard = Value::from(EPCIS_CONTEXT);
        let new: Vec<Value> = links
            .filter(|link| **link != standard && !self.links.contains(link))
            .cloned()
            .collect();
        self.links.extend(new);
        true
    }

    fn into_value(self) -> Value {
        let mut parts = vec![Value::from(EPCIS_CONTEXT)];
        parts.extend(self.links);
        if !self.prefixes.is_empty() {
            parts.push(Value::Object(self.prefixes));
        }
        Value::Array(parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_with_two_meanings_stays_with_its_event() {
        let mut shared = Shared::default();
        assert!(shared.take_context(&[json!(EPCIS_CONTEXT), json!({"ex": "urn:a:"})]));
        assert!(shared.take_context(&[json!({"ex": "urn:a:", "other": "urn:o:"})]));
        assert!(!shared.take_context(&[json!({"ex": "urn:b:"})]));
        assert_eq!(
            shared.into_value(),
            json!([EPCIS_CONTEXT, {"ex": "urn:a:", "other": "urn:o:"}])
        );
    }
}
