//! Dates as Decree 37/2026 takes them: day, month, year, with `.` `/` `-`, a space or nothing between, the year with two or four digits.
//! An expiry may also be a time from the production date on ("30 tháng kể từ NSX").

use super::warning;
use crate::data::{DateKind, Field, LabelData};
use crate::finding::Finding;
use jiff::civil::Date;

/// Words of a span of time, lower case.
const SPANS: [&str; 8] = [
    "ngày", "tuần", "tháng", "năm", "day", "week", "month", "year",
];

pub(super) fn findings(shown: &[Field], data: &LabelData) -> Vec<Finding> {
    let takes = |field: Field, text: &str| match field {
        Field::Date => data.date_kind == DateKind::Season || is_date(text),
        _ => is_date(text) || is_span(text),
    };
    [Field::Date, Field::Expiry]
        .into_iter()
        .filter(|field| shown.contains(field))
        .filter_map(|field| Some((field, data.get(field)?)))
        .filter(|(field, text)| !takes(*field, text))
        .map(|(field, text)| {
            let short: String = text.chars().take(60).collect();
            warning("date_form", Some(field)).arg("value", short)
        })
        .collect()
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['.', '/', '-', ' ']).collect();
    let (day, month, year) = match parts.as_slice() {
        [day, month, year] => (*day, *month, *year),
        [together] if together.is_ascii() && matches!(together.len(), 6 | 8) => {
            let (day, rest) = together.split_at(2);
            let (month, year) = rest.split_at(2);
            (day, month, year)
        }
        _ => return false,
    };
    let number = |digits: &str, most: usize| {
        let is_number = digits.bytes().all(|b| b.is_ascii_digit()) && digits.len() <= most;
        digits.parse::<i16>().ok().filter(|_| is_number)
    };
    let year = match year.len() {
        2 => number(year, 2).map(|year| 2_000 + year),
        4 => number(year, 4),
        _ => None,
    };
    let small = |digits| number(digits, 2).and_then(|n| i8::try_from(n).ok());
    let whole = (year, small(month), small(day));
    matches!(whole, (Some(y), Some(m), Some(d)) if Date::new(y, m, d).is_ok())
}

fn is_span(text: &str) -> bool {
    let mut words = text.split(' ');
    let count = words.next().unwrap_or_default();
    let unit = words.next().unwrap_or_default().to_lowercase();
    let is_count = !count.is_empty() && count.bytes().all(|b| b.is_ascii_digit());
    is_count && SPANS.iter().any(|span| unit.starts_with(span))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(field: Field, text: &str) -> usize {
        findings(&[field], &LabelData::default().with(field, text)).len()
    }

    #[test]
    fn the_decrees_forms_are_taken() {
        for date in [
            "020426",
            "02042026",
            "02/04/26",
            "02.04.2026",
            "2-4-2026",
            "02 04 2026",
            "29/02/2028",
        ] {
            assert_eq!(found(Field::Date, date), 0, "{date}");
            assert_eq!(found(Field::Expiry, date), 0, "{date}");
        }
        assert_eq!(found(Field::Expiry, "30 tháng kể từ NSX"), 0);
        assert_eq!(found(Field::Expiry, "12 months from production"), 0);
        let mut season = LabelData::default().with(Field::Date, "vụ Xuân 2026");
        season.date_kind = DateKind::Season;
        assert_eq!(findings(&[Field::Date], &season), []);
    }

    #[test]
    fn others_are_found() {
        for date in [
            "2026-04-02",
            "31/02/2026",
            "04/2026",
            "hôm qua",
            "0204",
            "30 tháng kể từ NSX",
            "1/1/20266",
            "ngày 2",
        ] {
            assert_eq!(found(Field::Date, date), 1, "{date}");
        }
        assert_eq!(found(Field::Expiry, "lâu"), 1);
        assert_eq!(
            findings(&[], &LabelData::default().with(Field::Date, "hôm qua")),
            []
        );
    }
}
