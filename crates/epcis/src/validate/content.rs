//! What each kind of event must be about (EPCIS 2.0 §7.4.2–7.4.6).

use serde_json::{Map, Value};

/// Says what an event lacks to be about anything; `None` where it lacks nothing.
pub(super) fn missing_content(event: &Map<String, Value>, kind: &str) -> Option<&'static str> {
    let has = |name: &str| event.contains_key(name);
    let filled = |name: &str| {
        event
            .get(name)
            .and_then(Value::as_array)
            .is_some_and(|list| !list.is_empty())
    };
    // An action that is not there is named elsewhere.
    let ends = event.get("action").is_none_or(|action| action == "DELETE");
    let (complete, message) = match kind {
        "ObjectEvent" => (
            has("epcList")
                || filled("quantityList")
                || (filled("sensorElementList") && has("readPoint")),
            "epcList, quantityList, or sensorElementList with readPoint is missing",
        ),
        "AggregationEvent" | "AssociationEvent" => (
            filled("childEPCs") || filled("childQuantityList") || ends,
            "childEPCs or childQuantityList is missing",
        ),
        "TransactionEvent" => (
            has("epcList") || filled("quantityList") || ends,
            "epcList or quantityList is missing",
        ),
        "TransformationEvent" => {
            let inputs = filled("inputEPCList") || filled("inputQuantityList");
            let outputs = filled("outputEPCList") || filled("outputQuantityList");
            let complete = (inputs && outputs) || ((inputs || outputs) && has("transformationID"));
            (
                complete,
                "inputs and outputs are missing, or one of them with transformationID",
            )
        }
        _ => (true, ""),
    };
    (!complete).then_some(message)
}
