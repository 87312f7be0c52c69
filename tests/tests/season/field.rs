//! What comes from the field: tending, deliveries, and a ledger of some.

use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

use crate::farm::{self, household, owner, plot};
use crate::ids::ledger_harvest;
use crate::world::World;

/// Rows of the ledger.
const ROWS: usize = 24;

/// The lot of fresh leaf of a batch of a pair.
pub fn fresh(pair: usize, batch: usize) -> String {
    format!("F-{pair:02}-{batch}")
}

/// Inputs and boxes that a laptop keeps the stock of.
pub fn own_lot(product: &str, laptop: usize) -> String {
    format!("{product}-{}", ["A", "B"][laptop])
}

/// Each laptop buys inputs and boxes for the season.
pub fn buy_inputs(world: &mut World) {
    for laptop in 0..world.laptops.len() {
        let (boxes, spray) = (own_lot("HOP", laptop), own_lot("THUOC", laptop));
        let bought = json!({"stage": "buy_input", "day": world.day(0, 0), "party": "VT", "lines": [
            {"role": "out", "lot": boxes, "product": "HOP", "quantity": 500_000, "unit": "piece"},
            {"role": "out", "lot": spray, "product": "THUOC", "quantity": 100, "unit": "l"},
        ]});
        world.add(laptop, &[bought]);
        world.owner.extend([(boxes, laptop), (spray, laptop)]);
    }
}

/// A week's spraying and fertilising: every plot once in the season.
pub fn tend(world: &mut World, week: usize) {
    let mut steps = vec![Vec::new(); world.laptops.len()];
    for n in world.size.share(world.size.plots, week) {
        let laptop = world.at(n);
        let day = world.day(week, 0);
        let litres = world.random.between(1, 9) as f64 / 10.0;
        steps[laptop].push(json!({"stage": "spray", "day": day, "place": plot(n), "rest": {"person": "Lò Văn Mẫu"}, "lines": [
            {"role": "in", "lot": own_lot("THUOC", laptop), "quantity": litres, "unit": "l",
                "rest": {"dose": "20 ml/16 l", "pest": "rầy xanh", "interval_days": 7}}]}));
        // Of which bag it came nobody wrote down.
        steps[laptop].push(json!({"stage": "fertilise", "day": day, "place": plot(n), "lines": [
            {"role": "in", "product": "PHAN", "quantity": world.random.between(5, 40), "unit": "kg"}]}));
    }
    add_each(world, steps);
}

/// A week's deliveries, into the fresh lots of the week's batches; each household's on one of the laptops, whoever works with the lot.
pub fn take_in(world: &mut World, week: usize) {
    let pairs = world.size.share(world.size.pairs, week);
    let mut steps = vec![Vec::new(); world.laptops.len()];
    for n in world.size.share(world.size.intakes, week) {
        let pair = pairs.start + n % pairs.len();
        let lot = fresh(pair, n / pairs.len() % 2);
        let laptop = world.at(pair);
        world.owner.insert(lot.clone(), laptop);
        let step = delivery(world, week, n, &lot);
        let at = world.at(n / 7);
        steps[at].push(step.clone());
        // Now and then somebody brings the same amount twice a day.
        if n.is_multiple_of(29) {
            steps[at].push(step);
        }
    }
    add_each(world, steps);
}

fn delivery(world: &mut World, week: usize, n: usize, lot: &str) -> Value {
    let from = world.random.below(world.size.plots);
    let grams = world.random.between(8_000, 40_000);
    let mut line = json!({"role": "out", "lot": lot, "product": "TUOI", "unit": "kg", "price": 12_000 + 500 * (n % 5)});
    if n.is_multiple_of(3) {
        line["rest"] = json!({"gross": (grams + 1_250) as f64 / 1e3, "tare": 1.25, "bags": 2, "bag_tare": 0.625});
    } else {
        line["quantity"] = json!(grams as f64 / 1e3);
    }
    let of_week = world.random.between(0, 3);
    let mut step = json!({"stage": "intake", "day": world.day(week, of_week), "origin": plot(from),
        "party": household(owner(&world.size, from)), "rest": {"slip": format!("PN{n:05}")}, "lines": [line]});
    if n.is_multiple_of(4) {
        step["time"] = json!(format!("{:02}:{:02}", 6 + n % 12, n % 60));
    }
    step
}

fn add_each(world: &mut World, steps: Vec<Vec<Value>>) {
    for (laptop, steps) in steps.into_iter().enumerate() {
        world.add(laptop, &steps);
    }
}

/// A ledger that both laptops read before they know of each other: its steps are one, under ids that follow from its rows.
pub fn read_ledger(world: &mut World) {
    let lot = "F-SO";
    let day = world.day(0, 0);
    let rows: Vec<(usize, i64)> = (0..ROWS)
        // Rows 8 and on begin again: some are equal to earlier ones.
        .map(|n| (n % 6 % world.size.plots, 10 + (n % 8) as i64))
        .collect();
    let file = world.laptops[0].path("so-thu-hoach.xlsx");
    write_ledger(&file, &day, lot, &rows);
    for laptop in &world.laptops {
        let report = laptop.done(&["import", file.to_str().unwrap()]);
        assert_eq!(report["harvests"]["added"], json!(ROWS), "{report}");
    }
    world.owner.insert(lot.to_owned(), 0);
    for (n, row) in rows.iter().enumerate() {
        let mark = rows[..=n].iter().filter(|other| *other == row).count();
        let (from, kilos) = (plot(row.0), row.1);
        let base = i128::from(kilos) * 1_000_000;
        let id = ledger_harvest(&day, &from, ("TUOI", lot), base, mark);
        let step = json!({"stage": "harvest", "day": day, "place": from, "origin": from,
            "party": household(owner(&world.size, row.0)),
            "lines": [{"role": "out", "lot": lot, "product": "TUOI", "quantity": kilos, "unit": "kg"}]});
        let n = world.oracle.add(&step, &id, 0);
        world.oracle.steps[n].known = [true; 2];
        world.oracle.steps[n].touched = true;
    }
}

fn write_ledger(file: &std::path::Path, day: &str, lot: &str, rows: &[(usize, i64)]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Thu hoạch").unwrap();
    let heads = [
        "Ngày thu hoạch",
        "Mã thửa",
        "Mã SP",
        "Khối lượng",
        "ĐVT",
        "Mã lô",
    ];
    for (column, head) in (0..).zip(heads) {
        sheet.write(0, column, head).unwrap();
    }
    for (at, (from, kilos)) in (1..).zip(rows) {
        let words = [day, &plot(*from), "TUOI", "", "kg", lot];
        for (column, word) in (0..).zip(words).filter(|(_, word)| !word.is_empty()) {
            sheet.write(at, column, word).unwrap();
        }
        sheet.write(at, 3, *kilos as f64).unwrap();
    }
    book.save(file).unwrap();
}

/// Grams of base milligrams.
pub fn grams(base: i128) -> i64 {
    i64::try_from(base / 1_000).unwrap()
}

/// Kilograms as steps say them.
pub fn kilos(grams: i64) -> f64 {
    grams as f64 / 1e3
}

/// What is left of a lot in the store, in grams.
pub fn left(world: &World, lot: &str) -> i64 {
    grams(world.oracle.at(lot, farm::STORE))
}
