//! What the registry holds of the season against what the oracle says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::farm::ORGANISATION;
use crate::oracle::base_units;
use crate::told::ToldEvent;
use crate::world::World;

/// The registry holds every event that was sent once, declared wrong where its step stands no more, and nothing else.
pub fn compare_registry(world: &World) {
    let held = world.there.events(&world.token());
    let (declarations, events): (Vec<&Value>, Vec<&Value>) = held
        .iter()
        .partition(|event| event["errorDeclaration"].is_object());
    compare_events(world, &events);
    compare_declarations(world, &declarations);
    compare_undeclared(world, &events, &declarations);
    compare_records(world, held.len());
}

fn id_of(event: &Value) -> String {
    event["eventID"].as_str().unwrap().to_owned()
}

fn compare_events(world: &World, events: &[&Value]) {
    let mut sent = BTreeMap::new();
    for (n, step) in world.oracle.steps.iter().enumerate() {
        if world.oracle.was_sent(n) {
            sent.extend(step.told_events());
        }
    }
    let ids: Vec<String> = events.iter().map(|event| id_of(event)).collect();
    let once: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(once.len(), ids.len(), "each event once");
    assert!(
        once.into_iter().eq(sent.keys()),
        "{} held, {} sent",
        ids.len(),
        sent.len()
    );
    for event in events {
        let told = &sent[&id_of(event)];
        compare_event(event, told);
    }
}

fn compare_event(event: &Value, told: &ToldEvent) {
    assert_eq!(event["bizStep"], json!(told.biz_step), "{event}");
    let time = event["eventTime"].as_str().unwrap();
    assert!(
        time.starts_with(&told.day),
        "{time} is not on {}: {event}",
        told.day
    );
    let (came_in, went_out) = match event["type"].as_str().unwrap() {
        "TransformationEvent" => (
            amounts(&event["inputQuantityList"]),
            amounts(&event["outputQuantityList"]),
        ),
        _ => (BTreeMap::new(), amounts(&event["quantityList"])),
    };
    assert_eq!(
        (&came_in, &went_out),
        (&told.came_in, &told.went_out),
        "{event}"
    );
}

/// Base units by lot.
fn amounts(list: &Value) -> BTreeMap<String, i128> {
    let mut amounts = BTreeMap::new();
    for element in list.as_array().into_iter().flatten() {
        let class = element["epcClass"].as_str().unwrap();
        let own = class.strip_prefix(&format!("urn:nuong:lot:{ORGANISATION}:"));
        let (product, lot) = own.unwrap().split_once(':').unwrap();
        let amount = match &element["quantity"] {
            Value::Null => 0,
            quantity => base_units(quantity, product),
        };
        assert!(amounts.insert(lot.to_owned(), amount).is_none(), "{list}");
    }
    amounts
}

/// Each wrong event is declared in favour of what stood when it was first sent; a laptop that heard of a later correction before it
/// declared anything itself may have said so once more, in favour of what stands now.
fn compare_declarations(world: &World, declarations: &[&Value]) {
    let mut there = BTreeMap::<String, BTreeSet<BTreeSet<String>>>::new();
    for event in declarations {
        let declared = &event["errorDeclaration"];
        let ids = declared["correctiveEventIDs"]
            .as_array()
            .into_iter()
            .flatten();
        let ids: BTreeSet<String> = ids.map(|id| id.as_str().unwrap().to_owned()).collect();
        let reason = if ids.is_empty() {
            "did_not_occur"
        } else {
            "incorrect_data"
        };
        assert_eq!(declared["reason"], reason, "{event}");
        let new = there.entry(id_of(event)).or_default().insert(ids);
        assert!(new, "declared twice in favour of the same: {event}");
    }
    for (n, step) in world.oracle.steps.iter().enumerate() {
        let Some(first) = &step.declared else {
            continue;
        };
        let first: BTreeSet<String> = first.iter().cloned().collect();
        let last: BTreeSet<String> = world.oracle.corrective(n).into_iter().collect();
        for id in step.event_ids() {
            let mut told = there
                .remove(&id)
                .unwrap_or_else(|| panic!("{id} is not declared"));
            assert!(told.remove(&first), "{id}: {told:?}");
            assert!(told.iter().all(|ids| *ids == last), "{id}: {told:?}");
        }
    }
    assert!(there.is_empty(), "declared wrong, but stands: {there:?}");
}

/// Of what nobody took back there is one event for each standing step and name.
fn compare_undeclared(world: &World, events: &[&Value], declarations: &[&Value]) {
    let mut undeclared: BTreeSet<String> = events.iter().map(|event| id_of(event)).collect();
    for declaration in declarations {
        undeclared.remove(&id_of(declaration));
    }
    let standing = world.oracle.steps.iter().filter(|step| step.stands);
    let standing: BTreeSet<String> = standing.flat_map(|step| step.event_ids()).collect();
    assert_eq!(undeclared, standing);
}

/// Its list of records is as long, and says of each event whether it was declared wrong.
fn compare_records(world: &World, count: usize) {
    let records = world.there.records(&world.token());
    assert_eq!(records.len(), count);
    let mut wrong = BTreeSet::new();
    for step in world
        .oracle
        .steps
        .iter()
        .filter(|step| step.declared.is_some())
    {
        wrong.extend(step.event_ids());
    }
    let plain = records
        .iter()
        .filter(|record| record["errorDeclaration"].is_null());
    for record in plain {
        let said = record["declaredInError"].is_string();
        assert_eq!(said, wrong.contains(&id_of(record)), "{record}");
    }
}
