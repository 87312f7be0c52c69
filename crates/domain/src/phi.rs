//! The pre-harvest interval (PHI, thời gian cách ly): how many days after a spray nothing may be picked. The days stand on the
//! pesticide's own label; the spray record carries them.

use jiff::{Span, civil::Date};

/// Longest interval taken as true, days: more is a slip of the pen.
pub const MAX_INTERVAL_DAYS: u32 = 365;

/// The first day on which a harvest is safe: the spray's date plus the interval. None beyond the calendar.
#[must_use]
pub fn safe_on(sprayed: Date, interval_days: u32) -> Option<Date> {
    // A span has limits of its own, and jiff's short forms panic beyond them.
    let span = Span::new().try_days(interval_days);
    span.and_then(|span| sprayed.checked_add(span)).ok()
}

/// True when a harvest falls inside the interval: from the spray's own day up to, not including, the first safe day. A harvest before
/// the spray is never in conflict with it.
#[must_use]
pub fn harvest_conflicts(sprayed: Date, interval_days: u32, harvested: Date) -> bool {
    sprayed <= harvested && safe_on(sprayed, interval_days).is_none_or(|safe| harvested < safe)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_interval_includes_the_spray_day_and_excludes_its_end() {
        let sprayed = date(2026, 9, 9);
        assert!(!harvest_conflicts(sprayed, 5, date(2026, 9, 8)));
        assert!(harvest_conflicts(sprayed, 5, date(2026, 9, 9)));
        assert!(harvest_conflicts(sprayed, 5, date(2026, 9, 13)));
        assert!(!harvest_conflicts(sprayed, 5, date(2026, 9, 14)));
        assert!(!harvest_conflicts(sprayed, 0, date(2026, 9, 9)));
    }

    #[test]
    fn an_interval_crosses_month_and_year() {
        assert_eq!(safe_on(date(2026, 12, 28), 7), Some(date(2027, 1, 4)));
        assert_eq!(safe_on(date(2026, 12, 28), u32::MAX), None);
    }
}
