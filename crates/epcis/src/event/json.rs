//! Typed events to JSON: empty lists and absent facts are left out.

use super::{
    AggregationEvent, AssociationEvent, BizTransaction, Endpoint, ErrorDeclaration, Event, Facts,
    Ilmd, Measurement, ObjectAction, ObjectEvent, PersistentDisposition, Quantity,
    TransactionEvent, TransformationEvent, What,
};
use crate::cbv::Disposition;
use serde_json::{Map, Value, json};

type Object = Map<String, Value>;

impl Event {
    /// The event as it stands in `eventList`.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut object = facts_object(self.facts());
        match self {
            Self::Object(event) => object_event(&mut object, event),
            Self::Aggregation(event) => aggregation_event(&mut object, event),
            Self::Association(event) => association_event(&mut object, event),
            Self::Transaction(event) => transaction_event(&mut object, event),
            Self::Transformation(event) => transformation_event(&mut object, event),
        }
        Value::Object(object)
    }
}

fn object_event(object: &mut Object, event: &ObjectEvent) {
    put(object, "type", "ObjectEvent");
    put_what(object, &event.what, "epcList", "quantityList");
    // An event about nothing in particular still needs one of the lists.
    if event.what == What::default() {
        put(object, "epcList", json!([]));
    }
    match &event.action {
        ObjectAction::Add(ilmd) => {
            put(object, "action", "ADD");
            put_ilmd(object, ilmd);
        }
        ObjectAction::Observe => put(object, "action", "OBSERVE"),
        ObjectAction::Delete => put(object, "action", "DELETE"),
    }
}

fn aggregation_event(object: &mut Object, event: &AggregationEvent) {
    put(object, "type", "AggregationEvent");
    put(object, "action", event.action.as_str());
    put_text(object, "parentID", event.parent.as_deref());
    put_what(object, &event.children, "childEPCs", "childQuantityList");
}

fn association_event(object: &mut Object, event: &AssociationEvent) {
    put(object, "type", "AssociationEvent");
    put(object, "action", event.action.as_str());
    put(object, "parentID", event.parent.as_str());
    put_what(object, &event.children, "childEPCs", "childQuantityList");
}

fn transaction_event(object: &mut Object, event: &TransactionEvent) {
    put(object, "type", "TransactionEvent");
    put(object, "action", event.action.as_str());
    put_text(object, "parentID", event.parent.as_deref());
    put_what(object, &event.what, "epcList", "quantityList");
    let all = std::iter::once(&event.transaction).chain(&event.facts.biz_transactions);
    put_list(object, "bizTransactionList", all.map(transaction_value));
}

fn transformation_event(object: &mut Object, event: &TransformationEvent) {
    put(object, "type", "TransformationEvent");
    put_what(object, &event.inputs, "inputEPCList", "inputQuantityList");
    put_what(
        object,
        &event.outputs,
        "outputEPCList",
        "outputQuantityList",
    );
    put_text(
        object,
        "transformationID",
        event.transformation_id.as_deref(),
    );
    put_ilmd(object, &event.ilmd);
}

fn facts_object(facts: &Facts) -> Object {
    let mut object = Object::new();
    put(&mut object, "eventID", facts.event_id.as_str());
    put(&mut object, "eventTime", facts.time.to_string());
    put(&mut object, "eventTimeZoneOffset", facts.time.zone_offset());
    put_text(
        &mut object,
        "bizStep",
        facts.biz_step.as_ref().map(|step| step.as_str()),
    );
    put_text(
        &mut object,
        "disposition",
        facts.disposition.as_ref().map(|word| word.as_str()),
    );
    put_persistent(&mut object, &facts.persistent);
    put_place(&mut object, "readPoint", facts.read_point.as_deref());
    put_place(&mut object, "bizLocation", facts.biz_location.as_deref());
    put_list(
        &mut object,
        "bizTransactionList",
        facts.biz_transactions.iter().map(transaction_value),
    );
    put_list(
        &mut object,
        "sourceList",
        facts
            .sources
            .iter()
            .map(|end| endpoint_value(end, "source")),
    );
    put_list(
        &mut object,
        "destinationList",
        facts
            .destinations
            .iter()
            .map(|end| endpoint_value(end, "destination")),
    );
    put_measurements(&mut object, &facts.measurements);
    put_list(
        &mut object,
        "certificationInfo",
        facts.certification.iter().map(|uri| json!(uri)),
    );
    if let Some(error) = &facts.error {
        put(&mut object, "errorDeclaration", error_value(error));
    }
    for (name, value) in &facts.extensions {
        put(&mut object, name, value.clone());
    }
    object
}

