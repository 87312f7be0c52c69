//! The re-entry interval: for how many hours after a treatment nobody should enter a plot. Hours are often not written down, so what may
//! have been too early is a warning, never a refusal.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};

/// When something was done: a day, and an hour where it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkTime {
    /// The day.
    pub day: Date,
    /// The time of day; none: some time on that day.
    pub time: Option<Time>,
}

impl WorkTime {
    /// Not before this.
    fn earliest(self) -> DateTime {
        self.day.to_datetime(self.time.unwrap_or(Time::MIN))
    }

    /// Not after this.
    fn latest(self) -> DateTime {
        self.day.to_datetime(self.time.unwrap_or(Time::MAX))
    }
}

/// Whether somebody who worked on a plot at `entered` may have come within so many hours after a treatment that ended at `ended`: from its
/// end up to, not including, the hour at which the plot is free again. No hours: nobody has to wait.
#[must_use]
pub fn enters_early(ended: WorkTime, reentry_hours: u32, entered: WorkTime) -> bool {
    if reentry_hours == 0 {
        return false;
    }
    let wait = SignedDuration::from_hours(i64::from(reentry_hours));
    let waited = match ended.latest().checked_add(wait) {
        Ok(free) => entered.earliest() >= free,
        // Beyond the calendar.
        Err(_) => false,
    };
    entered.latest() >= ended.earliest() && !waited
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    use super::*;

    fn at(day: i8, hour: i8) -> WorkTime {
        WorkTime {
            day: date(2026, 9, day),
            time: Some(time(hour, 0, 0, 0)),
        }
    }

    fn on(day: i8) -> WorkTime {
        WorkTime {
            day: date(2026, 9, day),
            time: None,
        }
    }

    #[test]
    fn the_hour_at_which_the_plot_is_free_is_free() {
        assert!(!enters_early(at(9, 8), 24, at(9, 7)));
        assert!(enters_early(at(9, 8), 24, at(9, 8)));
        assert!(enters_early(at(9, 8), 24, at(10, 7)));
        assert!(!enters_early(at(9, 8), 24, at(10, 8)));
        assert!(!enters_early(at(9, 8), 0, at(9, 8)));
    }

    #[test]
    fn what_may_have_been_too_early_is_told() {
        assert!(enters_early(at(9, 8), 24, on(9)));
        assert!(enters_early(at(9, 8), 24, on(10)));
        assert!(!enters_early(at(9, 8), 24, on(8)));
        assert!(!enters_early(at(9, 8), 24, on(11)));
        // Sprayed at any hour of the 9th: free on the 11th for certain.
        assert!(enters_early(on(9), 24, at(10, 23)));
        assert!(!enters_early(on(9), 24, at(11, 0)));
        let last = WorkTime {
            day: Date::MAX,
            time: None,
        };
        assert!(enters_early(last, u32::MAX, last));
    }

    proptest! {
        /// By half hours: told exactly when some moment of the one and some moment of the other lie too near.
        #[test]
        fn moment_by_moment_it_is_the_same(
            sprayed in (1_i8..6, proptest::option::of(0_i8..24)),
            hours in 0_u32..80,
            entered in (1_i8..9, proptest::option::of(0_i8..24)),
        ) {
            let halves = |(day, hour): (i8, Option<i8>)| {
                let day = u32::from(day.unsigned_abs()) * 48;
                let hour = hour.map(|hour| day + 2 * u32::from(hour.unsigned_abs()));
                hour.map_or(day..=day + 47, |hour| hour..=hour)
            };
            let too_near = |s: u32, e: u32| s <= e && e < s + 2 * hours;
            let early = halves(entered).any(|e| halves(sprayed).any(|s| too_near(s, e)));
            let when = |(day, hour): (i8, Option<i8>)| hour.map_or(on(day), |hour| at(day, hour));
            prop_assert_eq!(enters_early(when(sprayed), hours, when(entered)), early);
        }
    }
}
