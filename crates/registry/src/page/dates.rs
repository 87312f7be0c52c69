//! Dates as people write them: 15/07/2026, or 15 July 2026.

use jiff::Timestamp;
use jiff::civil::Date;

use super::language::Language;
use crate::text;

const MONTHS: [&str; 12] = [
    "date.month.1",
    "date.month.2",
    "date.month.3",
    "date.month.4",
    "date.month.5",
    "date.month.6",
    "date.month.7",
    "date.month.8",
    "date.month.9",
    "date.month.10",
    "date.month.11",
    "date.month.12",
];

/// The date of `2026-07-15` or `2026-07-15T…`.
pub(super) fn read_date(text: &str) -> Option<Date> {
    // In any other form it is left off the page: better no date than a wrong one.
    text.get(..10)?.parse().ok()
}

/// A whole date.
pub(super) fn write_date(language: Language, date: Date) -> String {
    fill_date(language, "date.full", date)
}

/// From one date to another; what they share is said once.
pub(super) fn write_span(language: Language, from: Date, to: Date) -> String {
    if from == to {
        return write_date(language, to);
    }
    let shared = (from.year() == to.year(), from.month() == to.month());
    let key = match shared {
        (true, true) => "date.day",
        (true, false) => "date.short",
        (false, _) => "date.full",
    };
    let first = fill_date(language, key, from);
    language.fill_words(
        "date.span",
        &[("from", &first), ("to", &write_date(language, to))],
    )
}

/// Day and time of day in Viet Nam.
pub(super) fn write_moment(language: Language, time: Timestamp) -> String {
    let date = write_date(language, text::local_date(time));
    language.fill_words(
        "date.moment",
        &[("date", &date), ("hour", &text::local_hour(time))],
    )
}

fn fill_date(language: Language, key: &'static str, date: Date) -> String {
    let position = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    let month = MONTHS.get(position).map_or("", |key| language.say(key));
    let values = [
        ("d", date.day().to_string()),
        ("dd", format!("{:02}", date.day())),
        ("mm", format!("{:02}", date.month())),
        ("month", month.to_owned()),
        ("year", date.year().to_string()),
    ];
    language.fill_words(
        key,
        &values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str())),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_naturally_in_both_languages() {
        let (from, to) = (
            read_date("2026-07-12").unwrap(),
            read_date("2026-07-15T00:00:00+07:00").unwrap(),
        );
        assert_eq!(
            write_span(Language::Vietnamese, from, to),
            "12/07 – 15/07/2026"
        );
        assert_eq!(write_span(Language::English, from, to), "12 – 15 July 2026");
        assert_eq!(write_span(Language::English, to, to), "15 July 2026");
        let before = read_date("2025-12-30").unwrap();
        assert_eq!(
            write_span(Language::Vietnamese, before, to),
            "30/12/2025 – 15/07/2026"
        );
    }
}
