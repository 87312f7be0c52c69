//! Hours, minutes and seconds as digits.

use super::digits::check_length;
use super::{Checked, LintCode, LintError, digits};

pub(super) fn hour(data: &str) -> Checked {
    check_length(data, 2, LintCode::HourTooShort, LintCode::HourTooLong)?;
    check_below(data, 24, LintCode::IllegalHour)
}

pub(super) fn minute(data: &str) -> Checked {
    check_length(data, 2, LintCode::MinuteTooShort, LintCode::MinuteTooLong)?;
    check_below(data, 60, LintCode::IllegalMinute)
}

pub(super) fn second(data: &str) -> Checked {
    check_length(data, 2, LintCode::SecondTooShort, LintCode::SecondTooLong)?;
    check_below(data, 60, LintCode::IllegalSecond)
}

pub(super) fn hour_minute(data: &str) -> Checked {
    check_length(
        data,
        4,
        LintCode::HourWithMinuteTooShort,
        LintCode::HourWithMinuteTooLong,
    )?;
    check_halves(data, hour, minute)
}

/// `MM`, or `MMSS`: the form of AI (8008) before its parts were told apart.
pub(super) fn minute_optional_second(data: &str) -> Checked {
    match data.len() {
        2 => minute(data),
        4 => digits::only_digits(data).and_then(|()| check_halves(data, minute, second)),
        _ => Err(LintError::whole(
            LintCode::MinutesSecondsInvalidLength,
            data,
        )),
    }
}

fn check_halves(data: &str, first: fn(&str) -> Checked, then: fn(&str) -> Checked) -> Checked {
    let (left, right) = data.split_at_checked(2).unwrap_or((data, ""));
    first(left)?;
    then(right).map_err(|error| error.shifted(2))
}

fn check_below(data: &str, limit: u32, code: LintCode) -> Checked {
    digits::only_digits(data)?;
    if digits::two_digits(data).is_some_and(|value| value < limit) {
        return Ok(());
    }
    Err(LintError::whole(code, data))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_ends_at_2359() {
        assert!(hour_minute("2359").is_ok());
        assert_eq!(hour_minute("2400").unwrap_err().code, LintCode::IllegalHour);
        assert_eq!(
            hour_minute("0060").unwrap_err().markup("0060", '*'),
            "00*60*"
        );
    }

    #[test]
    fn seconds_are_optional_after_minutes() {
        assert!(minute_optional_second("59").is_ok());
        assert!(minute_optional_second("0059").is_ok());
        assert!(minute_optional_second("111").is_err());
    }
}
