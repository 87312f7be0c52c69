//! Rules of EPCIS 2.0 and CBV 2.0 that structure cannot say: times, identifiers, quantities, parents.

use super::Rules;
use super::judge::Judge;
use crate::identifier;
use crate::mentions;
use crate::time::read_instant;
use serde_json::Value;

/// Lists of quantities.
const QUANTITY_LISTS: &[&str] = &[
    "quantityList",
    "childQuantityList",
    "inputQuantityList",
    "outputQuantityList",
];

/// Judges an event of sound structure; of another it says what it can.
pub(super) fn judge_rules(judge: &mut Judge, event: &Value, pointer: &str, rules: &Rules) {
    for place in ["/eventTime", "/errorDeclaration/declarationTime"] {
        check_not_future(judge, event, pointer, place, rules);
    }
    check_identifiers(judge, event, pointer);
    for list in QUANTITY_LISTS {
        let items = event
            .get(list)
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        for (at, item) in items.enumerate() {
            check_quantity(judge, item, &format!("{pointer}/{list}/{at}"));
        }
    }
    check_parent(judge, event, pointer);
}

fn check_not_future(judge: &mut Judge, event: &Value, pointer: &str, place: &str, rules: &Rules) {
    let time = event.pointer(place).and_then(Value::as_str);
    let Some(at) = time.and_then(read_instant) else {
        return;
    };
    // The past has no limit: ledgers of earlier years are recorded late.
    if at.duration_since(rules.now) > rules.max_future {
        judge.note(
            &format!("{pointer}{place}"),
            "time.future",
            "lies in the future",
        );
    }
}

/// EPC URNs and canonical Digital Links must be what they claim to be (EPCIS 2.0 §6.4, CBV 2.0 §8).
fn check_identifiers(judge: &mut Judge, event: &Value, pointer: &str) {
    for (place, text) in mentions::identifier_places(event) {
        if !identifier::is_sound(text) {
            let message =
                "is not a well-formed GS1 identifier: length, characters or check digit are wrong";
            judge.note(&format!("{pointer}{place}"), "id.malformed", message);
        }
    }
}

/// EPCIS 2.0 §7.3.3.3: a unit needs a quantity, a count is whole, and all are positive.
fn check_quantity(judge: &mut Judge, item: &Value, pointer: &str) {
    let has_unit = item.get("uom").is_some();
    let Some(amount) = item.get("quantity") else {
        if has_unit {
            judge.note(
                &format!("{pointer}/uom"),
                "quantity.missing",
                "a unit without a quantity says nothing",
            );
        }
        return;
    };
    let Some(amount) = amount.as_f64() else {
        return;
    };
    let pointer = format!("{pointer}/quantity");
    if amount <= 0.0 {
        judge.note(
            &pointer,
            "quantity.not_positive",
            "must be more than nothing",
        );
    } else if !has_unit && amount.fract() != 0.0 {
        judge.note(
            &pointer,
            "quantity.not_whole",
            "must be a whole number where there is no unit",
        );
    }
}

/// EPCIS 2.0 §7.4.3: what is put into or taken out of must be named.
fn check_parent(judge: &mut Judge, event: &Value, pointer: &str) {
    let is_aggregation = event
        .get("type")
        .is_some_and(|kind| kind == "AggregationEvent");
    let observes = event.get("action").is_none_or(|action| action == "OBSERVE");
    if is_aggregation && !observes && event.get("parentID").is_none() {
        judge.note(
            pointer,
            "parent.missing",
            "parentID is missing: only OBSERVE can do without",
        );
    }
}
