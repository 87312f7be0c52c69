//! The pre-harvest interval (PHI, thời gian cách ly): how many days after a spray nothing may be picked. The days stand on the
//! pesticide's own label; the spray record carries them.

use jiff::civil::Date;

use crate::date::days_after;

/// Longest interval taken as true, days: more is a slip of the pen.
pub const MAX_INTERVAL_DAYS: u32 = 365;

/// The first day on which a harvest is safe: the spray's date plus the interval. None beyond the calendar.
#[must_use]
pub fn safe_on(sprayed: Date, interval_days: u32) -> Option<Date> {
    days_after(sprayed, interval_days)
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
    use proptest::prelude::*;

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

    /// A spray of a day of the year with its interval, or a harvest.
    #[derive(Debug, Clone)]
    enum Record {
        Spray(i64, u32),
        Harvest(i64),
    }

    fn any_record() -> impl Strategy<Value = Record> {
        let spray = (0_i64..60, 0_u32..30).prop_map(|(day, days)| Record::Spray(day, days));
        prop_oneof![spray, (0_i64..90).prop_map(Record::Harvest)]
    }

    fn day_of(n: i64) -> Date {
        days_after(date(2026, 12, 1), u32::try_from(n).unwrap()).unwrap()
    }

    proptest! {
        /// Property 9 of the model: whoever comes second asks what is there already, by days as text, as a data file does; in the end it is
        /// every clash among all pairs.
        #[test]
        fn whatever_comes_second_every_clash_is_found(
            records in proptest::collection::vec(any_record(), 0..20),
        ) {
            let (mut sprays, mut harvests, mut found) = (Vec::new(), Vec::new(), Vec::new());
            let clashes = |from: &str, until: &str, day: &str| from <= day && day < until;
            for (n, record) in records.iter().enumerate() {
                match record {
                    Record::Spray(day, days) => {
                        let (from, until) = (day_of(*day).to_string(), safe_on(day_of(*day), *days).unwrap().to_string());
                        let hit = harvests.iter().filter(|(_, day): &&(usize, String)| clashes(&from, &until, day));
                        found.extend(hit.map(|(harvest, _)| (n, *harvest)));
                        sprays.push((n, from, until));
                    }
                    Record::Harvest(day) => {
                        let day = day_of(*day).to_string();
                        let hit = sprays.iter().filter(|(_, from, until)| clashes(from, until, &day));
                        found.extend(hit.map(|(spray, _, _)| (*spray, n)));
                        harvests.push((n, day));
                    }
                }
            }
            let mut all = Vec::new();
            for (s, spray) in records.iter().enumerate() {
                for (h, harvest) in records.iter().enumerate() {
                    let (Record::Spray(sprayed, days), Record::Harvest(day)) = (spray, harvest) else { continue };
                    let clash = *sprayed <= *day && *day < sprayed + i64::from(*days);
                    prop_assert_eq!(harvest_conflicts(day_of(*sprayed), *days, day_of(*day)), clash);
                    all.extend(clash.then_some((s, h)));
                }
            }
            found.sort_unstable();
            prop_assert_eq!(found, all);
        }
    }
}
