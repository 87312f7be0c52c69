//! A lot's public facts for programs: what the page says, as JSON.

use jiff::civil::Date;
use serde_json::{Value, json};

use super::address::Lot;
use super::correction::Correction;
use super::stages::Stage;
use super::view::LotView;
use crate::text;

/// Dates are ISO 8601; what is not known is null.
pub(super) fn lot_facts(asked: &Lot, view: &LotView) -> Value {
    let date = |date: Option<Date>| date.map(|date| date.to_string());
    let product = &view.product;
    json!({
        "gtin": asked.gtin,
        "sku": asked.sku.as_ref().or(product.sku.as_ref()),
        "lot": asked.lot,
        "serial": asked.serial,
        "product": product.name,
        "producer": product.producer.as_ref().map(|producer| json!({
            "name": producer.name, "address": producer.address, "tax_code": producer.tax_code,
        })),
        "net_quantity": product.net_quantity,
        "standards": product.standards,
        "harvest_start": date(view.harvest.map(|(from, _)| from)),
        "harvest_end": date(view.harvest.map(|(_, to)| to)),
        "best_before": date(view.best_before),
        "expiry": date(view.expiry),
        "origin": view.origin,
        "state": view.state,
        "stages": view.stages.iter().map(stage_facts).collect::<Vec<_>>(),
        "corrections": view.corrections.iter().map(correction_facts).collect::<Vec<_>>(),
        "recorded_by": view.recorded_by,
        "recorded_at": text::wire_time(view.recorded_first),
    })
}

fn stage_facts(stage: &Stage) -> Value {
    json!({
        "step": stage.step,
        "from": stage.from.to_string(),
        "to": stage.to.to_string(),
        "place": stage.place,
        "recorded_by": stage.by,
    })
}

fn correction_facts(correction: &Correction) -> Value {
    json!({"date": correction.day.to_string(), "outcome": correction.outcome.word()})
}
