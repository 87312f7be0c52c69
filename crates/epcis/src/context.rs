//! The JSON-LD `@context` of a document: which prefixes its extension names may use.
//!
//! Contexts are never fetched; only prefixes declared inline count, as with GS1's reference generator.

use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The address of the EPCIS 2.0 JSON-LD context, first in every document.
pub const EPCIS_CONTEXT: &str = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

/// Name space of CBV master data attributes, whose usual prefix is `cbvmda`.
pub const CBV_MASTER_DATA: &str = "urn:epcglobal:cbv:mda:";

/// Prefixes declared inline, and the fields that a document asks to leave out of event hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    prefixes: BTreeMap<String, String>,
    ignored: BTreeSet<String>,
}

impl Context {
    /// The EPCIS context with the `cbvmda` prefix, which `ilmd` of lots needs.
    #[must_use]
    pub fn standard() -> Self {
        Self::default().prefix("cbvmda", CBV_MASTER_DATA)
    }

    /// The same context with one more prefix: `.prefix("nuong", "urn:nuong:voc:")`.
    #[must_use]
    pub fn prefix(mut self, name: &str, namespace: &str) -> Self {
        self.prefixes.insert(name.to_owned(), namespace.to_owned());
        self
    }

    /// The context of a document, or of an event that stands alone.
    #[must_use]
    pub fn of(document: &Value) -> Self {
        let mut context = Self::default();
        if let Some(declared) = document.get("@context") {
            context.collect_prefixes(declared);
        }
        context.collect_ignored(document);
        context
    }

    /// This context as an event sees it that declares prefixes of its own.
    #[must_use]
    pub fn within(&self, event: &Value) -> Cow<'_, Self> {
        let Some(declared) = event.get("@context") else {
            return Cow::Borrowed(self);
        };
        let mut context = self.clone();
        context.collect_prefixes(declared);
        Cow::Owned(context)
    }

    /// The name space of a prefix.
    #[must_use]
    pub fn namespace(&self, prefix: &str) -> Option<&str> {
        self.prefixes.get(prefix).map(String::as_str)
    }

    /// Whether the document asks to leave this field out of event hashes (`…:ignoreFields`).
    #[must_use]
    pub fn ignores(&self, field: &str) -> bool {
        self.ignored.contains(field)
    }

    /// The `@context` to write: the EPCIS context, then one object with every prefix.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let prefixes: Map<String, Value> = self
            .prefixes
            .iter()
            .map(|(name, namespace)| (name.clone(), json!(namespace)))
            .collect();
        if prefixes.is_empty() {
            json!([EPCIS_CONTEXT])
        } else {
            json!([EPCIS_CONTEXT, prefixes])
        }
    }

    fn collect_prefixes(&mut self, declared: &Value) {
        match declared {
            Value::Array(parts) => parts.iter().for_each(|part| self.collect_prefixes(part)),
            Value::Object(terms) => {
                let named = terms
                    .iter()
                    .filter_map(|(name, value)| Some((name, value.as_str()?)));
                self.prefixes
                    .extend(named.map(|(name, space)| (name.clone(), space.to_owned())));
            }
            _ => {}
        }
    }

    fn collect_ignored(&mut self, document: &Value) {
        let fields = document.as_object().into_iter().flatten();
        let lists = fields.filter(|(name, _)| name.ends_with(":ignoreFields"));
        for list in lists.filter_map(|(_, value)| value.as_array()) {
            self.ignored
                .extend(list.iter().filter_map(Value::as_str).map(str::to_owned));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_is_read_back_as_it_was_written() {
        let context = Context::standard().prefix("nuong", "urn:nuong:voc:");
        assert_eq!(
            Context::of(&json!({ "@context": context.to_value() })),
            context
        );
    }

    #[test]
    fn prefixes_are_found_in_objects_and_lists() {
        let alone = Context::of(&json!({ "@context": { "a": "urn:a:" } }));
        assert_eq!(alone.namespace("a"), Some("urn:a:"));
        let listed = Context::of(
            &json!({ "@context": ["https://x.vn", { "a": "urn:a:" }, { "b": "urn:b:" }] }),
        );
        assert_eq!(listed.namespace("b"), Some("urn:b:"));
        assert_eq!(listed.namespace("https"), None);
    }

    #[test]
    fn fields_to_ignore_are_named_by_the_document() {
        let context = Context::of(&json!({ "x:ignoreFields": ["x:hash"] }));
        assert!(context.ignores("x:hash"));
        assert!(!context.ignores("x:other"));
    }
}
