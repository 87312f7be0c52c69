//! First expired, first out (lot model, §4): which of several lots of a product is proposed when a line is added.

use std::cmp::Ordering;

use jiff::civil::Date;

use crate::date::days_after;

/// What is known of a lot's days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FefoLot<'a> {
    /// Expiry or best before, as its packing says.
    pub expiry: Option<Date>,
    /// The first day on which something of it was harvested.
    pub first_harvest: Option<Date>,
    /// The last one.
    pub last_harvest: Option<Date>,
    /// How long the product keeps, in days.
    pub shelf_life_days: Option<u32>,
    /// Its code.
    pub code: &'a str,
}

impl FefoLot<'_> {
    /// The day that it is taken by: its expiry, else last harvest and shelf life, else its first harvest. None where nothing is known.
    #[must_use]
    pub fn due_day(&self) -> Option<Date> {
        let keeps = self.last_harvest.zip(self.shelf_life_days);
        let kept = keeps.map(|(harvested, days)| days_after(harvested, days).unwrap_or(Date::MAX));
        self.expiry.or(kept).or(self.first_harvest)
    }

    /// Which of two lots goes first: the one whose day comes first, of equal days the smaller code. A lot of which no day is known goes last.
    #[must_use]
    pub fn fefo_order(&self, other: &Self) -> Ordering {
        let key = |lot: &Self| lot.due_day().unwrap_or(Date::MAX);
        let known = |lot: &Self| lot.due_day().is_none();
        let days = key(self)
            .cmp(&key(other))
            .then(known(self).cmp(&known(other)));
        days.then_with(|| self.code.cmp(other.code))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const UNKNOWN: FefoLot<'_> = FefoLot {
        expiry: None,
        first_harvest: None,
        last_harvest: None,
        shelf_life_days: None,
        code: "Z",
    };

    #[test]
    fn the_day_is_the_best_that_is_known() {
        let mut lot = UNKNOWN;
        assert_eq!(lot.due_day(), None);
        lot.first_harvest = Some(date(2026, 9, 1));
        assert_eq!(lot.due_day(), lot.first_harvest);
        lot.last_harvest = Some(date(2026, 9, 5));
        assert_eq!(lot.due_day(), lot.first_harvest);
        lot.shelf_life_days = Some(30);
        assert_eq!(lot.due_day(), Some(date(2026, 10, 5)));
        lot.shelf_life_days = Some(u32::MAX);
        assert_eq!(lot.due_day(), Some(Date::MAX));
        lot.expiry = Some(date(2026, 12, 31));
        assert_eq!(lot.due_day(), lot.expiry);
    }

    #[test]
    fn what_expires_first_goes_first() {
        let soon = FefoLot {
            expiry: Some(date(2026, 12, 1)),
            code: "B",
            ..UNKNOWN
        };
        let late = FefoLot {
            expiry: Some(date(2027, 1, 1)),
            code: "A",
            ..UNKNOWN
        };
        let never = FefoLot {
            expiry: Some(Date::MAX),
            code: "Y",
            ..UNKNOWN
        };
        let twin = FefoLot { code: "C", ..soon };
        let mut lots = [UNKNOWN, late, never, twin, soon];
        lots.sort_by(FefoLot::fefo_order);
        assert_eq!(lots.map(|lot| lot.code), ["B", "C", "A", "Y", "Z"]);
    }

    fn any_day() -> impl Strategy<Value = Option<Date>> {
        proptest::option::of((1_i16..=9999, 1_i8..=28).prop_map(|(year, day)| date(year, 2, day)))
    }

    proptest! {
        /// An order at all, whatever is known.
        #[test]
        fn it_is_an_order(days in proptest::collection::vec((any_day(), any_day(), any_day(), proptest::option::of(any::<u32>())), 3)) {
            let lots: Vec<_> = days.into_iter().zip(["A", "B", "C"]).map(|((expiry, first_harvest, last_harvest, shelf_life_days), code)| {
                FefoLot { expiry, first_harvest, last_harvest, shelf_life_days, code }
            }).collect();
            let before = |a: usize, b: usize| lots[a].fefo_order(&lots[b]) == Ordering::Less;
            prop_assert!(before(0, 1) != before(1, 0));
            prop_assert!(!(before(0, 1) && before(1, 2)) || before(0, 2));
        }
    }
}
