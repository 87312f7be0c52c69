//! One spelling per value: vocabulary URIs, numbers, identifiers and times (CBV 2.0 §8.9.2).

use crate::identifier;
use jiff::{Timestamp, tz::Offset};

/// URNs of CBV 1 and what stands for them now.
const OLD_VOCABULARY: &[(&str, &str)] = &[
    (
        "urn:epcglobal:cbv:bizstep:",
        "https://ref.gs1.org/cbv/BizStep-",
    ),
    ("urn:epcglobal:cbv:disp:", "https://ref.gs1.org/cbv/Disp-"),
    ("urn:epcglobal:cbv:btt:", "https://ref.gs1.org/cbv/BTT-"),
    ("urn:epcglobal:cbv:sdt:", "https://ref.gs1.org/cbv/SDT-"),
    ("urn:epcglobal:cbv:er:", "https://ref.gs1.org/cbv/ER-"),
];

/// The canonical spelling of a trimmed value.
pub(super) fn canonical_value(text: &str) -> String {
    let mut current = text.to_owned();
    if current.contains("urn:epcglobal:cbv:") {
        for (old, new) in OLD_VOCABULARY {
            current = current.replace(old, new);
        }
    }
    identifier::canonical_id(&canonical_number(&current).unwrap_or(current))
}

/// A number without sign of plus, leading or trailing zeros, as Python prints it; `None` for other text.
fn canonical_number(text: &str) -> Option<String> {
    let value: f64 = without_digit_separators(text)?.parse().ok()?;
    if !value.is_finite() {
        return None;
    }
    if value.fract() == 0.0 {
        // The reference generator writes whole numbers without a point, and -0 as 0.
        let whole = format!("{value:.0}");
        return Some(if whole == "-0" { "0".to_owned() } else { whole });
    }
    // Below this Python turns to scientific writing, with two digits of exponent at least.
    if value.abs() >= 1e-4 {
        return Some(value.to_string());
    }
    let scientific = format!("{value:e}");
    let (digits, exponent) = scientific.split_once("e-")?;
    Some(format!("{digits}e-{exponent:0>2}"))
}

/// The reference generator takes `1_000` for a number; an underscore elsewhere makes it a text.
fn without_digit_separators(text: &str) -> Option<String> {
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let stray = bytes.iter().enumerate().any(|(at, byte)| {
        *byte == b'_' && !(at > 0 && is_digit(bytes.get(at - 1)) && is_digit(bytes.get(at + 1)))
    });
    (!stray).then(|| text.replace('_', ""))
}

/// A time in UTC with milliseconds; text that is no time stays as it is.
///
/// Microseconds are cut, then rounded to the nearest millisecond, halves to even.
pub(super) fn canonical_time(text: &str) -> String {
    let Ok(at) = cut_to_microseconds(text).parse::<Timestamp>() else {
        return text.to_owned();
    };
    let micros = at.as_microsecond();
    let (floor, rest) = (micros.div_euclid(1000), micros.rem_euclid(1000));
    let up = rest > 500 || (rest == 500 && floor % 2 != 0);
    let Ok(at) = Timestamp::from_millisecond(floor + i64::from(up)) else {
        return text.to_owned();
    };
    let utc = Offset::UTC.to_datetime(at);
    format!(
        "{}.{:03}Z",
        utc.strftime("%Y-%m-%dT%H:%M:%S"),
        utc.millisecond()
    )
}

fn cut_to_microseconds(text: &str) -> String {
    let Some((seconds, fraction)) = text.split_once('.') else {
        return text.to_owned();
    };
    let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
    let (decimals, zone) = fraction.split_at(digits);
    let kept = decimals.get(..6).unwrap_or(decimals);
    format!("{seconds}.{kept}{zone}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_spelling() {
        for (written, canon) in [
            ("26.0", "26"),
            ("+1.50", "1.5"),
            ("007", "7"),
            ("-0", "0"),
            ("1e3", "1000"),
            ("0.00001", "1e-05"),
            ("0.0001", "0.0001"),
            ("1_000", "1000"),
            ("12345678901234567890", "12345678901234567168"),
            ("1.5E-7", "1.5e-07"),
            (".5", "0.5"),
            ("100000000000000000000000", "99999999999999991611392"),
        ] {
            assert_eq!(canonical_value(written), canon);
        }
    }

    #[test]
    fn other_texts_stay() {
        for text in [
            "",
            "L26A07",
            "+07:00",
            "nan",
            "inf",
            "1e999",
            "_1",
            "1_",
            "1__0",
            "2026-11-22",
            "1,5",
        ] {
            assert_eq!(canonical_value(text), text);
        }
    }

    #[test]
    fn old_vocabulary_urns_become_web_uris() {
        assert_eq!(
            canonical_value("urn:epcglobal:cbv:bizstep:shipping"),
            "https://ref.gs1.org/cbv/BizStep-shipping"
        );
    }

    #[test]
    fn times_are_utc_milliseconds() {
        for (written, canon) in [
            ("2026-11-22T00:00:00+07:00", "2026-11-21T17:00:00.000Z"),
            ("2005-07-11T11:30:47.0Z", "2005-07-11T11:30:47.000Z"),
            ("2023-02-02T11:04:03.1415Z", "2023-02-02T11:04:03.142Z"),
            ("2023-02-02T11:04:03.1425Z", "2023-02-02T11:04:03.142Z"),
            ("2023-02-02T11:04:03.142500999Z", "2023-02-02T11:04:03.142Z"),
            ("2023-02-02T11:04:03.9999Z", "2023-02-02T11:04:04.000Z"),
            (
                "2023-02-02T11:04:03.12345678901234Z",
                "2023-02-02T11:04:03.123Z",
            ),
            ("yesterday", "yesterday"),
        ] {
            assert_eq!(canonical_time(written), canon);
        }
    }
}
