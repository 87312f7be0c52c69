//! A ledger's rows, what of them was told wrongly, and whether laptop and registry agree about what stands.

use std::collections::BTreeSet;

use nuong_domain::{LotCode, Quantity, Unit};
use nuong_engine::views::{Anyway, DeliveryState, StepQuery, StepView};
use nuong_engine::{App, HarvestInput, PlaceInput, ProductRecord};
use serde_json::Value;

use crate::laptop::{sync, token_of};

/// The lot of every row.
pub const LOT: &str = "CHE-0000";

/// Reads a row of so many kilograms, as every laptop that reads the same ledger does.
pub fn read_row(app: &App, kg: u32) {
    read_row_of(app, kg, ProductRecord::default());
}

/// As [`read_row`], on a laptop that knows more of the product.
pub fn read_row_of(app: &App, kg: u32, product: ProductRecord) {
    app.write("Lan", |tx| {
        let tea = ProductRecord {
            sku: "CHE".into(),
            name: "Chè Tân Uyên".into(),
            unit: "kg".into(),
            ..product.clone()
        };
        let (product, _) = tx.upsert_product(&tea)?;
        let (plot, _) = tx.upsert_place(&PlaceInput {
            code: "T001".into(),
            crop: "Chè".into(),
            ..PlaceInput::default()
        })?;
        let (quantity, unit) =
            Quantity::parse(&format!("{kg} kg"), Unit::by_code("kg").unwrap()).unwrap();
        let row = HarvestInput {
            product,
            lot: LotCode::parse(LOT).unwrap(),
            plot: Some(plot),
            household: None,
            harvested_on: "2026-11-10".parse().unwrap(),
            quantity,
            unit,
            moisture_permille: None,
            note: String::new(),
        };
        tx.record_harvest(&row, Some(&format!("row {kg}")))
    })
    .unwrap();
}

/// Steps, the oldest first.
pub fn steps(app: &App) -> Vec<StepView> {
    let mut steps = app.steps(&StepQuery::default()).unwrap();
    steps.sort_by(|a, b| a.entered_at.cmp(&b.entered_at));
    steps
}

/// The one step that stands.
pub fn standing(app: &App) -> StepView {
    let mut standing: Vec<_> = steps(app).into_iter().filter(|s| s.stands).collect();
    assert_eq!(standing.len(), 1, "{standing:?}");
    standing.remove(0)
}

/// Says that what stands was so many kilograms.
pub fn correct(app: &App, kg: u32) {
    let step = standing(app);
    let mut told = serde_json::to_value(&step).unwrap();
    told["lines"][0]["quantity"] = kg.into();
    app.correct_step(&step.id, &told.to_string(), "Lan", &Anyway::default(), "vi")
        .unwrap();
}

/// Says that what stands never happened.
pub fn void(app: &App) {
    let never = Anyway {
        anyway: false,
        reason: "ghi nhầm".into(),
    };
    app.void_step(&standing(app).id, "Lan", &never, "vi")
        .unwrap();
}

fn get(url: &str, token: &str) -> Value {
    let client = reqwest::blocking::Client::builder().no_proxy().build();
    let reply = client.unwrap().get(url).bearer_auth(token).send().unwrap();
    assert!(reply.status().is_success(), "{url} {}", reply.status());
    serde_json::from_str(&reply.text().unwrap()).unwrap()
}

/// What the registry holds, record for record.
pub struct Held {
    pub undeclared: BTreeSet<String>,
    pub events: usize,
    pub declared: BTreeSet<String>,
    pub declarations: usize,
}

pub fn held(app: &App, registry: &str) -> Held {
    let list = get(
        &format!("{registry}/organisation/records?perPage=5000"),
        &token_of(app.dir()),
    );
    let mut held = Held {
        undeclared: BTreeSet::new(),
        events: 0,
        declared: BTreeSet::new(),
        declarations: 0,
    };
    for member in list["member"].as_array().unwrap() {
        let id = member["eventID"].as_str().unwrap().to_owned();
        if member.get("errorDeclaration").is_some() {
            held.declarations += 1;
            held.declared.insert(id);
            continue;
        }
        held.events += 1;
        if member.get("declaredInError").is_none() {
            assert!(held.undeclared.insert(id), "an event twice");
        }
    }
    held
}

/// Kilograms of the undeclared events there.
pub fn kilograms(app: &App, registry: &str) -> Vec<f64> {
    let undeclared = held(app, registry).undeclared;
    let answer = get(
        &format!("{registry}/events?perPage=100"),
        &token_of(app.dir()),
    );
    let list = answer["epcisBody"]["queryResults"]["resultsBody"]["eventList"].clone();
    let events = list.as_array().unwrap().iter();
    let events = events.filter(|e| undeclared.contains(e["eventID"].as_str().unwrap()));
    events
        .map(|e| e["quantityList"][0]["quantity"].as_f64().unwrap())
        .collect()
}

/// The events of steps that stand on this laptop.
fn events_that_stand(app: &App) -> BTreeSet<String> {
    let standing = steps(app).into_iter().filter(|s| s.stands);
    let standing: BTreeSet<String> = standing.map(|s| s.id).collect();
    let events = app.read(|r| r.events(None)).unwrap().into_iter();
    let events = events.filter(|e| standing.contains(&e.step.to_string()));
    let events = events.filter(|e| e.json.get("errorDeclaration").is_none());
    events.map(|e| format!("urn:uuid:{}", e.id)).collect()
}

/// The promise: the registry holds each event of a step that stands once and undeclared, and no other undeclared one; nothing is on its
/// way; and whatever is called accepted is there.
pub fn assert_both_agree(app: &App, registry: &str, what: &str) {
    let outbox = app.outbox(None).unwrap();
    let open = [
        outbox.waiting,
        outbox.sent,
        outbox.refused,
        outbox.needs_person,
    ];
    assert_eq!(open, [0; 4], "{what}: {:?}", outbox.rows);
    let there = held(app, registry);
    assert_eq!(there.undeclared, events_that_stand(app), "{what}");
    let accepted = app.deliveries(DeliveryState::Accepted, 0).unwrap();
    assert!(accepted.iter().all(|row| row.receipt.is_some()), "{what}");
    let declarations = accepted
        .iter()
        .filter(|row| row.kind == "declaration")
        .count();
    assert_eq!(
        (accepted.len() - declarations, declarations),
        (there.events, there.declarations),
        "{what}"
    );
    let again = sync(app);
    assert_eq!((again.sent, again.notice), (0, None), "{what}");
}
