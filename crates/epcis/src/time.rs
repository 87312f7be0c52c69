//! Event times: an instant and the offset where it happened, written as EPCIS wants them.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::Offset,
};

/// When something happened and the local offset there (EPCIS 2.0 §7.2.2: `eventTime`, `eventTimeZoneOffset`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventTime {
    local: DateTime,
    offset: Offset,
}

impl EventTime {
    /// An instant, shown at `offset`.
    #[must_use]
    pub fn new(at: Timestamp, offset: Offset) -> Self {
        Self {
            local: offset.to_datetime(at),
            offset,
        }
    }

    /// A date that a ledger knows without a time of day: 00:00 local time.
    #[must_use]
    pub fn midnight(date: Date, offset: Offset) -> Self {
        Self {
            local: date.at(0, 0, 0, 0),
            offset,
        }
    }

    /// `±hh:mm`, the form of `eventTimeZoneOffset` (seconds of historical offsets are dropped).
    #[must_use]
    pub fn zone_offset(&self) -> String {
        let seconds = self.offset.seconds();
        let sign = if seconds < 0 { '-' } else { '+' };
        let minutes = seconds.unsigned_abs() / 60;
        format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl std::fmt::Display for EventTime {
    /// RFC 3339 with milliseconds: `2026-11-22T00:00:00.000+07:00`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}.{:03}{}",
            self.local.strftime("%Y-%m-%dT%H:%M:%S"),
            self.local.millisecond(),
            self.zone_offset()
        )
    }
}

/// The instant that an RFC 3339 text names. Decimals beyond the nanosecond are cut off: RFC 3339 §5.6 sets no limit to them.
/// `None` where the text is no time with an offset.
#[must_use]
pub fn read_instant(text: &str) -> Option<Timestamp> {
    let (clock, fraction, zone) = split_time(text)?;
    let fraction = fraction.get(..9).unwrap_or(fraction);
    let point = if fraction.is_empty() { "" } else { "." };
    // Which part of it is wrong is the validator's to say (`is_time`).
    format!("{clock}{point}{fraction}{zone}").parse().ok()
}

/// The one spelling of an instant: in UTC, with every decimal that says something. `None` for what is no time, and for a leap
/// second, which no calendar of ours tells from the second before it.
pub(crate) fn utc_spelling(text: &str) -> Option<String> {
    let (clock, fraction, zone) = split_time(text)?;
    if clock.ends_with(":60") {
        return None;
    }
    let second = read_instant(&format!("{clock}{zone}"))?.to_string();
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{}{point}{fraction}Z", second.strip_suffix('Z')?))
}

/// Date and time to the second, the digits behind it, and the offset; in capitals.
fn split_time(text: &str) -> Option<(String, &str, String)> {
    // The offset's sign is the last one; a date has others before it.
    let (head, zone) = text.split_at(text.rfind(['Z', 'z', '+', '-'])?);
    let (clock, fraction) = match head.split_once('.') {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (head, ""),
    };
    let digits = fraction.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| {
        (
            clock.to_ascii_uppercase(),
            fraction,
            zone.to_ascii_uppercase(),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{civil::date, tz::offset};

    #[test]
    fn a_ledger_date_is_local_midnight() {
        let time = EventTime::midnight(date(2026, 11, 22), offset(7));
        assert_eq!(time.to_string(), "2026-11-22T00:00:00.000+07:00");
        assert_eq!(time.zone_offset(), "+07:00");
    }

    #[test]
    fn an_instant_is_shown_where_it_happened() {
        let at: Timestamp = "2026-11-21T17:30:05.250Z".parse().unwrap();
        assert_eq!(
            EventTime::new(at, offset(7)).to_string(),
            "2026-11-22T00:30:05.250+07:00"
        );
        assert_eq!(EventTime::new(at, offset(-3)).zone_offset(), "-03:00");
    }

    #[test]
    fn an_instant_is_read_whatever_its_decimals() {
        let read = |text: &str| read_instant(text).map(|at| at.to_string());
        for (text, instant) in [
            ("2026-11-20T08:00:00+07:00", "2026-11-20T01:00:00Z"),
            (
                "2026-11-20T00:00:00.123456789012+07:00",
                "2026-11-19T17:00:00.123456789Z",
            ),
            ("2026-11-20t01:00:00.500z", "2026-11-20T01:00:00.5Z"),
            ("2026-11-19T20:30:00-04:30", "2026-11-20T01:00:00Z"),
        ] {
            assert_eq!(read(text).as_deref(), Some(instant), "{text}");
        }
        for text in [
            "",
            "2026-11-20",
            "2026-11-20T08:00:00",
            "2026-11-20T01:00:00.Z",
            "+",
            "ạ-Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn one_instant_has_one_spelling_and_another_has_another() {
        let spelt = |text: &str| utc_spelling(text);
        let noon = spelt("2026-11-20T12:00:00Z");
        assert_eq!(noon.as_deref(), Some("2026-11-20T12:00:00Z"));
        for text in [
            "2026-11-20T19:00:00+07:00",
            "2026-11-20t12:00:00.000z",
            "2026-11-20T12:00:00-00:00",
        ] {
            assert_eq!(spelt(text), noon, "{text}");
        }
        assert_eq!(
            spelt("2026-11-20T19:00:00.000100000000000001000+07:00").as_deref(),
            Some("2026-11-20T12:00:00.000100000000000001Z")
        );
        assert_eq!(spelt("2026-12-31T23:59:60Z"), None);
    }
}
