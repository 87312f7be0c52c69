//! Master data in a document's header: vocabularies of elements with attributes (EPCIS 2.0 §9.4).

use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One product, place or party with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VocabularyElement {
    /// URI of the vocabulary: [`MasterData::EPC_CLASS`], [`MasterData::BUSINESS_LOCATION`],
    /// [`MasterData::PARTY`] …
    pub vocabulary: String,
    /// URI of the thing.
    pub id: String,
    /// Attributes by URI or prefixed name (`cbvmda:name`); a repeated attribute is a JSON array's job
    /// nowhere in the standard, so each has one value.
    pub attributes: BTreeMap<String, Value>,
    /// URIs of things that belong to this one.
    pub children: Vec<String>,
}

impl VocabularyElement {
    /// An element that nothing is known of yet.
    #[must_use]
    pub fn new(vocabulary: &str, id: &str) -> Self {
        Self {
            vocabulary: vocabulary.to_owned(),
            id: id.to_owned(),
            attributes: BTreeMap::new(),
            children: Vec::new(),
        }
    }

    /// The same element with one more attribute; an empty text says nothing and is left out.
    #[must_use]
    pub fn with(mut self, attribute: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        if value.as_str() != Some("") {
            self.attributes.insert(attribute.to_owned(), value);
        }
        self
    }

    /// The text of an attribute.
    #[must_use]
    pub fn text(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).and_then(Value::as_str)
    }

    fn to_value(&self) -> Value {
        let attributes: Vec<Value> = self
            .attributes
            .iter()
            .map(|(id, value)| json!({ "id": id, "attribute": value }))
            .collect();
        let mut element = json!({ "id": self.id, "attributes": attributes });
        if let (Some(object), false) = (element.as_object_mut(), self.children.is_empty()) {
            object.insert("children".into(), json!(self.children));
        }
        element
    }

    fn read_element(vocabulary: &str, element: &Value) -> Option<Self> {
        let mut read = Self::new(vocabulary, element.get("id")?.as_str()?);
        for attribute in list_elements(element, "attributes") {
            let id = attribute.get("id").and_then(Value::as_str);
            if let (Some(id), Some(value)) = (id, attribute.get("attribute")) {
                read.attributes.insert(id.to_owned(), value.clone());
            }
        }
        let children = list_elements(element, "children").filter_map(Value::as_str);
        read.children.extend(children.map(str::to_owned));
        Some(read)
    }
}

/// The elements of a header, at most one per vocabulary and id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MasterData {
    elements: BTreeMap<(String, String), VocabularyElement>,
}

impl MasterData {
    /// The vocabulary of products and lots.
    pub const EPC_CLASS: &str = "urn:epcglobal:epcis:vtype:EPCClass";
    /// The vocabulary of places where goods stay.
    pub const BUSINESS_LOCATION: &str = "urn:epcglobal:epcis:vtype:BusinessLocation";
    /// The vocabulary of places where goods are recorded.
    pub const READ_POINT: &str = "urn:epcglobal:epcis:vtype:ReadPoint";
    /// The vocabulary of parties: cooperatives, traders.
    pub const PARTY: &str = "urn:epcglobal:epcis:vtype:Party";

    /// Adds an element; one with the same vocabulary and id is replaced.
    pub fn add(&mut self, element: VocabularyElement) {
        let key = (element.vocabulary.clone(), element.id.clone());
        self.elements.insert(key, element);
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// The elements, by vocabulary and id.
    pub fn elements(&self) -> impl Iterator<Item = &VocabularyElement> {
        self.elements.values()
    }

    /// The `vocabularyList` to write.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut vocabularies: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        for element in self.elements() {
            vocabularies
                .entry(&element.vocabulary)
                .or_default()
                .push(element.to_value());
        }
        vocabularies
            .into_iter()
            .map(|(kind, elements)| json!({ "type": kind, "vocabularyElementList": elements }))
            .collect()
    }

    /// What a document brings, in its header or (query documents) in its results; malformed
    /// elements are passed over, the validator names them.
    #[must_use]
    pub fn of(document: &Value) -> Self {
        let places = [
            "/epcisHeader/epcisMasterData/vocabularyList",
            "/epcisBody/queryResults/resultsBody/vocabularyList",
        ];
        let vocabularies = places
            .iter()
            .filter_map(|place| document.pointer(place)?.as_array())
            .flatten();
        let mut read = Self::default();
        for vocabulary in vocabularies {
            // One without a type is malformed, which the validator says; its elements are kept under no name.
            let kind = vocabulary.get("type").and_then(Value::as_str).unwrap_or("");
            for element in list_elements(vocabulary, "vocabularyElementList") {
                if let Some(element) = VocabularyElement::read_element(kind, element) {
                    read.add(element);
                }
            }
        }
        read
    }
}

fn list_elements<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value
        .get(name)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn master_data_is_read_back_as_it_was_written() {
        let mut data = MasterData::default();
        let product = VocabularyElement::new(
            MasterData::EPC_CLASS,
            "https://id.gs1.org/01/09520123456788",
        )
        .with("cbvmda:descriptionShort", "Chè Shan tuyết")
        .with("nuong:storage", "")
        .with("nuong:shelfLifeMonths", 12);
        data.add(product.clone());
        data.add(
            VocabularyElement::new(MasterData::PARTY, "urn:nuong:party:1")
                .with("cbvmda:name", "HTX"),
        );
        let document =
            json!({ "epcisHeader": { "epcisMasterData": { "vocabularyList": data.to_value() } } });
        assert_eq!(MasterData::of(&document), data);
        assert_eq!(
            product.text("cbvmda:descriptionShort"),
            Some("Chè Shan tuyết")
        );
        assert_eq!(product.text("nuong:storage"), None);
    }

    #[test]
    fn malformed_elements_are_passed_over() {
        let document = json!({ "epcisHeader": { "epcisMasterData": { "vocabularyList": [
            7, { "type": "urn:a", "vocabularyElementList": [{ "attributes": [] }, "x", { "id": "urn:b", "attributes": [{}, 1] }] }
        ] } } });
        let data = MasterData::of(&document);
        assert_eq!(
            data.elements()
                .map(|element| element.id.as_str())
                .collect::<Vec<_>>(),
            ["urn:b"]
        );
    }
}
