//! The order in which an event's elements are run together (CBV 2.0 §8.9.3).

use super::text::{canonical_time, canonical_value};
use super::tree::Node;

/// A name in its place, and the order of its children where that is laid down.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step(&'static str, &'static [Step]);

const fn leaf(name: &'static str) -> Step {
    Step(name, &[])
}

const EPC: &[Step] = &[leaf("epc")];
const ID: &[Step] = &[leaf("id")];
const QUANTITY: &[Step] = &[Step(
    "quantityElement",
    &[leaf("epcClass"), leaf("quantity"), leaf("uom")],
)];
const PERSISTENT: &[Step] = &[leaf("set"), leaf("unset")];

const SENSOR_METADATA: &[Step] = &[
    leaf("time"),
    leaf("startTime"),
    leaf("endTime"),
    leaf("deviceID"),
    leaf("deviceMetadata"),
    leaf("rawData"),
    leaf("dataProcessingMethod"),
    leaf("bizRules"),
];

const SENSOR_REPORT: &[Step] = &[
    leaf("type"),
    leaf("exception"),
    leaf("deviceID"),
    leaf("deviceMetadata"),
    leaf("rawData"),
    leaf("dataProcessingMethod"),
    leaf("time"),
    leaf("microorganism"),
    leaf("chemicalSubstance"),
    leaf("value"),
    leaf("component"),
    leaf("stringValue"),
    leaf("booleanValue"),
    leaf("hexBinaryValue"),
    leaf("uriValue"),
    leaf("minValue"),
    leaf("maxValue"),
    leaf("meanValue"),
    leaf("sDev"),
    leaf("percRank"),
    leaf("percValue"),
    leaf("uom"),
    leaf("coordinateReferenceSystem"),
];

const SENSOR_ELEMENT: &[Step] = &[
    Step("sensorMetadata", SENSOR_METADATA),
    Step("sensorReport", SENSOR_REPORT),
];

/// The order of an event's own elements. Documents, parties and `ilmd` are not in it: they follow
/// by name, as with the reference generator.
pub(super) const EVENT: &[Step] = &[
    leaf("eventTime"),
    leaf("eventTimeZoneOffset"),
    leaf("certificationInfo"),
    leaf("parentID"),
    Step("epcList", EPC),
    Step("inputEPCList", EPC),
    Step("childEPCs", EPC),
    Step("quantityList", QUANTITY),
    Step("childQuantityList", QUANTITY),
    Step("inputQuantityList", QUANTITY),
    Step("outputEPCList", EPC),
    Step("outputQuantityList", QUANTITY),
    leaf("action"),
    leaf("transformationID"),
    leaf("bizStep"),
    leaf("disposition"),
    Step("persistentDisposition", PERSISTENT),
    Step("readPoint", ID),
    Step("bizLocation", ID),
    Step(
        "sensorElementList",
        &[Step("sensorElement", SENSOR_ELEMENT)],
    ),
];

/// Runs the elements named by `order` together and takes them out of `nodes`; what it cannot place
/// stays behind. Own fields of a path-like name space follow within their place.
pub(super) fn run_in_order(nodes: &mut Vec<Node>, order: &[Step]) -> String {
    let own = take_own_fields(nodes);
    let mut run = String::new();
    for Step(name, inner) in order {
        let mut values: Vec<String> = Vec::new();
        for node in nodes.iter_mut().filter(|node| node.name == *name) {
            values.push(run_node(node, inner));
        }
        // Children that the order does not know stay in their node, for the run by name at the end.
        nodes.retain(|node| node.name != *name || !node.children.is_empty());
        values.sort();
        run.extend(values);
    }
    run + &run_by_name(&own)
}

fn run_node(node: &mut Node, inner: &[Step]) -> String {
    let children = if inner.is_empty() {
        String::new()
    } else {
        run_in_order(&mut node.children, inner)
    };
    let text = placed_text(node);
    if text.is_empty() && children.is_empty() {
        return String::new();
    }
    format!("{}{text}{children}", node.name)
}

fn placed_text(node: &Node) -> String {
    let name = node.name.to_lowercase();
    let text = if name.contains("time") && !name.contains("offset") {
        canonical_time(node.text.trim())
    } else {
        canonical_value(node.text.trim())
    };
    if text.is_empty() {
        text
    } else {
        format!("={text}")
    }
}

/// Own fields inside a standard element; at the top of an event they come last, by name.
fn take_own_fields(nodes: &mut Vec<Node>) -> Vec<Node> {
    // By these two names the reference generator knows the top of an event, and by "/}" a path-like name space.
    let at_top = |node: &Node| node.name.contains("eventTime") || node.name.contains("action");
    if nodes.len() <= 1 || nodes.iter().any(at_top) {
        return Vec::new();
    }
    let (own, others) = std::mem::take(nodes)
        .into_iter()
        .partition(|node| node.name.contains('{') && node.name.contains("/}"));
    *nodes = others;
    own
}

/// Runs elements together that no order is laid down for.
pub(super) fn run_by_name(nodes: &[Node]) -> String {
    let mut values: Vec<String> = nodes
        .iter()
        .map(|node| {
            let text = canonical_value(node.text.trim());
            let text = if text.is_empty() {
                text
            } else {
                format!("={text}")
            };
            format!("{}{text}{}", node.name, run_by_name(&node.children))
        })
        .collect();
    let is_pair = nodes.iter().any(|node| {
        matches!(
            node.name.as_str(),
            "bizTransaction" | "source" | "destination"
        )
    });
    // A pair keeps its type before its identifier.
    if !is_pair {
        values.sort();
    }
    values.concat()
}
