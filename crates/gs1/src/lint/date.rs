//! Calendar dates as digits. `…d0` lets the day be 00 (“some day of that month”).

use super::digits::check_length;
use super::{Checked, LintCode, LintError, digits, time};

pub(super) fn yyyymmd0(data: &str) -> Checked {
    check_length(data, 8, LintCode::DateTooShort, LintCode::DateTooLong)?;
    digits::only_digits(data)?;
    let month = two_digits_at(data, 4);
    if !(1..=12).contains(&month) {
        return Err(LintError::new(LintCode::IllegalMonth, 4..6));
    }
    if two_digits_at(data, 6)
        > days_in_month(two_digits_at(data, 0) * 100 + two_digits_at(data, 2), month)
    {
        return Err(LintError::new(LintCode::IllegalDay, 6..8));
    }
    Ok(())
}

pub(super) fn yyyymmdd(data: &str) -> Checked {
    yyyymmd0(data)?;
    if data.ends_with("00") {
        return Err(LintError::new(LintCode::IllegalDay, 6..8));
    }
    Ok(())
}

/// The General Specifications (7.12) read YY within fifty years of today. 1996 and 2096 are leap
/// years alike, and 00 is 2000 until 2050, so no clock is needed to judge a day.
pub(super) fn yymmd0(data: &str) -> Checked {
    check_short_date(data, yyyymmd0)
}

pub(super) fn yymmdd(data: &str) -> Checked {
    check_short_date(data, yyyymmdd)
}

pub(super) fn yymmddhh(data: &str) -> Checked {
    check_length(
        data,
        8,
        LintCode::DateWithHourTooShort,
        LintCode::DateWithHourTooLong,
    )?;
    digits::only_digits(data)?;
    let (date, hour) = data.split_at_checked(6).unwrap_or((data, ""));
    yymmdd(date)?;
    time::hour(hour).map_err(|error| error.shifted(6))
}

fn check_short_date(data: &str, long: fn(&str) -> Checked) -> Checked {
    check_length(data, 6, LintCode::DateTooShort, LintCode::DateTooLong)?;
    digits::only_digits(data)?;
    long(&format!("20{data}")).map_err(|error| {
        let span = error.span.start.saturating_sub(2)..error.span.end.saturating_sub(2);
        LintError::new(error.code, span)
    })
}

/// Two of the digits of a text that was found to be digits and long enough.
fn two_digits_at(data: &str, at: usize) -> u32 {
    data.get(at..at + 2)
        .and_then(digits::two_digits)
        .unwrap_or(0)
}

fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_00_is_permitted_only_where_the_name_says_so() {
        assert!(yymmd0("200600").is_ok());
        assert_eq!(
            yymmdd("200600").unwrap_err().markup("200600", '*'),
            "2006*00*"
        );
        assert!(yyyymmd0("20200600").is_ok());
        assert!(yyyymmdd("20200600").is_err());
    }

    #[test]
    fn centuries_are_leap_only_every_fourth() {
        assert!(yyyymmdd("20000229").is_ok());
        assert!(yyyymmdd("21000229").is_err());
        assert!(yymmdd("000229").is_ok());
    }

    #[test]
    fn a_date_with_an_hour_checks_both() {
        assert!(yymmddhh("00060623").is_ok());
        assert_eq!(
            yymmddhh("00060624").unwrap_err().markup("00060624", '*'),
            "000606*24*"
        );
    }
}
