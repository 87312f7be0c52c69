//! What a laptop says of the season against what the oracle says: steps, stock, balances, deliveries.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::oracle::{Oracle, Role, base_units};
use crate::world::World;

/// A line as both sides have it. Where a look was made is not the season's business.
type Line = (String, String, String, String, i128);

/// A step as both sides have it.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    stage: String,
    day: String,
    place: String,
    origin: Value,
    party: Value,
    stands: bool,
    superseded_by: Value,
    lines: Vec<Line>,
}

/// A laptop's account of everything is the oracle's.
pub fn compare_laptop(world: &World, laptop: usize) {
    compare_steps(world, laptop);
    compare_stock(world, laptop);
    compare_balances(world, laptop);
    compare_deliveries(world, laptop);
}

fn compare_steps(world: &World, laptop: usize) {
    let listed = world.laptops[laptop].done(&["steps"]);
    let listed = listed.as_array().unwrap();
    assert_eq!(listed.len(), world.oracle.steps.len());
    for step in listed {
        let id = step["id"].as_str().unwrap();
        assert!(world.oracle.knows(id), "{step}");
        let n = world.oracle.number(id);
        assert_eq!(said_there(step), said_here(&world.oracle, n), "{id}");
        let own = &world.oracle.steps[n];
        // A step that came when it was out already has never been on its way anywhere.
        let states: &[&str] = match (own.event_names().count(), world.oracle.was_sent(n)) {
            (0, _) => &["none"],
            (_, true) if own.sent[laptop] => &["accepted"],
            _ => &["withdrawn", "local"],
        };
        assert!(states.iter().any(|state| step["state"] == *state), "{step}");
    }
}

fn said_here(oracle: &Oracle, n: usize) -> Said {
    let step = &oracle.steps[n];
    let heir = step.heir.filter(|_| !step.stands);
    let mut lines: Vec<Line> = step
        .lines
        .iter()
        .map(|line| {
            let (role, place) = match line.role {
                Role::In => ("in", &*line.place),
                Role::Out => ("out", &*line.place),
                Role::On => ("on", ""),
            };
            (
                role.to_owned(),
                line.lot.clone(),
                line.product.clone(),
                place.to_owned(),
                line.amount,
            )
        })
        .collect();
    lines.sort_unstable();
    Said {
        stage: step.stage.clone(),
        day: step.day.clone(),
        place: step.place.clone(),
        origin: step.given["origin"].clone(),
        party: step.given["party"].clone(),
        stands: step.stands,
        superseded_by: heir.map_or(Value::Null, |heir| json!(oracle.steps[heir].id)),
        lines,
    }
}

fn said_there(step: &Value) -> Said {
    let text = |of: &Value, name: &str| of[name].as_str().unwrap().to_owned();
    let mut lines: Vec<Line> = step["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            let product = text(line, "product");
            let (role, amount) = (text(line, "role"), base_units(&line["quantity"], &product));
            let place = if role == "on" {
                String::new()
            } else {
                text(line, "place")
            };
            (role, text(line, "lot"), product, place, amount)
        })
        .collect();
    lines.sort_unstable();
    Said {
        stage: text(step, "stage"),
        day: text(step, "day"),
        place: text(step, "place"),
        origin: step["origin"].clone(),
        party: step["party"].clone(),
        stands: step["stands"] == true,
        superseded_by: step["superseded_by"].clone(),
        lines,
    }
}

fn compare_stock(world: &World, laptop: usize) {
    let mut here = BTreeMap::new();
    for (lot, _) in world.oracle.lots() {
        for (place, amount) in world.oracle.places(lot) {
            here.insert((lot.clone(), place), amount);
        }
    }
    let listed = world.laptops[laptop].done(&["stock"]);
    let there = listed.as_array().unwrap().iter().map(|at| {
        let text = |name: &str| at[name].as_str().unwrap().to_owned();
        let amount = base_units(&at["quantity"], &text("product"));
        ((text("lot"), text("place")), amount)
    });
    assert_eq!(there.collect::<BTreeMap<_, _>>(), here);
}

fn compare_balances(world: &World, laptop: usize) {
    let lots: Vec<(&String, &String)> = world.oracle.lots().collect();
    let half = lots.len().div_ceil(2);
    std::thread::scope(|scope| {
        for some in lots.chunks(half) {
            scope.spawn(move || {
                for (lot, product) in some {
                    compare_balance(world, laptop, lot, product);
                }
            });
        }
    });
}

fn compare_balance(world: &World, laptop: usize, lot: &str, product: &str) {
    let told = world.laptops[laptop].done(&["balance", lot]);
    let of = |value: &Value| base_units(value, product);
    let own = world.oracle.balance(lot);
    let quantity = own.made - own.used - own.gone_out - own.lost + own.counted;
    let sums = ["made", "used", "gone_out", "lost", "counted", "quantity"];
    assert_eq!(
        sums.map(|name| of(&told[name])),
        [
            own.made,
            own.used,
            own.gone_out,
            own.lost,
            own.counted,
            quantity
        ],
        "{told}"
    );
    let places: BTreeMap<String, i128> = told["stock"]
        .as_array()
        .unwrap()
        .iter()
        .map(|at| {
            (
                at["place"].as_str().unwrap().to_owned(),
                of(&at["quantity"]),
            )
        })
        .collect();
    assert_eq!(places, world.oracle.places(lot), "{told}");
    assert_eq!(told["review"], json!([]), "{told}");
}

/// Nothing waits, was refused or needs a person; what was sent and what was declared is accepted, by names and days.
fn compare_deliveries(world: &World, laptop: usize) {
    let mut here = BTreeMap::<(String, String), usize>::new();
    for step in &world.oracle.steps {
        let names = step.event_names().map(str::to_owned).collect::<Vec<_>>();
        let mut count =
            |name: &str| *here.entry((name.to_owned(), step.day.clone())).or_default() += 1;
        for name in names.iter().filter(|_| step.sent[laptop]) {
            count(name);
            if step.declared.is_some() {
                count("declaration");
            }
        }
    }
    let mut there = BTreeMap::<(String, String), usize>::new();
    for delivery in world.laptops[laptop].done(&["outbox"]).as_array().unwrap() {
        let text = |name: &str| delivery[name].as_str().unwrap().to_owned();
        match text("state").as_str() {
            "accepted" => *there.entry((text("kind"), text("date"))).or_default() += 1,
            // Of steps that were out before they were sent.
            "withdrawn" | "local" => {}
            _ => panic!("{delivery}"),
        }
    }
    assert_eq!(there, here);
}
