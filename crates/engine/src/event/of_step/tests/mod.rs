//! Steps for the tests of their events.

mod declared;
mod every;
mod judged;
mod rules;
mod vectors;

use jiff::Timestamp;
use jiff::civil::date;
use nuong_domain::{Dimension, Quantity};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::*;
use crate::cooperative::Profile;
use crate::stage::Stages;

const KHO: EventPlace<'static> = place("KHO");
const PLOT: EventPlace<'static> = place("T-07");
const SSCC: &str = "095201234567891235";
const PALLET: EventPlace<'static> = EventPlace {
    code: SSCC,
    is_pallet: true,
};
const BUYER: EventParty<'static> = EventParty {
    code: "CTY/1",
    is_household: false,
};
/// Whom no event may name.
const HOUSEHOLD: EventParty<'static> = EventParty {
    code: "HO-BI-MAT",
    is_household: true,
};

const fn place(code: &str) -> EventPlace<'_> {
    EventPlace {
        code,
        is_pallet: false,
    }
}

const LEAF: Subject<'static> = Subject {
    lot: "BUP-1",
    sku: "BUP",
    gtin: None,
};
const TEA: Subject<'static> = Subject {
    lot: "CHE-1",
    sku: "CHE",
    gtin: None,
};
/// A lot whose product has a GTIN.
const PACKS: Subject<'static> = Subject {
    lot: "L26A07",
    sku: "CHE-200",
    gtin: Some("09520120070000"),
};

fn now() -> Timestamp {
    "2026-11-28T12:00:00+07:00".parse().unwrap()
}

/// The cooperative with a GLN or without one.
fn names_with(gln: bool) -> Names {
    Names::of_profile(&Profile {
        organisation: "0000000952".into(),
        gln: gln.then(|| "9520120070017".into()),
        ..Profile::default()
    })
}

fn kilograms(kg: i64) -> Quantity {
    Quantity::from_base(kg * 1_000_000, Dimension::Mass).unwrap()
}

fn line<'a>(role: LineRole, lot: Subject<'a>, place: EventPlace<'a>, kg: i64) -> EventLine<'a> {
    EventLine {
        role,
        lot,
        place,
        amount: kilograms(kg),
        is_bought: false,
    }
}

/// A step at the store.
fn step<'a>(told: &'a Map<String, Value>, lines: &[EventLine<'a>]) -> EventStep<'a> {
    EventStep {
        id: Uuid::parse_str("0c024fa3-8712-8ff8-8d8a-8c7ebd5023bd").unwrap(),
        day: date(2026, 9, 2),
        time: None,
        place: KHO,
        origin: None,
        party: None,
        told,
        lines: lines.to_vec(),
    }
}

fn told(value: Value) -> Map<String, Value> {
    value.as_object().unwrap().clone()
}

fn written(stage: &str, names: &Names, step: &EventStep<'_>) -> Vec<StageEventWritten> {
    let stages = Stages::shipped().unwrap();
    let stage = stages.find_stage(stage).unwrap();
    stage_events(names, stage, step, now()).unwrap()
}

fn events(stage: &str, step: &EventStep<'_>) -> Vec<Value> {
    let written = written(stage, &names_with(false), step);
    let parse = |event: &StageEventWritten| serde_json::from_str(&event.written.json).unwrap();
    written.iter().map(parse).collect()
}

/// The one event of a step.
fn event(stage: &str, step: &EventStep<'_>) -> Value {
    let mut all = events(stage, step);
    assert_eq!(all.len(), 1, "{all:#?}");
    all.remove(0)
}

/// Places of this organisation under its own names.
fn own_place(code: &str) -> Value {
    json!({ "id": format!("urn:nuong:place:0000000952:{code}") })
}

fn site() -> Value {
    json!({ "id": "urn:nuong:place:0000000952" })
}
