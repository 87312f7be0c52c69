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
}
