//! What people got wrong, and how they put it right: some of each kind in the season.

use serde_json::{Value, json};

use crate::farm::{BUYERS, STORE, buyer};
use crate::field::{fresh, grams, kilos};
use crate::oracle::{Role, base_units};
use crate::taken_back::{undo_at_once, undo_told};
use crate::trade::shipment;
use crate::world::World;

/// Which mistakes of a kind fall into a week: none into the first, when nothing has been sent yet.
fn due(world: &World, week: usize) -> Vec<usize> {
    let (all, weeks) = (world.size.mistakes, world.size.weeks);
    let of_week = |n: &usize| 1 + n * (weeks - 1) / all == week;
    (0..all).filter(of_week).collect()
}

/// What comes to light at the beginning of a week, when everything was sent.
pub fn find_told(world: &mut World, week: usize) {
    for n in due(world, week) {
        correct(world, n, true);
        correct_with_later_step(world, week);
        correct_anyway_and_mend(world, week);
        void(world, true);
        amend(world, n);
        undo_told(world, week, n);
    }
}

/// What comes to light before it was sent.
pub fn find_untold(world: &mut World, week: usize) {
    for n in due(world, week) {
        correct(world, n, false);
        void(world, false);
        undo_at_once(world, week, n);
    }
}

/// A step of a stage that stands, of which no mistake is known, sent or not sent yet.
pub fn candidate(world: &mut World, stage: &str, sent: bool) -> usize {
    let oracle = &world.oracle;
    let fits = |n: &usize| {
        let step = &oracle.steps[*n];
        step.stands && !step.touched && step.stage == stage && oracle.was_sent(*n) == sent
    };
    let all: Vec<usize> = (0..oracle.steps.len()).filter(fits).collect();
    assert!(!all.is_empty(), "a {stage}, sent: {sent}");
    all[world.random.below(all.len())]
}

/// The step as it was, otherwise in one thing.
pub fn otherwise(world: &World, step: usize, n: usize) -> Value {
    let mut given = world.oracle.steps[step].given.clone();
    // A listing's line is at a place, also where nobody said at which.
    given["lines"][0]["place"] = json!(world.oracle.steps[step].lines[0].place);
    match (n % 3, given["stage"].as_str()) {
        (0, Some("ship")) => given["party"] = json!(buyer(BUYERS - 1 - n % 2)),
        (1, Some("ship")) => given["told"] = json!({"invoice": format!("HD-SUA-{step}")}),
        _ => add_to_amount(
            &mut given["lines"][0],
            if n % 3 == 2 { -1_000 } else { 500 },
        ),
    }
    given
}

/// Thousandths more in a line: of a kilogram; or that many whole packs.
fn add_to_amount(line: &mut Value, thousandths: i64) {
    if line["quantity"].is_null() {
        let gross = base_units(&line["rest"]["gross"], "TUOI");
        line["rest"]["gross"] = json!(kilos(grams(gross) + thousandths));
    } else if line["role"] == "in" && line["product"].is_null() {
        let count = line["quantity"].as_i64().unwrap();
        line["quantity"] = json!(count + thousandths.signum());
    } else {
        let was = base_units(&line["quantity"], "TUOI");
        line["quantity"] = json!(kilos(grams(was) + thousandths));
    }
}

/// Corrected, before or after it was accepted. Every other time it is a delivery, of which there was more.
fn correct(world: &mut World, n: usize, sent: bool) {
    let (step, how) = match n % 2 {
        0 => (candidate(world, "ship", sent), n / 2 + usize::from(sent)),
        _ => (candidate(world, "intake", sent), 0),
    };
    let said = otherwise(world, step, how);
    let laptop = world.laptop_of(step);
    world.correct(laptop, &[(step, said)], &[]);
}

/// A delivery whose lot was dried since, half of it, and the drying that took from it most.
fn wrong_delivery(world: &mut World, week: usize) -> (usize, Value, usize, i64) {
    let early = world.size.share(world.size.pairs, week - 1);
    let (pairs, oracle) = (early.clone(), &world.oracle);
    let is_early = |lot: &str| pairs.clone().any(|pair| lot == fresh(pair, 0));
    let fits = |n: &usize| {
        let step = &oracle.steps[*n];
        let lot = &step.lines[0].lot;
        step.stands
            && !step.touched
            && step.stage == "intake"
            && is_early(lot)
            && oracle.was_sent(*n)
            && drying_of(world, lot).is_some()
    };
    let all: Vec<usize> = (0..oracle.steps.len()).filter(fits).collect();
    assert!(!all.is_empty(), "a delivery of week {}", week - 1);
    let step = all[world.random.below(all.len())];
    let line = &world.oracle.steps[step].lines[0];
    let (drying, less) = (drying_of(world, &line.lot).unwrap(), grams(line.amount) / 2);
    let mut said = world.oracle.steps[step].given.clone();
    add_to_amount(&mut said["lines"][0], -less);
    (step, said, drying, less)
}

