//! Dates as staff write them: `17-05-26`, `15.06.2021`, `5/8/2026`, `ngày 5 tháng 8 năm 2026`, an Excel date or its serial number.
//! The day stands before the month, always (Decree 37/2026 writes them so); a date that does not exist is refused, never bent.

use jiff::civil::Date;

use super::cell::Cell;
use super::rules::RULES;
use super::text::fold;

/// Serial numbers taken for dates: 1954 … 2119.
const SERIALS: std::ops::RangeInclusive<i64> = 20_000..=80_000;

/// The date in a cell, or none when it holds no date that exists.
pub(super) fn read(cell: &Cell) -> Option<Date> {
    match cell {
        Cell::Date(date) => Some(*date),
        Cell::Number(number) => from_number(*number),
        Cell::Text(text) => from_text(text),
        _ => None,
    }
}

fn from_number(number: f64) -> Option<Date> {
    let whole = number.trunc() as i64;
    if SERIALS.contains(&whole) {
        from_serial(whole)
    } else {
        packed(&format!("{whole}"))
    }
}

/// Excel's day count (1900 system): 25,569 is 1970-01-01.
fn from_serial(serial: i64) -> Option<Date> {
    Date::constant(1970, 1, 1)
        .checked_add(jiff::Span::new().try_days(serial - 25_569).ok()?)
        .ok()
}

fn from_text(text: &str) -> Option<Date> {
    let text = without_time(text);
    let parts = parts(&text)?;
    match parts.as_slice() {
        [one] if one.len() == 5 => one
            .parse()
            .ok()
            .filter(|n| SERIALS.contains(n))
            .and_then(from_serial),
        [one] => packed(one),
        [year, month, day] if year.len() == 4 => civil(year, month, day),
        [day, month, year] => civil(year, month, day),
        _ => None,
    }
}

/// Lower case without tones, without weekday and without a time of day.
fn without_time(text: &str) -> String {
    let text = text
        .split_once('T')
        .filter(|(day, _)| day.ends_with(|c: char| c.is_ascii_digit()))
        .map_or(text, |(day, _)| day);
    let text: String = text
        .split([' ', '\u{A0}'])
        .filter(|word| !word.contains(':'))
        .collect::<Vec<_>>()
        .join(" ");
    let folded = fold(&text);
    let weekday = RULES
        .weekday_names
        .iter()
        .find(|w| folded.starts_with(&format!("{w} ")));
    weekday.map_or(folded.clone(), |w| {
        folded.chars().skip(w.chars().count()).collect()
    })
}

/// The three parts, with words such as "tháng" gone; none when another word stands there.
fn parts(folded: &str) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    for word in folded
        .split(' ')
        .filter(|w| !w.is_empty() && !RULES.date_words.contains(*w))
    {
        match RULES.months.get(word) {
            Some(month) => parts.push(month.to_string()),
            None if word.chars().all(|c| c.is_ascii_digit()) => parts.push(word.to_owned()),
            None => return None,
        }
    }
    Some(parts)
}

/// Dates without separators: `020426`, `02042026`, `20260402`.
fn packed(digits: &str) -> Option<Date> {
    let cut = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    match digits.len() {
        6 => civil(cut(4, 6), cut(2, 4), cut(0, 2)),
        8 => civil(cut(4, 8), cut(2, 4), cut(0, 2))
            .filter(plausible)
            .or_else(|| civil(cut(0, 4), cut(4, 6), cut(6, 8)).filter(plausible)),
        _ => None,
    }
}

fn plausible(date: &Date) -> bool {
    (1950..2100).contains(&date.year())
}

fn civil(year: &str, month: &str, day: &str) -> Option<Date> {
    if day.len() > 2 || month.len() > 2 {
        return None;
    }
    let number: i16 = year.parse().ok()?;
    let year = match year.len() {
        4 => number,
        2 if number < 70 => 2000 + number,
        2 => 1900 + number,
        _ => return None,
    };
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(
            read(&Cell::Text(text.to_owned()))
                .map(|d| d.to_string())
                .as_deref(),
            expected,
            "{text}"
        );
    }

    #[test]
    fn every_style_of_the_ledgers_reads() {
        for text in [
            "5/8/2026",
            "05/08/2026",
            "05-08-26",
            "5.8.26",
            "05.08.2026",
            "2026-08-05",
            "2026/8/5",
            " 5/8/2026 ",
            "5 / 8 / 2026",
            "ngày 5 tháng 8 năm 2026",
            "Ngày 05 tháng 08 năm 2026",
            "5 tháng 8, 2026",
            "5-Aug-2026",
            "05 AUG 26",
            "050826",
            "05082026",
            "20260805",
            "2026-08-05T07:30:00",
            "05/08/2026 07:30",
            "5/8/2026 7:30:00 SA",
            "Thứ Tư, 5/8/2026",
            "thứ 4 5/8/2026",
            "46239",
            "5\\8\\2026",
            "5,8,2026",
            "5 8 2026",
        ] {
            check(text, Some("2026-08-05"));
        }
    }

    #[test]
    fn the_day_stands_before_the_month() {
        check("1/2/2026", Some("2026-02-01"));
        check("12/11/26", Some("2026-11-12"));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "20/13/2026",
            "hôm qua",
            "30/2/2026",
            "29/2/2025",
            "31.4.26",
            "0/5/2026",
            "5/8",
            "",
            "?",
            "1/2/3/2026",
            "5/8/226",
            "8/25/2026",
            "T001",
            "12,5 kg",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn a_serial_number_is_a_date_and_a_small_one_is_not() {
        assert_eq!(
            read(&Cell::Number(46_239.0)).unwrap().to_string(),
            "2026-08-05"
        );
        assert_eq!(
            read(&Cell::Number(46_239.75)).unwrap().to_string(),
            "2026-08-05"
        );
        assert_eq!(read(&Cell::Number(12.0)), None);
        assert_eq!(read(&Cell::Number(f64::NAN)), None);
        assert_eq!(read(&Cell::Number(-46_239.0)), None);
    }
}
