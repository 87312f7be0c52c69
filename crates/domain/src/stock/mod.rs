//! What the lines of steps make of stock (lot model, §4): quantity and stock are sums of signed lines over the steps that stand, and nothing
//! else is ever stored as truth. Sums are whole base units, below nothing where merged facts or goods of unknown lots say so.

mod deltas;
mod sums;
#[cfg(test)]
mod tests;

pub use deltas::{Deltas, MoveUnequal, Shortfall, check_moves, name_takers};
pub use sums::{Column, LotSums};

use crate::quantity::Quantity;

/// Whether a line takes from a lot, gives to it or is about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Goes in: the lot has less.
    In,
    /// Comes out: the lot has more.
    Out,
    /// Is about the lot.
    On,
}

/// What a line says of the amount of a lot at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<L, P> {
    /// Takes, gives or is about.
    pub role: Role,
    /// Which lot.
    pub lot: L,
    /// Where it lies.
    pub place: P,
    /// How much.
    pub amount: Quantity,
}

impl<L, P> Line<L, P> {
    /// What it adds to the lot at the place, in base units; below nothing when it takes.
    pub fn signed(&self) -> i64 {
        match self.role {
            Role::In => -self.amount.base(),
            Role::Out => self.amount.base(),
            Role::On => 0,
        }
    }
}
