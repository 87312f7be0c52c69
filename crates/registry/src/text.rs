//! Small forms of text: names, tax codes, times as people and machines read them.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// Viet Nam keeps +07:00 all year.
const VIET_NAM: Offset = Offset::constant(7);

/// `text` trimmed, if it is one line of 1 to `max` characters.
pub(crate) fn one_line(text: &str, max: usize) -> Option<String> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= max;
    (fits && !text.chars().any(char::is_control)).then(|| text.to_owned())
}

/// Digits of a Vietnamese tax code: 10 (organisation), 13 (branch, often written `…-001`)
/// or 12 (personal identification number of a household business).
pub(crate) fn tax_code(text: &str) -> Option<String> {
    let text = text.trim();
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (plain && matches!(digits.len(), 10 | 12 | 13)).then_some(digits)
}

/// The instant on the wire, to the millisecond, in UTC.
pub(crate) fn wire_time(time: Timestamp) -> String {
    format!("{time:.3}")
}

/// The instant cut to whole milliseconds, as it will be shown.
pub(crate) fn to_millis(time: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(time.as_millisecond()).unwrap_or(time)
}

/// The day in Viet Nam.
pub(crate) fn local_date(time: Timestamp) -> Date {
    VIET_NAM.to_datetime(time).date()
}

/// Hour and minute in Viet Nam.
pub(crate) fn local_hour(time: Timestamp) -> String {
    let at = VIET_NAM.to_datetime(time);
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// `yymmdd` in Viet Nam: the first half of a capture id.
pub(crate) fn capture_day(time: Timestamp) -> String {
    let day = local_date(time);
    format!(
        "{:02}{:02}{:02}",
        day.year().rem_euclid(100),
        day.month(),
        day.day()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tax_code_may_carry_its_hyphen() {
        assert_eq!(
            tax_code(" 6200012345-001 ").as_deref(),
            Some("6200012345001")
        );
        assert_eq!(tax_code("6200012345").as_deref(), Some("6200012345"));
        assert_eq!(tax_code("620001234"), None);
        assert_eq!(tax_code("62000A12345"), None);
    }

    #[test]
    fn a_capture_just_after_midnight_in_viet_nam_belongs_to_the_new_day() {
        let time: Timestamp = "2026-01-21T17:00:00Z".parse().unwrap();
        assert_eq!(capture_day(time), "260122");
        assert_eq!(wire_time(time), "2026-01-21T17:00:00.000Z");
    }
}