fn put(object: &mut Object, name: &str, value: impl Into<Value>) {
    object.insert(name.to_owned(), value.into());
}

fn put_text(object: &mut Object, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        put(object, name, value);
    }
}

fn put_place(object: &mut Object, name: &str, place: Option<&str>) {
    if let Some(place) = place {
        put(object, name, json!({ "id": place }));
    }
}

fn put_list(object: &mut Object, name: &str, values: impl Iterator<Item = Value>) {
    let values: Vec<Value> = values.collect();
    if !values.is_empty() {
        put(object, name, values);
    }
}

fn put_what(object: &mut Object, what: &What, epcs: &str, quantities: &str) {
    put_list(object, epcs, what.epcs.iter().map(|epc| json!(epc)));
    put_list(
        object,
        quantities,
        what.quantities.iter().map(quantity_value),
    );
}

fn put_ilmd(object: &mut Object, ilmd: &Ilmd) {
    if !ilmd.is_empty() {
        let fields: Object = ilmd
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        put(object, "ilmd", fields);
    }
}

fn put_persistent(object: &mut Object, persistent: &PersistentDisposition) {
    let words = |list: &[Disposition]| {
        let words = list.iter().map(|word| json!(word.as_str()));
        words.collect::<Vec<Value>>()
    };
    let mut both = Object::new();
    put_list(&mut both, "set", words(&persistent.set).into_iter());
    put_list(&mut both, "unset", words(&persistent.unset).into_iter());
    if !both.is_empty() {
        put(object, "persistentDisposition", both);
    }
}

/// One element for all of them: they were taken together.
fn put_measurements(object: &mut Object, measurements: &[Measurement]) {
    if !measurements.is_empty() {
        let reports: Vec<Value> = measurements.iter().map(measurement_value).collect();
        put(
            object,
            "sensorElementList",
            json!([{ "sensorReport": reports }]),
        );
    }
}

fn measurement_value(measurement: &Measurement) -> Value {
    let Measurement { kind, value, unit } = measurement;
    json!({ "type": kind.as_str(), "value": value, "uom": unit })
}

fn quantity_value(quantity: &Quantity) -> Value {
    let mut object = Object::new();
    put(&mut object, "epcClass", quantity.class.as_str());
    if let Some(amount) = quantity.amount {
        put(&mut object, "quantity", Value::Number(amount.to_number()));
        put_text(&mut object, "uom", quantity.unit.as_deref());
    }
    Value::Object(object)
}

fn transaction_value(transaction: &BizTransaction) -> Value {
    let mut object = Object::new();
    put_text(
        &mut object,
        "type",
        transaction.kind.as_ref().map(|kind| kind.as_str()),
    );
    put(&mut object, "bizTransaction", transaction.id.as_str());
    Value::Object(object)
}

fn endpoint_value(endpoint: &Endpoint, name: &str) -> Value {
    json!({ "type": endpoint.kind.as_str(), name: endpoint.id })
}

fn error_value(error: &ErrorDeclaration) -> Value {
    let mut object = Object::new();
    put(&mut object, "declarationTime", error.time.to_string());
    put_text(
        &mut object,
        "reason",
        error.reason.as_ref().map(|reason| reason.as_str()),
    );
    put_list(
        &mut object,
        "correctiveEventIDs",
        error.corrective_event_ids.iter().map(|id| json!(id)),
    );
    Value::Object(object)
}
