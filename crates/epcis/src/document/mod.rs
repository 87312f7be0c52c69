//! Documents for sending: context, master data in the header, events in the body.
//!
//! The text is the same for the same content, whatever the order in which JSON maps are kept.

mod master_data;
mod order;

pub use master_data::{MasterData, VocabularyElement};

use crate::context::Context;
use crate::time::EventTime;
use order::Ordered;
use serde_json::{Map, Value, json};

/// An `EPCISDocument` (EPCIS 2.0 §10).
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Prefixes of extension fields.
    pub context: Context,
    /// When the document is written.
    pub created: EventTime,
    /// Products, places and parties that the events name.
    pub master_data: MasterData,
    /// Events as JSON: from [`crate::Event::to_value`], or as they were stored.
    pub events: Vec<Value>,
}

impl Document {
    /// A document without events.
    #[must_use]
    pub fn new(context: Context, created: EventTime) -> Self {
        Self {
            context,
            created,
            master_data: MasterData::default(),
            events: Vec::new(),
        }
    }

    /// The document as a JSON value.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut document = Map::new();
        document.insert("@context".into(), self.context.to_value());
        document.insert("type".into(), json!("EPCISDocument"));
        document.insert("schemaVersion".into(), json!("2.0"));
        document.insert("creationDate".into(), json!(self.created.to_string()));
        if !self.master_data.is_empty() {
            let vocabularies = self.master_data.to_value();
            let header = json!({ "epcisMasterData": { "vocabularyList": vocabularies } });
            document.insert("epcisHeader".into(), header);
        }
        document.insert("epcisBody".into(), json!({ "eventList": self.events }));
        Value::Object(document)
    }

    /// The document as compact text, to send.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_json(&self.to_value())
    }

    /// The document as indented text, to keep in a file and to read.
    #[must_use]
    pub fn to_json_pretty(&self) -> String {
        to_json_pretty(&self.to_value())
    }
}

/// An event or document as compact text: well-known names in their usual order, others by alphabet. A pair of type and party, place or
/// document begins with its type: GS1's reference generator hashes such pairs as they are written, not as CBV 2.0 §8.9 has them.
#[must_use]
pub fn to_json(value: &Value) -> String {
    Ordered(value).to_string()
}

/// The same as indented text.
#[must_use]
pub fn to_json_pretty(value: &Value) -> String {
    format!("{:#}", Ordered(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{civil::date, tz::offset};

    fn document() -> Document {
        let created = EventTime::midnight(date(2026, 11, 22), offset(7));
        let mut document = Document::new(Context::standard(), created);
        document.events =
            vec![json!({ "zone": 1, "eventID": "urn:uuid:1", "type": "ObjectEvent" })];
        document
    }

    #[test]
    fn names_stand_in_their_usual_order() {
        assert_eq!(
            document().to_json(),
            "{\"@context\":[\"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld\",\
             {\"cbvmda\":\"urn:epcglobal:cbv:mda:\"}],\"type\":\"EPCISDocument\",\"schemaVersion\":\"2.0\",\
             \"creationDate\":\"2026-11-22T00:00:00.000+07:00\",\"epcisBody\":{\"eventList\":\
             [{\"type\":\"ObjectEvent\",\"eventID\":\"urn:uuid:1\",\"zone\":1}]}}"
        );
    }

    #[test]
    fn a_pair_begins_with_its_type() {
        for name in ["source", "destination", "bizTransaction"] {
            let pair = json!({ name: "urn:x", "type": "inv" });
            let text = format!("{{\"type\":\"inv\",\"{name}\":\"urn:x\"}}");
            assert_eq!(to_json(&pair), text);
        }
    }

    #[test]
    fn both_texts_read_back_as_the_same_value() {
        let document = document();
        for text in [document.to_json(), document.to_json_pretty()] {
            assert_eq!(
                serde_json::from_str::<Value>(&text).unwrap(),
                document.to_value()
            );
        }
        assert!(
            document
                .to_json_pretty()
                .contains("\n  \"type\": \"EPCISDocument\",\n")
        );
    }
}
