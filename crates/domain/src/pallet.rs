//! Numbers of pallets (the serial reference of an SSCC), few as they are, handed out so that none comes back too soon.
//!
//! GS1 asks that an SSCC is not used again within a year of the pallet's shipping. A company prefix of 7 to 12 digits leaves 9 to 4 digits for
//! the number, far too few for chance. So numbers go round a ring of all of them, and a floor walks round that ring with the
//! clock, once in [`ROUND_DAYS`]. The next number is the one behind the last one used, or the floor where that is further; and never
//! more than a third of the ring ahead of the floor. A number therefore comes back after two thirds of the round at the
//! earliest: two years, one of which the pallet may wait to be shipped. Whoever forgot the last number (an old copy of the data put
//! back) starts at the floor, beyond all that was used while printing did not outrun it: 9 pallets a day and laptop under the longest
//! prefix, a million under the shortest. Laptops do not meet, because each has an extension digit of its own.

use jiff::Timestamp;

/// Days in which the floor goes once round: three years.
pub const ROUND_DAYS: u64 = 1096;
const ROUND: u64 = ROUND_DAYS * 86_400;

/// The ring of a company prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PalletRing {
    digits: usize,
    size: u64,
}

/// So many numbers are not free yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotYet {
    /// How many are free now.
    pub free: u64,
}

impl PalletRing {
    /// The ring under a company prefix; none when it is not 4 to 12 digits.
    #[must_use]
    pub fn under_prefix(gcp: &str) -> Option<Self> {
        let plain = gcp.bytes().all(|b| b.is_ascii_digit()) && (4..=12).contains(&gcp.len());
        let digits = 16_usize.checked_sub(gcp.len()).filter(|_| plain)?;
        let size = (0..digits).try_fold(1_u64, |size, _| size.checked_mul(10))?;
        Some(Self { digits, size })
    }

    /// The first of `pallets` numbers to use now, counted without end, when `last` was the last one used.
    ///
    /// # Errors
    /// [`NotYet`] when they would run a third of the ring ahead of the floor.
    pub fn next_number(
        self,
        now: Timestamp,
        last: Option<u64>,
        pallets: u32,
    ) -> Result<u64, NotYet> {
        let floor = self.floor_at(now);
        let first = last.map_or(floor, |last| floor.max(last.saturating_add(1)));
        // A third ahead at most: the floor needs the other two to come round before a number does.
        let free = (floor + self.size / 3).saturating_sub(first);
        if u64::from(pallets) <= free {
            Ok(first)
        } else {
            Err(NotYet { free })
        }
    }

    /// A number as it stands in the SSCC, with its leading zeros.
    #[must_use]
    pub fn serial_reference(self, number: u64) -> String {
        format!("{:0width$}", number % self.size, width = self.digits)
    }

    fn floor_at(self, now: Timestamp) -> u64 {
        let seconds = u128::from(now.as_second().unsigned_abs());
        u64::try_from(seconds * u128::from(self.size) / u128::from(ROUND)).unwrap_or(u64::MAX / 2)
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use proptest::prelude::*;

    use super::*;

    fn day(n: i64) -> Timestamp {
        let start: Timestamp = "2026-11-22T05:00:00Z".parse().unwrap();
        start + SignedDuration::from_hours(24 * n)
    }

    #[test]
    fn a_prefix_leaves_the_rest_of_sixteen_digits() {
        for (gcp, length) in [("9520120", 9), ("952012345678", 4), ("9520", 12)] {
            let ring = PalletRing::under_prefix(gcp).unwrap();
            assert_eq!(ring.serial_reference(7).len(), length);
            let first = ring.next_number(day(0), None, 1).unwrap();
            assert_ne!(
                ring.serial_reference(first),
                ring.serial_reference(first + 1)
            );
        }
        for bad in ["", "952", "9520123456789", "95201A0"] {
            assert_eq!(PalletRing::under_prefix(bad), None, "{bad}");
        }
    }

    #[test]
    fn too_many_at_once_are_refused_with_what_is_left() {
        let ring = PalletRing::under_prefix("952012345678").unwrap();
        let first = ring.next_number(day(0), None, 3333).unwrap();
        assert_eq!(
            ring.next_number(day(0), Some(first + 3332), 1),
            Err(NotYet { free: 0 })
        );
        let left = ring
            .next_number(day(1), Some(first + 3332), 100)
            .unwrap_err()
            .free;
        assert!((8..=10).contains(&left), "{left}");
    }

    #[test]
    fn whoever_forgot_starts_beyond_what_was_used() {
        let ring = PalletRing::under_prefix("9520120").unwrap();
        let before = ring.next_number(day(0), None, 1000).unwrap();
        assert!(ring.next_number(day(1), None, 1).unwrap() > before + 999);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20))]
        /// As many as are allowed each day, for five years: a number comes back after two years at the earliest.
        #[test]
        fn no_number_comes_back_within_two_years(wanted in proptest::collection::vec(0_u32..4000, 300), step in 1_i64..10) {
            let ring = PalletRing::under_prefix("952012345678").unwrap();
            let (mut last, mut used) = (None, std::collections::BTreeMap::new());
            for (turn, pallets) in wanted.into_iter().enumerate() {
                let today = turn as i64 * step;
                let free = ring.next_number(day(today), last, u32::MAX).unwrap_err().free;
                let pallets = u64::from(pallets).min(free);
                let Ok(first) = ring.next_number(day(today), last, pallets as u32) else { panic!() };
                for number in first..first + pallets {
                    if let Some(before) = used.insert(ring.serial_reference(number), today) {
                        prop_assert!(today - before >= 730, "{before} {today}");
                    }
                }
                last = (first + pallets).checked_sub(1).max(last);
            }
        }
    }
}
