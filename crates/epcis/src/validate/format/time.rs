//! Dates and times with offset (RFC 3339).

/// Whether `text` is an RFC 3339 date and time with an offset.
#[must_use]
pub fn is_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't']) else {
        return false;
    };
    is_date(date) && is_clock(time)
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split('-').map(read_digits);
    let (Some(Some((4, year))), Some(Some((2, month))), Some(Some((2, day))), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// `hh:mm:ss[.f…](Z|±hh:mm)`; a leap second comes only at the end of a day in UTC.
fn is_clock(text: &str) -> bool {
    let Some(at) = text.find(['Z', 'z', '+', '-']) else {
        return false;
    };
    let (clock, zone) = text.split_at(at);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let Some(ahead) = minutes_ahead(zone) else {
        return false;
    };
    let leaps = clock.ends_with(":60") && (clock_minutes(clock) - ahead).rem_euclid(1440) != 1439;
    is_sexagesimal(clock, &[23, 59, 60]) && read_digits(fraction).is_some() && !leaps
}

/// How far a zone is ahead of UTC; `None` where it is no zone.
fn minutes_ahead(zone: &str) -> Option<i32> {
    let Some(offset) = zone.strip_prefix(['+', '-']) else {
        return zone.eq_ignore_ascii_case("z").then_some(0);
    };
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    is_sexagesimal(offset, &[23, 59]).then(|| sign * clock_minutes(offset))
}

/// Hours and minutes of `hh:mm…` as minutes.
fn clock_minutes(clock: &str) -> i32 {
    let mut parts = clock
        .split(':')
        .map(|part| part.parse::<u8>().map_or(0, i32::from));
    parts.next().unwrap_or(0) * 60 + parts.next().unwrap_or(0)
}

/// Two-digit parts between colons, each up to its most.
fn is_sexagesimal(text: &str, most: &[u32]) -> bool {
    let parts: Vec<_> = text.split(':').map(read_digits).collect();
    parts.len() == most.len()
        && parts
            .iter()
            .zip(most)
            .all(|(part, most)| part.is_some_and(|(len, value)| len == 2 && value <= *most))
}

/// How many digits, and their value as far as it matters; `None` where there is anything else.
pub(super) fn read_digits(text: &str) -> Option<(usize, u32)> {
    let all = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| {
        (
            text.len(),
            text.get(..4).unwrap_or(text).parse().unwrap_or(0),
        )
    })
}

/// `eventTimeZoneOffset`: `±hh:mm` up to 14:00.
#[must_use]
pub fn is_zone_offset(text: &str) -> bool {
    let Some(offset) = text.strip_prefix(['+', '-']) else {
        return false;
    };
    offset == "14:00" || is_sexagesimal(offset, &[13, 59])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_an_offset() {
        for time in [
            "2026-11-22T00:00:00+07:00",
            "2024-02-29t23:59:60.123456789z",
            "2024-03-01T06:59:60+07:00",
            "2005-07-11T11:30:47.0Z",
        ] {
            assert!(is_time(time), "{time}");
        }
        for text in [
            "2026-11-22",
            "2026-11-22T00:00:00",
            "2026-11-22 00:00:00Z",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T00:00:00.Z",
            "2026-11-22T00:00:00+7:00",
            "2026-11-22T00:00Z",
            "26-11-22T00:00:00Z",
            "2026-11-22T00:00:00+07:00x",
            "2026-11-00T00:00:00Z",
            "2024-02-29T22:59:60Z",
            "20261-11-22T00:00:00Z",
        ] {
            assert!(!is_time(text), "{text}");
        }
    }
}
