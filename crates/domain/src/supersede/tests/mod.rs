//! Rows of steps that are numbers.

mod laptops;
mod naive;
mod worked;

use super::{Supersede, SupersedeKind};
use crate::clock::{Device, LogicalClock};

type Row = Supersede<u8>;

/// A row with this count and device.
fn row_at(count: u8, device: u64, old: u8, new: Option<u8>, kind: SupersedeKind) -> Row {
    let mut clock = LogicalClock::resume(Device::from_random(device), None);
    let ticks = (0..count).map(|_| clock.next_tick().unwrap());
    Supersede {
        tick: ticks.last().unwrap(),
        old,
        new,
        kind,
    }
}

/// The first computer says that the record was wrong.
fn wrong_on_a(count: u8, old: u8, new: Option<u8>) -> Row {
    row_at(count, 1, old, new, SupersedeKind::Wrong)
}

/// The second computer says so.
fn wrong_on_b(count: u8, old: u8, new: Option<u8>) -> Row {
    row_at(count, 2, old, new, SupersedeKind::Wrong)
}

/// The first computer takes something back.
fn undone_on_a(count: u8, old: u8, new: Option<u8>) -> Row {
    row_at(count, 1, old, new, SupersedeKind::Undone)
}
