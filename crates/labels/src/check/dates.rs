//! Dates as Decree 37/2026 takes them: day, month, year, with `.` `/` `-`, a space or nothing between, the year with two or four digits.
//! An expiry may also be a time from the production date on ("30 tháng kể từ NSX").

use super::warning_on;
use crate::data::{DateKind, Field, LabelData};
use crate::finding::Finding;
use jiff::civil::Date;
use std::str::FromStr;

/// Words of a span of time, lower case.
const SPANS: [&str; 8] = [
    "ngày", "tuần", "tháng", "năm", "day", "week", "month", "year",
];

pub(super) fn date_findings(shown: &[Field], data: &LabelData) -> Vec<Finding> {
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
            warning_on("date_form", Some(field)).with_arg("value", short)
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
    let year = match year.len() {
        2 => number_of(year, 2).map(|year: i16| 2_000 + year),
        4 => number_of(year, 4),
        _ => None,
    };
    let whole = (year, number_of(month, 2), number_of(day, 2));
    matches!(whole, (Some(y), Some(m), Some(d)) if Date::new(y, m, d).is_ok())
}

/// A number of at most so many digits and nothing else: `+4` is none.
fn number_of<N: FromStr>(digits: &str, most: usize) -> Option<N> {
    let is_number = digits.bytes().all(|b| b.is_ascii_digit()) && digits.len() <= most;
    // What is no number is no date, and that is the finding: why does not matter.
    digits.parse().ok().filter(|_| is_number)
}

fn is_span(text: &str) -> bool {
    let Some((count, unit)) = text.split_once(' ') else {
        return false;
    };
    let unit = unit.to_lowercase();
    let is_count = !count.is_empty() && count.bytes().all(|b| b.is_ascii_digit());
    is_count && SPANS.iter().any(|span| unit.starts_with(span))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(field: Field, text: &str) -> usize {
        date_findings(&[field], &LabelData::default().with(field, text)).len()
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
        assert_eq!(date_findings(&[Field::Date], &season), []);
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
            date_findings(&[], &LabelData::default().with(Field::Date, "hôm qua")),
            []
        );
    }
}
