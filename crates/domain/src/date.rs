//! Dates as people type them, day first: `20/10`, `20/10/2026`, `20.10.26`, `17-05-24`, and ISO `2026-10-20`.

use jiff::{Span, civil::Date};

use crate::text::{clean, fold};

/// Why a date was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Nothing there.
    #[error("empty")]
    Empty,
    /// Not written as a date.
    #[error("unreadable")]
    Unreadable,
    /// Written as a date, but no such day: 31/02.
    #[error("no such day")]
    NoSuchDay,
}

impl DateError {
    /// Stable code: `date_empty`, `date_unreadable`, `date_no_such_day`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "date_empty",
            Self::Unreadable => "date_unreadable",
            Self::NoSuchDay => "date_no_such_day",
        }
    }
}

/// Reads a date. Without a year it is the year of `today`; two digits mean 20yy. Separators: `/`, `-`, `.`, space, or the words
/// ngày, tháng, năm; eight digits together are ddmmyyyy, six ddmmyy (Decree 37/2026 writes dates so on labels). A time of day is ignored.
///
/// # Errors
/// [`DateError`].
pub fn parse_date(text: &str, today: Date) -> Result<Date, DateError> {
    let text = fold(&clean(text));
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    let text = without_time(&text);
    let mut spaced = text.to_owned();
    for word in ["ngay", "thang", "nam"] {
        spaced = spaced.replace(word, " ");
    }
    let parts: Vec<&str> = spaced
        .split(['/', '-', '.', ' ', ','])
        .filter(|p| !p.is_empty())
        .collect();
    let numbers = parts
        .iter()
        .map(|p| read_digits(p))
        .collect::<Option<Vec<_>>>()
        .ok_or(DateError::Unreadable)?;
    match (parts.as_slice(), numbers.as_slice()) {
        ([y, _, _], [year, month, day]) if y.len() == 4 => civil_date(*year, *month, *day),
        ([_, _, y], [day, month, year]) if y.len() == 4 => civil_date(*year, *month, *day),
        ([_, _, y], [day, month, year]) if y.len() == 2 => civil_date(2000 + year, *month, *day),
        ([d, m], [day, month]) if d.len() <= 2 && m.len() <= 2 => {
            civil_date(u32::try_from(today.year()).unwrap_or(0), *month, *day)
        }
        ([all], [number]) if all.len() == 8 => {
            civil_date(number % 10_000, number / 10_000 % 100, number / 1_000_000)
        }
        ([all], [number]) if all.len() == 6 => {
            civil_date(2000 + number % 100, number / 100 % 100, number / 10_000)
        }
        _ => Err(DateError::Unreadable),
    }
}

/// The day so many days later. None beyond the calendar.
#[must_use]
pub fn days_after(day: Date, days: u32) -> Option<Date> {
    // A span has limits of its own, and jiff's short forms panic beyond them.
    let span = Span::new().try_days(days);
    span.and_then(|span| day.checked_add(span)).ok()
}

/// "2026-10-20 00:00:00" and "2026-10-20t00:00" without their time.
fn without_time(text: &str) -> &str {
    let cut = text
        .find(':')
        .and_then(|colon| text.get(..colon)?.rfind([' ', 't']));
    cut.and_then(|i| text.get(..i)).unwrap_or(text)
}

fn read_digits(part: &str) -> Option<u32> {
    let plain = part.len() <= 8 && part.bytes().all(|b| b.is_ascii_digit());
    // Eight digits fit; a part of none is no number.
    part.parse().ok().filter(|_| plain)
}

fn civil_date(year: u32, month: u32, day: u32) -> Result<Date, DateError> {
    if !(1900..=2200).contains(&year) {
        return Err(DateError::NoSuchDay);
    }
    let small = |n: u32| i8::try_from(n).map_err(|_| DateError::NoSuchDay);
    let year = i16::try_from(year).map_err(|_| DateError::NoSuchDay)?;
    Date::new(year, small(month)?, small(day)?).map_err(|_| DateError::NoSuchDay)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_are_read_day_first() {
        let today = date(2026, 11, 22);
        for (typed, read) in [
            ("20/10", date(2026, 10, 20)),
            ("20/10/2026", date(2026, 10, 20)),
            ("20.10.26", date(2026, 10, 20)),
            ("17-05-24", date(2024, 5, 17)),
            ("2026-10-20", date(2026, 10, 20)),
            ("5/8/2026", date(2026, 8, 5)),
            (" 09-09-26 ", date(2026, 9, 9)),
            ("2026-10-20 00:00:00", date(2026, 10, 20)),
            ("2026-10-20T07:30:00", date(2026, 10, 20)),
            ("020426", date(2026, 4, 2)),
            ("02042026", date(2026, 4, 2)),
            ("ngày 2 tháng 4 năm 2026", date(2026, 4, 2)),
            ("2 4 2026", date(2026, 4, 2)),
            ("29/02/2024", date(2024, 2, 29)),
        ] {
            assert_eq!(parse_date(typed, today), Ok(read), "{typed}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused_by_name() {
        let today = date(2026, 11, 22);
        for (typed, error) in [
            ("", DateError::Empty),
            ("31/02/2026", DateError::NoSuchDay),
            ("13/13", DateError::NoSuchDay),
            ("hôm qua", DateError::Unreadable),
            ("1/2/3/4", DateError::Unreadable),
            ("32/1", DateError::NoSuchDay),
            ("29/02/2026", DateError::NoSuchDay),
            ("1/1/0026", DateError::NoSuchDay),
            ("45000", DateError::Unreadable),
            ("20/10/6", DateError::Unreadable),
        ] {
            assert_eq!(parse_date(typed, today), Err(error), "{typed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = parse_date(&text, date(2026, 11, 22));
        }
    }
}
