//! A season of a cooperative through the command line alone: deliveries, drying, milling, splitting, packing, markets, mistakes and a recall,
//! on laptops that exchange what they know by file and send it to a real registry. An oracle that knows nothing of the engine is asked at
//! the end what there must be. `NUONG_SEASON=small` or `tiny` takes less
//! time than a real cooperative's size; `NUONG_BIN` names the program, which is built otherwise.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test ends where its world is not as it built it"
)]

// Bottom-up: a module names only those above its own line, but mistakes and what is taken back name each other.

#[path = "season/days.rs"]
mod days;
#[path = "season/random.rs"]
mod random;
#[path = "season/size.rs"]
mod size;

#[path = "season/farm.rs"]
mod farm;
#[path = "season/ids.rs"]
mod ids;
#[path = "season/oracle.rs"]
mod oracle;
#[path = "season/told.rs"]
mod told;

#[path = "season/laptop.rs"]
mod laptop;
#[path = "season/there.rs"]
mod there;
#[path = "season/world.rs"]
mod world;

#[path = "season/field.rs"]
mod field;
#[path = "season/trade.rs"]
mod trade;
#[path = "season/workshop.rs"]
mod workshop;

#[path = "season/mistakes.rs"]
mod mistakes;
#[path = "season/recalled.rs"]
mod recalled;
#[path = "season/taken_back.rs"]
mod taken_back;

#[path = "season/own_account.rs"]
mod own_account;
#[path = "season/public_account.rs"]
mod public_account;

use std::time::Instant;

use size::Size;
use world::World;

#[test]
fn a_season_ends_with_what_an_oracle_says() {
    let mut world = World::new(Size::chosen());
    let mut watch = Watch::start();
    field::read_ledger(&mut world);
    field::buy_inputs(&mut world);
    world.meet();
    for week in 0..world.size.weeks {
        live_week(&mut world, week);
        watch.tell(&format!("week {week}"), &world);
    }
    recalled::call_back(&mut world);
    watch.tell("recall", &world);
    for laptop in 0..world.laptops.len() {
        own_account::compare_laptop(&world, laptop);
    }
    watch.tell("laptops compared", &world);
    public_account::compare_registry(&world);
    watch.tell("registry compared", &world);
}

/// A week begins and ends with everything known to all and sent.
fn live_week(world: &mut World, week: usize) {
    mistakes::find_told(world, week);
    field::tend(world, week);
    field::take_in(world, week);
    world.exchange();
    workshop::work_off(world, week);
    trade::trade(world, week);
    mistakes::find_untold(world, week);
    world.meet();
}

/// How long it takes, for whoever runs with `--nocapture`.
struct Watch(Instant);

impl Watch {
    fn start() -> Self {
        Self(Instant::now())
    }

    fn tell(&mut self, what: &str, world: &World) {
        let (steps, lots) = (world.oracle.steps.len(), world.oracle.lots().count());
        println!(
            "{:>7.1?}  {what}: {steps} steps, {lots} lots",
            self.0.elapsed()
        );
    }
}
