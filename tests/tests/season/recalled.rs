//! A delivery was bad: everything that came of it is called back.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::farm::{STORE, buyer};
use crate::field::fresh;
use crate::laptop::Laptop;
use crate::world::World;

/// Calls back all that came of a batch of the season's middle.
pub fn call_back(world: &mut World) {
    let week = world.size.weeks / 2;
    let seed = fresh(world.size.share(world.size.pairs, week).start, 0);
    let lots = world.oracle.closure(&seed);
    assert!(lots.len() >= 10, "both batches and their packs: {lots:?}");
    compare_trace(world, &seed, &lots);
    let laptop = world.owner[&seed];
    let day = world.day(world.size.weeks - 1, 6);
    let recall = |lot: &String| json!({"stage": "recall", "day": day, "rest": {"reason": "dư lượng vượt mức", "person": "Lò Thị Mai"}, "lines": [{"role": "on", "lot": lot}]});
    let steps: Vec<Value> = lots.iter().map(recall).collect();
    world.add(laptop, &steps);
    world.meet();
    refuse_to_ship(world, &lots);
    for lot in &lots {
        let page = world.there.page(product_of(world, lot), lot);
        assert!(page.contains("đang bị thu hồi"), "{lot}\n{page}");
    }
    let free = world.packs.iter().find(|lot| !lots.contains(*lot)).unwrap();
    assert!(!world.there.page("GOI", free).contains("đang bị thu hồi"));
}

/// None of its packs leaves either computer.
fn refuse_to_ship(world: &World, lots: &BTreeSet<String>) {
    let mut packs = lots.iter().filter(|lot| world.packs.contains(*lot));
    let lot = packs.find(|lot| world.oracle.at(lot, STORE) > 0).unwrap();
    let sold = json!({"stage": "ship", "day": world.day(world.size.weeks - 1, 6), "party": buyer(0),
        "lines": [{"role": "in", "lot": lot, "place": STORE, "quantity": 1}]});
    for laptop in &world.laptops {
        let refused = laptop.refused(&["step", "add", "--file", "-"], &sold);
        assert_eq!(refused.code, "lot_recalled");
    }
}

/// The lots that the program names are those that the oracle reaches.
fn compare_trace(world: &World, seed: &str, lots: &BTreeSet<String>) {
    if !Laptop::has("trace") {
        return println!("skipped: nuong has no trace yet");
    }
    for laptop in &world.laptops {
        let told = laptop.done(&["trace", seed, "--forward"]);
        let nodes = told["nodes"].as_array().unwrap().iter();
        let named = nodes.filter(|node| node["kind"] == "lot");
        let named: BTreeSet<String> = named
            .map(|node| node["label"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(&named, lots);
    }
}

fn product_of<'w>(world: &'w World, lot: &str) -> &'w str {
    let mut lots = world.oracle.lots();
    lots.find(|(code, _)| *code == lot).unwrap().1
}
