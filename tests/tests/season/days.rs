//! The season's days: its last week ends a few days ago, on whatever day the test runs.

use std::time::SystemTime;

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Its first day.
pub fn first_day(weeks: usize) -> Date {
    let since = SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs() / 86_400;
    let back = 7 * weeks as i64 + 3;
    date(1970, 1, 1) + (since as i64 - back).days()
}

/// A day of it as steps say it.
pub fn day(first: Date, week: usize, of_week: i64) -> String {
    (first + (7 * week as i64 + of_week).days()).to_string()
}
