//! Actions that were taken back: an addition, a correction, a void; at once, and after the registry heard of them.

use crate::mistakes::{candidate, no_shipments, otherwise};
use crate::world::World;

/// Taken back before anything of it was sent.
pub fn undo_at_once(world: &mut World, week: usize, n: usize) {
    undo_each(world, week, n, false);
}

/// Taken back after the registry was told, by a computer that the others have not heard from since.
pub fn undo_told(world: &mut World, week: usize, n: usize) {
    undo_each(world, week, n, true);
}

fn undo_each(world: &mut World, week: usize, n: usize, told: bool) {
    let week = if told { week - 1 } else { week };
    undo_addition(world, week, n, told);
    undo_correction(world, n, told);
    undo_void(world, told);
}

fn undo_addition(world: &mut World, week: usize, n: usize, told: bool) {
    let laptop = world.at(n);
    let steps = no_shipments(world, week, laptop, 2);
    let added = world.add(laptop, &steps);
    tell(world, laptop, told);
    world.undo(laptop, &added, None);
}

fn undo_correction(world: &mut World, n: usize, told: bool) {
    let step = candidate(world, "ship", told);
    let laptop = world.laptop_of(step);
    let said = otherwise(world, step, n);
    let new = world.correct(laptop, &[(step, said)], &[]);
    tell(world, laptop, told);
    world.undo(laptop, &new, Some(step));
}

fn undo_void(world: &mut World, told: bool) {
    let step = candidate(world, "ship", told);
    let laptop = world.laptop_of(step);
    world.void(laptop, step);
    tell(world, laptop, told);
    world.undo(laptop, &[], Some(step));
}

fn tell(world: &mut World, laptop: usize, told: bool) {
    if told {
        world.sync(laptop);
    }
}
