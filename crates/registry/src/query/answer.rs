//! Events as the query interface answers them: an EPCISQueryDocument (EPCIS 2.0 section 12.7).

use jiff::Timestamp;
use nuong_epcis::context::EPCIS_CONTEXT;
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::store::{Found, StoreError};
use crate::text;
use crate::wire::recorded_event;

/// An `EPCISQueryDocument`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct QueryDocument {
    #[serde(rename = "@context")]
    context: Value,
    #[serde(rename = "type")]
    kind: &'static str,
    schema_version: &'static str,
    creation_date: String,
    epcis_body: EpcisBody,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EpcisBody {
    query_results: QueryResults,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct QueryResults {
    query_name: &'static str,
    results_body: ResultsBody,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultsBody {
    event_list: Vec<Box<RawValue>>,
}

/// The query document that holds `found`, in its order.
pub(super) fn query_document(found: &[Found], now: Timestamp) -> Result<QueryDocument, StoreError> {
    let mut shared = Shared::default();
    let mut events = Vec::with_capacity(found.len());
    for one in found {
        let context: Vec<Value> = serde_json::from_str(&one.context)?;
        let own = (!shared.take_context(&context)).then_some(one.context.as_str());
        events.push(recorded_event(&one.body, one.record_time, own)?);
    }
    Ok(QueryDocument {
        context: shared.into_value(),
        kind: "EPCISQueryDocument",
        schema_version: "2.0",
        creation_date: text::wire_time(now),
        epcis_body: EpcisBody {
            query_results: QueryResults {
                query_name: "SimpleEventQuery",
                results_body: ResultsBody { event_list: events },
            },
        },
    })
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
    use serde_json::json;

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
