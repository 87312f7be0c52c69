//! Small forms of text: names, codes of organisations, times as people and machines read them.

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

/// Letters of a code that stands where a tax code would name a person.
const ORGANISATION_LETTERS: usize = 10;

/// How an organisation is called in ids, URNs and links: its tax code in digits, or ten letters A–Z instead of a household business's.
pub(crate) fn organisation_code(text: &str) -> Option<String> {
    let letters = text.trim();
    // Capitals only: `/components/…` is somebody's path on another site, not a code in small letters.
    let minted = letters.len() == ORGANISATION_LETTERS
        && letters.bytes().all(|letter| letter.is_ascii_uppercase());
    if minted {
        return Some(letters.to_owned());
    }
    tax_code(letters)
}

/// Digits of a Vietnamese tax code that may be public: 10 (organisation) or 13 (branch, often written `…-001`).
pub(crate) fn tax_code(text: &str) -> Option<String> {
    tax_digits(text).filter(|digits| matches!(digits.len(), 10 | 13))
}

/// Whether it is a household business's tax code of 12 digits: its owner's identity number, which may stand in no id, link or page.
pub(crate) fn is_identity_number(text: &str) -> bool {
    // Numbers on cards are read out and written down in groups.
    let joined = text.replace([' ', '.'], "");
    tax_digits(&joined).is_some_and(|digits| digits.len() == 12)
}

/// The digits of a number, with or without a branch's hyphen.
fn tax_digits(text: &str) -> Option<String> {
    let text = text.trim();
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    plain.then(|| text.chars().filter(char::is_ascii_digit).collect())
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
    fn an_organisation_goes_by_its_tax_code_or_by_ten_letters_and_never_by_a_persons_number() {
        let code = |text: &str| organisation_code(text);
        assert_eq!(code(" ABCDEFGHIJ ").as_deref(), Some("ABCDEFGHIJ"));
        assert_eq!(code("6200012345-001").as_deref(), Some("6200012345001"));
        for other in [
            "components",
            "ABCDEFGHI",
            "ABCDEFGHIJK",
            "ABCDE12345",
            "ĐBCDEFGHI",
            "012345678901",
            "",
        ] {
            assert_eq!(code(other), None, "{other}");
        }
        for personal in ["012345678901", " 0123 4567 8901 ", "0123456789-01"] {
            assert!(is_identity_number(personal), "{personal}");
            assert_eq!(tax_code(personal), None, "{personal}");
        }
        assert!(!is_identity_number("6200012345") && !is_identity_number("ABCDEFGHIJKL"));
    }

    #[test]
    fn a_capture_just_after_midnight_in_viet_nam_belongs_to_the_new_day() {
        let time: Timestamp = "2026-01-21T17:00:00Z".parse().unwrap();
        assert_eq!(capture_day(time), "260122");
        assert_eq!(wire_time(time), "2026-01-21T17:00:00.000Z");
    }
}
