//! What becomes of packs: buyers, market days, samples, stocktakes.

use serde_json::{Value, json};

use crate::farm::{BACK_STORE, BUYERS, STALLS, STORE, buyer, stall};
use crate::world::World;

/// Packs that a lot must have to be traded with, so that no mistake of the season meets an empty shelf.
const ENOUGH: i128 = 60;

/// Shipments of a laptop in a week.
const SHIPMENTS: usize = 6;

/// A week's trade.
pub fn trade(world: &mut World, week: usize) {
    for laptop in 0..world.laptops.len() {
        let mut steps = Vec::new();
        for n in 0..SHIPMENTS {
            steps.push(shipment(world, week, laptop, n));
        }
        world.add(laptop, &steps);
        let looked_at = looks(world, week, laptop);
        world.add(laptop, &looked_at);
    }
    for market_day in world.size.share(world.size.market_days, week) {
        let laptop = world.at(market_day);
        let steps = market(world, week, laptop, market_day);
        world.add(laptop, &steps);
    }
}

/// A lot of packs that a laptop works with, with enough of it in the store.
pub fn stocked(world: &mut World, laptop: usize) -> String {
    let own = world.packs.iter().filter(|lot| world.owner[*lot] == laptop);
    let there: Vec<String> = own
        .filter(|lot| world.oracle.at(lot, STORE) >= ENOUGH)
        .cloned()
        .collect();
    assert!(!there.is_empty(), "laptop {laptop} has packs left");
    there[world.random.below(there.len())].clone()
}

/// Packs to a buyer; where the lot lies at one place, nobody says where.
pub fn shipment(world: &mut World, week: usize, laptop: usize, n: usize) -> Value {
    let lot = stocked(world, laptop);
    let mut line =
        json!({"role": "in", "lot": lot, "quantity": world.random.between(3, 9), "price": 90_000});
    if world.oracle.places(&lot).len() > 1 || n.is_multiple_of(2) {
        line["place"] = json!(STORE);
    }
    let number = format!("{week:02}-{laptop}-{n}");
    json!({"stage": "ship", "day": world.day(week, 5), "party": buyer(world.random.below(BUYERS)),
        "told": {"invoice": format!("HD-{number}"), "delivery_note": format!("PX-{number}")}, "rest": {"vehicle": "25C-12345"}, "lines": [line]})
}

/// What else happens to packs: goods back, a sample and its test, a hold and its release, another shelf, a stocktake, tea for guests.
fn looks(world: &mut World, week: usize, laptop: usize) -> Vec<Value> {
    let day = world.day(week, 6);
    let lot = stocked(world, laptop);
    let on = json!([{"role": "on", "lot": lot}]);
    let take = |count: i64| json!([{"role": "in", "lot": lot, "place": STORE, "quantity": count}]);
    let give = |count: i64| json!([{"role": "out", "lot": lot, "quantity": count}]);
    let counted = if week.is_multiple_of(2) {
        take(1)
    } else {
        give(1)
    };
    vec![
        json!({"stage": "return", "day": day, "party": buyer(0), "told": {"return_note": format!("TL-{week}-{laptop}")}, "rest": {"reason": "móp hộp"}, "lines": give(2)}),
        json!({"stage": "sample", "day": day, "rest": {"laboratory": "Trung tâm Mẫu"}, "lines": take(1)}),
        json!({"stage": "test", "day": day, "told": {"result": "conformant", "report_no": format!("KN-{week}-{laptop}")}, "lines": on}),
        json!({"stage": "hold", "day": day, "rest": {"reason": "chờ kết quả"}, "lines": on}),
        json!({"stage": "release", "day": day, "rest": {"reason": "đạt"}, "lines": on}),
        json!({"stage": "store", "day": day, "origin": STORE, "place": BACK_STORE, "told": {"temperature": 25}, "lines": [
            {"role": "in", "lot": lot, "place": STORE, "quantity": 5}, {"role": "out", "lot": lot, "quantity": 5}]}),
        json!({"stage": "count", "day": day, "rest": {"reason": "kiểm kê", "person": "Lan"}, "lines": counted}),
        json!({"stage": "use", "day": day, "lines": take(1)}),
    ]
}

/// A market day from taking along to taking back.
fn market(world: &mut World, week: usize, laptop: usize, n: usize) -> Vec<Value> {
    let day = world.day(week, 6);
    let at = stall(n % STALLS);
    let lot = stocked(world, laptop);
    let taken = world.random.between(16, 24);
    let (sold, bought) = (world.random.between(3, 9), world.random.between(2, 4));
    let back = taken - sold - bought - 2;
    let from_stall = |count: i64| json!([{"role": "in", "lot": lot, "place": at, "quantity": count, "price": 95_000}]);
    let moved = |from: &str, to: &str, count: i64| json!([{"role": "in", "lot": lot, "place": from, "quantity": count}, {"role": "out", "lot": lot, "place": to, "quantity": count}]);
    let lost = json!([{"role": "in", "lot": lot, "place": at, "quantity": 1}]);
    vec![
        json!({"stage": "to_market", "day": day, "place": at, "lines": moved(STORE, &at, taken)}),
        json!({"stage": "sell", "day": day, "place": at, "lines": from_stall(sold)}),
        json!({"stage": "ship", "day": day, "place": at, "party": buyer(n % BUYERS), "lines": from_stall(bought)}),
        json!({"stage": "spoil", "day": day, "place": at, "rest": {"reason": "ướt mưa"}, "lines": lost}),
        json!({"stage": "use", "day": day, "place": at, "rest": {"reason": "mời khách"}, "lines": lost}),
        json!({"stage": "from_market", "day": day, "lines": moved(&at, STORE, back)}),
    ]
}
