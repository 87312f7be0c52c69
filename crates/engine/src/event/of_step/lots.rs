//! Which lots an event is about, and of how much of each.

use std::collections::{BTreeMap, BTreeSet};

use nuong_domain::{Quantity, QuantityError};
use nuong_epcis::{Quantity as Amount, What};

use super::{EventLine, Telling};
use crate::event::freeze::event_amount;
use crate::stage::EventType;
use crate::step::identity::LineRole;
use crate::{AppError, Code, Result};

/// A line with how much there is of its lot in all lines of the event.
type Summed<'l, 'a> = (&'l EventLine<'a>, i64);

impl<'t> Telling<'t> {
    /// The lines that an event of one side is about: a move's in and out lines say the same, a look has on lines alone.
    pub(super) fn subject_role(self) -> LineRole {
        let has = |role: &LineRole| self.step.lines_of(*role).next().is_some();
        let first = [LineRole::Out, LineRole::In].into_iter().find(has);
        first.unwrap_or(LineRole::On)
    }

    /// The lots of one side, each once, in the order of their classes: the order in which lines were written says nothing.
    pub(super) fn what(self, role: LineRole) -> Result<What> {
        let mut pallets = BTreeSet::new();
        let mut lots: BTreeMap<String, Summed<'_, '_>> = BTreeMap::new();
        for line in self.step.lines_of(role) {
            if let Some(pallet) = self.shipped_pallet(line) {
                pallets.insert(pallet);
                continue;
            }
            let class = self.names.class_of_lot(&line.lot);
            let (_, sum) = lots.entry(class).or_insert((line, 0));
            *sum = sum.saturating_add(line.amount.base());
        }
        let amounts = lots.into_iter().map(|(class, summed)| match role {
            // How much there was depends on what was recorded when: an event must not.
            LineRole::On => Ok(without_amount(class)),
            LineRole::In | LineRole::Out => self.amount(summed),
        });
        Ok(What {
            quantities: amounts.collect::<Result<_>>()?,
            epcs: pallets.into_iter().collect(),
        })
    }

    /// The pallet that a line's lot goes by.
    fn shipped_pallet(self, line: &EventLine<'_>) -> Option<String> {
        let whole = self.event.pallet && line.role == LineRole::In;
        line.place.pallet_id().filter(|_| whole)
    }

    fn amount(self, (line, base): Summed<'_, '_>) -> Result<Amount> {
        let sum = Quantity::from_base(base, line.amount.dimension());
        let refused = |e: QuantityError| AppError::of(Code::by_word(e.code()), e);
        event_amount(self.names, &line.lot, sum.map_err(refused)?)
    }

    /// The product that the event is about, where all its lots are of one: of several none is the event's.
    pub(super) fn product(self) -> Option<String> {
        let both_sides = self.event.kind == EventType::Transformation;
        let subject = self.subject_role();
        let told = self.step.lines.iter().filter(|line| match line.role {
            LineRole::In | LineRole::Out if both_sides => true,
            role => role == subject,
        });
        let classes = told.map(|line| self.names.class_of_product(&line.lot));
        let mut classes = classes.collect::<BTreeSet<_>>().into_iter();
        let product = classes.next();
        product.filter(|_| classes.next().is_none())
    }
}

fn without_amount(class: String) -> Amount {
    Amount {
        class,
        amount: None,
        unit: None,
    }
}
