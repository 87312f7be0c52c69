//! An event as a tree of names, texts and children: the shape that its XML form has (CBV 2.0 §8.9.1).

use crate::cbv::words::{self, Words};
use crate::context::Context;
use serde_json::Value;

/// One element: a name, the text of a simple value, the children of a structured one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub name: String,
    pub text: String,
    pub children: Vec<Node>,
}

impl Node {
    fn new(name: &str, text: String, children: Vec<Node>) -> Self {
        Self {
            name: name.to_owned(),
            text,
            children,
        }
    }
}

/// Top-level fields that do not make up an event's identity.
const NOT_HASHED: &[&str] = &[
    "recordTime",
    "eventID",
    "type",
    "errorDeclaration",
    "@context",
];

/// Fields that never count, wherever they stand.
const COMMENTS: &[&str] = &["rdfs:comment", "comment"];

/// Lists whose elements are pairs of a type and an identifier, kept in that order.
const PAIRS: &[&str] = &["bizTransactionList", "sourceList", "destinationList"];

/// Where bare words stand: parent, field, words, what their URIs begin with.
const BARE: &[(&str, &str, Words, &str)] = &[
    (
        "",
        "bizStep",
        words::BIZ_STEPS,
        "https://ref.gs1.org/cbv/BizStep-",
    ),
    (
        "",
        "disposition",
        words::DISPOSITIONS,
        "https://ref.gs1.org/cbv/Disp-",
    ),
    (
        "persistentDisposition",
        "set",
        words::DISPOSITIONS,
        "https://ref.gs1.org/cbv/Disp-",
    ),
    (
        "persistentDisposition",
        "unset",
        words::DISPOSITIONS,
        "https://ref.gs1.org/cbv/Disp-",
    ),
    (
        "bizTransactionList",
        "type",
        words::BIZ_TRANSACTION_TYPES,
        "https://ref.gs1.org/cbv/BTT-",
    ),
    (
        "sourceList",
        "type",
        words::SOURCE_DESTINATION_TYPES,
        "https://ref.gs1.org/cbv/SDT-",
    ),
    (
        "destinationList",
        "type",
        words::SOURCE_DESTINATION_TYPES,
        "https://ref.gs1.org/cbv/SDT-",
    ),
    (
        "sensorReport",
        "type",
        words::MEASUREMENT_TYPES,
        "https://gs1.org/voc/",
    ),
    (
        "sensorReport",
        "exception",
        words::SENSOR_ALERTS,
        "https://gs1.org/voc/",
    ),
    (
        "sensorReport",
        "component",
        words::COMPONENTS,
        "https://ref.gs1.org/cbv/Comp-",
    ),
];

/// The children of an event, as in XML, without what does not count.
pub(super) fn event_nodes(event: &Value, context: &Context) -> Vec<Node> {
    let Some(fields) = event.as_object() else {
        return Vec::new();
    };
    let counted = fields
        .iter()
        .filter(|(name, _)| !NOT_HASHED.contains(&name.as_str()));
    as_in_xml(object_nodes(counted, "", context))
}

fn object_nodes<'a>(
    fields: impl IntoIterator<Item = (&'a String, &'a Value)>,
    parent: &str,
    context: &Context,
) -> Vec<Node> {
    fields
        .into_iter()
        .filter(|(name, _)| !COMMENTS.contains(&name.as_str()) && !context.ignores(name))
        .flat_map(|(name, value)| field_nodes(name, value, parent, context))
        .collect()
}

/// A field: a list is its element's name over and over.
fn field_nodes(name: &str, value: &Value, parent: &str, context: &Context) -> Vec<Node> {
    let expanded = expand_name(name, context);
    let node = |value: &Value| match value {
        Value::Object(fields) => Node::new(
            &expanded,
            String::new(),
            object_nodes(fields, name, context),
        ),
        Value::Array(items) => {
            let children = items
                .iter()
                .flat_map(|item| field_nodes("", item, name, context))
                .collect();
            Node::new(&expanded, String::new(), children)
        }
        scalar => Node::new(
            &expanded,
            scalar_text(scalar, name, parent, context),
            Vec::new(),
        ),
    };
    match value {
        Value::Null => Vec::new(),
        Value::Array(items) => items
            .iter()
            .filter(|item| !item.is_null())
            .map(node)
            .collect(),
        single => vec![node(single)],
    }
}

fn scalar_text(value: &Value, name: &str, parent: &str, context: &Context) -> String {
    match value {
        Value::String(text) => {
            bare_word(text, name, parent).unwrap_or_else(|| expand_value(text, context))
        }
        other => other.to_string(),
    }
}

fn bare_word(text: &str, name: &str, parent: &str) -> Option<String> {
    let (.., words, start) = BARE
        .iter()
        .find(|(within, field, ..)| *within == parent && *field == name)?;
    words.contains(text).then(|| format!("{start}{text}"))
}

/// `prefix:name` → `{name space}name`.
fn expand_name(name: &str, context: &Context) -> String {
    match split_prefix(name, context) {
        Some((namespace, local)) => format!("{{{namespace}}}{local}"),
        None => name.to_owned(),
    }
}

/// `prefix:value` → name space and value run together.
fn expand_value(text: &str, context: &Context) -> String {
    match split_prefix(text, context) {
        Some((namespace, local)) => format!("{namespace}{local}"),
        None => text.to_owned(),
    }
}

fn split_prefix<'a>(text: &'a str, context: &'a Context) -> Option<(&'a str, &'a str)> {
    let (prefix, local) = text.split_once(':')?;
    Some((context.namespace(prefix)?, local))
}

/// Puts in the elements that XML has between a list and its values, at every depth.
fn as_in_xml(nodes: Vec<Node>) -> Vec<Node> {
    let mut shaped: Vec<Node> = Vec::with_capacity(nodes.len());
    for mut node in nodes {
        let Some((list, element)) = list_names(&node.name) else {
            node.children = as_in_xml(node.children);
            node.name = element_name(&node).to_owned();
            shaped.push(node);
            continue;
        };
        let element = list_element(node, &list, &element);
        match shaped.iter_mut().find(|known| known.name == list) {
            Some(known) => known.children.push(element),
            None => shaped.push(Node::new(&list, String::new(), vec![element])),
        }
    }
    shaped
}

/// The list and the element that a repeated field stands for.
fn list_names(name: &str) -> Option<(String, String)> {
    if name == "childEPCs" {
        return Some((name.to_owned(), "epc".to_owned()));
    }
    Some((name.to_owned(), name.strip_suffix("List")?.to_owned()))
}

fn list_element(mut node: Node, list: &str, element: &str) -> Node {
    if PAIRS.contains(&list) {
        // "type" goes before the identifier, whatever the order in JSON.
        node.children.sort_by_key(|child| child.name != "type");
        return Node::new("", String::new(), node.children);
    }
    node.children = as_in_xml(node.children);
    node.name = element.to_owned();
    node.name = element_name(&node).to_owned();
    node
}

fn element_name(node: &Node) -> &str {
    match node.name.as_str() {
        "inputEPC" | "outputEPC" => "epc",
        "inputQuantity" | "outputQuantity" | "childQuantity" => "quantityElement",
        "quantity" if !node.children.is_empty() => "quantityElement",
        name => name,
    }
}
