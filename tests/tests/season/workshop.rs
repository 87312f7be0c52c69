//! From leaf to pack: drying, milling, splitting, now and then mixing, packing.

use serde_json::{Value, json};

use crate::farm::{NET, WORKSHOP};
use crate::field::{fresh, kilos, left, own_lot};
use crate::world::World;

/// Works off the week's batches.
pub fn work_off(world: &mut World, week: usize) {
    for pair in world.size.share(world.size.pairs, week) {
        let laptop = world.at(pair);
        let steps = pair_steps(world, week, pair, laptop);
        world.add(laptop, &steps);
    }
}

/// Grams in a lot's line.
fn line(role: &str, lot: &str, product: &str, grams: i64) -> Value {
    match role {
        "in" => json!({"role": role, "lot": lot, "quantity": kilos(grams)}),
        _ => {
            json!({"role": role, "lot": lot, "product": product, "quantity": kilos(grams), "unit": "kg", "place": "KHO"})
        }
    }
}

/// The two batches of a pair: the second takes what the first left of its leaf.
fn pair_steps(world: &mut World, week: usize, pair: usize, laptop: usize) -> Vec<Value> {
    let lot = |kind: &str| format!("{kind}-{pair:02}");
    let leaf = [0, 1].map(|batch| fresh(pair, batch));
    let there = [left(world, &leaf[0]), left(world, &leaf[1])];
    let first = there[0] * 9 / 10;
    let rest = there[0] - first;
    let dried = [first, there[1] + rest].map(|grams| grams * 24 / 100);
    let milled = dried.map(|grams| grams * 97 / 100);
    let split = [milled[0] * 6 / 10, milled[0] - milled[0] * 6 / 10];
    let turn = |stage: &str, day: i64, rest: Value, lines: Vec<Value>| json!({"stage": stage, "day": world.day(week, day), "place": WORKSHOP, "rest": rest, "lines": lines});
    let dry = || json!({"process": "say", "method": "sấy tầng"});
    let mill = || json!({"process": "xay"});
    let names = ["D0", "D1", "M0", "M1", "S0", "S1", "G"].map(lot);
    let [d0, d1, m0, m1, s0, s1, mixed] = &names;
    let mut steps = vec![
        turn(
            "process",
            3,
            dry(),
            vec![
                line("in", &leaf[0], "", first),
                line("out", d0, "SAY", dried[0]),
            ],
        ),
        turn(
            "process",
            3,
            dry(),
            vec![
                line("in", &leaf[1], "", there[1]),
                line("in", &leaf[0], "", rest),
                line("out", d1, "SAY", dried[1]),
            ],
        ),
        turn(
            "process",
            4,
            mill(),
            vec![
                line("in", d0, "", dried[0]),
                line("out", m0, "XAY", milled[0]),
            ],
        ),
        turn(
            "process",
            4,
            mill(),
            vec![
                line("in", d1, "", dried[1]),
                line("out", m1, "XAY", milled[1]),
            ],
        ),
        turn(
            "split",
            4,
            json!({"reason": "hai đơn hàng"}),
            vec![
                line("in", m0, "", milled[0]),
                line("out", s0, "XAY", split[0]),
                line("out", s1, "XAY", split[1]),
            ],
        ),
    ];
    let mut bulk = vec![(s0, split[0])];
    if pair.is_multiple_of(3) {
        let part = milled[1] * 3 / 10;
        steps.push(turn(
            "merge",
            4,
            json!({}),
            vec![
                line("in", s1, "", split[1]),
                line("in", m1, "", part),
                line("out", mixed, "XAY", split[1] + part),
            ],
        ));
        bulk.extend([(mixed, split[1] + part), (m1, milled[1] - part)]);
    } else {
        bulk.extend([(s1, split[1]), (m1, milled[1])]);
    }
    let day = world.day(week, 4);
    for (n, (from, grams)) in bulk.into_iter().enumerate() {
        let packs = lot(&format!("P{n}"));
        steps.push(pack(&day, from, grams, &packs, laptop));
        world.owner.insert(packs.clone(), laptop);
        world.packs.push(packs);
    }
    world
        .owner
        .extend(names.into_iter().map(|lot| (lot, laptop)));
    steps
}

fn pack(day: &str, from: &str, grams: i64, packs: &str, laptop: usize) -> Value {
    let count = grams / NET;
    json!({"stage": "pack", "day": day, "place": WORKSHOP, "told": {"packed_on": day, "best_before": "2099-12-31"}, "rest": {"spec": "200 g"}, "lines": [
        line("in", from, "", grams),
        {"role": "in", "lot": own_lot("HOP", laptop), "quantity": count},
        {"role": "out", "lot": packs, "product": "GOI", "quantity": count, "unit": "piece", "place": "KHO"}]})
}
