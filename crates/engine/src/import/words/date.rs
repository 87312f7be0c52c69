//! Dates as staff write them: `17-05-26`, `15.06.2021`, `5/8/2026`, `ngày 5 tháng 8 năm 2026`, an Excel date or its serial number.
//! The day stands before the month, always (Decree 37/2026 writes them so); a date that does not exist is refused, never bent.

use jiff::civil::Date;

use super::period::Period;
use super::rules::RULES;
use super::text::fold;
use crate::import::cell::Cell;

/// Serial numbers taken for dates: 1954 … 2119.
const SERIALS: std::ops::RangeInclusive<i64> = 20_000..=80_000;

/// The date in a cell, or none when it holds no date that exists.
pub(crate) fn read(cell: &Cell) -> Option<Date> {
    match cell {
        Cell::Date(date) => Some(*date),
        Cell::Number(number) => from_number(*number),
        Cell::Text(text) => from_text(text),
        _ => None,
    }
}

/// A day whose year, or year and month, stand above the table: "5/8" or 5.
pub(crate) fn completed(cell: &Cell, period: &Period) -> Option<Date> {
    let year = period.year?.to_string();
    let parts = match cell {
        Cell::Text(text) => parts(&without_time(text))?,
        Cell::Number(day) if day.fract() == 0.0 => vec![format!("{day:.0}")],
        _ => return None,
    };
    match parts.as_slice() {
        [day, month] => civil(&year, month, day),
        [day] => civil(&year, &period.month?.to_string(), day),
        _ => None,
    }
}

/// "5/8": day and month that can be, and no year.
pub(crate) fn lacks_year(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    // 2024 has every day that a year can have.
    matches!(parts(&without_time(text)).as_deref(), Some([day, month]) if civil("2024", month, day).is_some())
}

/// A day count of a workbook that counts from 1904 as one from 1900.
pub(crate) fn from_1904(cell: &Cell) -> Cell {
    match cell {
        Cell::Number(number) if SERIALS.contains(&(number.trunc() as i64 + 1462)) => {
            Cell::Number(number + 1462.0)
        }
        other => other.clone(),
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
    let days = jiff::SignedDuration::from_hours(24 * (serial - 25_569));
    // Far outside of what a calendar holds there is no day.
    Date::constant(1970, 1, 1).checked_add(days).ok()
}

fn from_text(text: &str) -> Option<Date> {
    let text = without_time(text);
    let parts = parts(&text)?;
    match parts.as_slice() {
        // "46239" and "46239.0": a day count that became text.
        [one] | [one, _] if one.len() == 5 => match one.parse() {
            Ok(serial) if SERIALS.contains(&serial) => from_serial(serial),
            _ => None,
        },
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

/// The three parts, with words such as "tháng" and times of day such as "7h30" gone; none when another word stands there. "Aug 5, 2026"
/// names the month first.
fn parts(folded: &str) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    let mut month_first = false;
    let words = folded.split(' ').filter(|w| !w.is_empty());
    for word in words.filter(|w| !RULES.date_words.contains(*w) && !is_hour(w)) {
        match RULES.months.get(word) {
            Some(month) => {
                month_first = parts.is_empty();
                parts.push(month.to_string());
            }
            None if word.chars().all(|c| c.is_ascii_digit()) => parts.push(word.to_owned()),
            None => return None,
        }
    }
    if month_first && parts.len() > 1 {
        parts.swap(0, 1);
    }
    Some(parts)
}

/// "7h", "7h30".
fn is_hour(word: &str) -> bool {
    let is_number = |part: &str| part.len() <= 2 && part.chars().all(|c| c.is_ascii_digit());
    word.split_once('h')
        .is_some_and(|(hour, minute)| !hour.is_empty() && is_number(hour) && is_number(minute))
}

/// Dates without separators: `020426`, `02042026`, `20260402`.
fn packed(digits: &str) -> Option<Date> {
    let cut = |from: usize, to: usize| digits.get(from..to).unwrap_or("");
    match digits.len() {
        6 => civil(cut(4, 6), cut(2, 4), cut(0, 2)),
        // A number has lost the zero in front: 5082026.
        7 => civil(cut(3, 7), cut(1, 3), cut(0, 1)).filter(plausible),
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
    let (Ok(number), Ok(month), Ok(day)) = (year.parse::<i16>(), month.parse(), day.parse()) else {
        return None;
    };
    let year = match year.len() {
        4 => number,
        2 if number < 70 => 2000 + number,
        2 => 1900 + number,
        _ => return None,
    };
    // The 31st of a month that has 30 days is refused, never bent.
    Date::new(year, month, day).ok()
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
            "46239.0",
            "5082026",
            "5/VIII/2026",
            "Aug 5, 2026",
            "5/8/2026 lúc 7h30",
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
    fn a_title_completes_a_day() {
        let period = |year, month| Period {
            year,
            month,
            since_1904: false,
        };
        let read = |text: &str, period| {
            completed(&Cell::Text(text.to_owned()), &period).map(|d| d.to_string())
        };
        let august = Some("2026-08-05".to_owned());
        assert_eq!(read("5/8", period(Some(2026), None)), august);
        assert_eq!(read("ngày 5 tháng 8", period(Some(2026), None)), august);
        assert_eq!(read("5", period(Some(2026), Some(8))), august);
        assert_eq!(read("5", period(Some(2026), None)), None);
        assert_eq!(read("5/8", period(None, Some(8))), None);
        assert_eq!(read("31/9", period(Some(2026), None)), None);
        assert!(lacks_year(&Cell::Text("29/2".into())) && !lacks_year(&Cell::Text("30/2".into())));
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