/// The standing step that dried a batch's leaf first.
fn drying_of(world: &World, lot: &str) -> Option<usize> {
    let mut steps = (0..world.oracle.steps.len()).filter(|n| {
        let step = &world.oracle.steps[*n];
        let of_lot = step.lines[0].lot == lot && step.lines[0].role == Role::In;
        of_lot && step.stands && step.stage == "process"
    });
    steps.next().filter(|n| !world.oracle.steps[*n].touched)
}

/// A step that takes less of its first line.
fn taking_less(world: &World, step: usize, grams_less: i64) -> Value {
    let mut given = world.oracle.steps[step].given.clone();
    let line = &world.oracle.steps[step].lines[0];
    given["lines"][0]["quantity"] = json!(kilos(grams(line.amount) - grams_less));
    given["lines"][0]["place"] = json!(line.place);
    given
}

/// A delivery and the step that took of it are corrected in one action.
fn correct_with_later_step(world: &mut World, week: usize) {
    let (step, said, drying, less) = wrong_delivery(world, week);
    let less_dried = taking_less(world, drying, less);
    let laptop = world.laptop_of(step);
    world.correct(laptop, &[(step, said), (drying, less_dried)], &[]);
}

/// Refused with the steps that took; done anyway the lot is to review, until the drying is mended.
fn correct_anyway_and_mend(world: &mut World, week: usize) {
    let (step, said, drying, less) = wrong_delivery(world, week);
    let laptop = world.laptop_of(step);
    let lot = world.oracle.steps[step].lines[0].lot.clone();
    let refused = world.correct_refused(laptop, &[(step, said.clone())]);
    let takers: Vec<String> = world.oracle.takers(&lot, STORE).into_iter().collect();
    let mut named = refused.steps;
    named.sort_unstable();
    assert_eq!((&*refused.code, named), ("stock_negative", takers));
    assert_eq!(
        review(world, laptop, &lot),
        json!([]),
        "nothing was written"
    );
    let anyway = [
        "--anyway",
        "--by",
        "Lò Thị Mai",
        "--reason",
        "cân sai, chưa rõ",
    ];
    world.correct(laptop, &[(step, said)], &anyway);
    assert_eq!(review(world, laptop, &lot), json!(["stock_negative"]));
    let sold = json!({"stage": "ship", "day": world.day(week, 0), "party": buyer(0), "lines": [{"role": "in", "lot": lot, "place": STORE, "quantity": 0.1}]});
    let add = ["step", "add", "--file", "-"];
    let refused = world.laptops[laptop].refused(&add, &sold);
    assert_eq!(refused.code, "lot_to_review");
    let mended = taking_less(world, drying, less);
    world.correct(laptop, &[(drying, mended)], &[]);
    assert_eq!(review(world, laptop, &lot), json!([]));
}

/// Why a lot is to review.
fn review(world: &World, laptop: usize, lot: &str) -> Value {
    world.laptops[laptop].done(&["balance", lot])["review"].clone()
}

fn void(world: &mut World, sent: bool) {
    let step = candidate(world, "ship", sent);
    let laptop = world.laptop_of(step);
    world.void(laptop, step);
}

/// A price that was agreed on later and a note: the step stays itself, and nothing is sent.
fn amend(world: &mut World, n: usize) {
    let step = candidate(world, "ship", true);
    let laptop = world.laptop_of(step);
    // What this week's corrections have to say goes first.
    world.sync(laptop);
    let held = world.there.records(&world.token()).len();
    let id = world.oracle.steps[step].id.clone();
    let price = 100_000 + 1_000 * n;
    let fields = [format!("price={price}"), format!("note=hẹn lần {n}")];
    let args = ["amend", &id, &fields[0], &fields[1]];
    assert_eq!(world.laptops[laptop].done(&args)["id"], json!(id));
    let shown = world.laptops[laptop].done(&["step", &id]);
    assert_eq!(
        (&shown["lines"][0]["price"], &shown["state"]),
        (&json!(price), &json!("accepted"))
    );
    let summary = world.laptops[laptop].done(&["sync"]);
    assert_eq!(summary["sent"], json!(0), "{summary}");
    assert_eq!(world.there.records(&world.token()).len(), held);
    world.oracle.steps[step].touched = true;
}

/// Shipments that nobody made.
pub fn no_shipments(world: &mut World, week: usize, laptop: usize, count: usize) -> Vec<Value> {
    let numbers = 90..90 + count;
    numbers.map(|n| shipment(world, week, laptop, n)).collect()
}
