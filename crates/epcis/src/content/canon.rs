//! The canonical text of a JSON value: one spelling, whoever wrote it.

use std::collections::BTreeMap;

use crate::exact::Exact;
use crate::time;

/// Fields that the standard makes times, by the names that lead to them; a text anywhere else is a text.
const TIMES: [&str; 6] = [
    "/eventTime",
    "/errorDeclaration/declarationTime",
    "/sensorElementList/sensorMetadata/time",
    "/sensorElementList/sensorMetadata/startTime",
    "/sensorElementList/sensorMetadata/endTime",
    "/sensorElementList/sensorReport/time",
];

/// The text of a value that stands where `path`, the names above it, leads to.
pub(super) fn text_of(value: &Exact, path: &str) -> String {
    let mut path = path.to_owned();
    let mut text = String::new();
    write_value(value, &mut path, &mut text);
    text
}

fn write_value(value: &Exact, path: &mut String, text: &mut String) {
    match value {
        Exact::Plain(word) => text.push_str(&plain_number(word).unwrap_or_else(|| word.clone())),
        Exact::Text(own) if TIMES.contains(&path.as_str()) => {
            write_text(
                &time::utc_spelling(own).unwrap_or_else(|| own.clone()),
                text,
            );
        }
        Exact::Text(own) => write_text(own, text),
        Exact::List(items) => {
            for (at, item) in items.iter().enumerate() {
                text.push(if at == 0 { '[' } else { ',' });
                write_value(item, path, text);
            }
            text.push_str(if items.is_empty() { "[]" } else { "]" });
        }
        Exact::Object(fields) => write_fields(fields, path, text),
    }
}

fn write_fields(fields: &[(String, Exact)], path: &mut String, text: &mut String) {
    let sorted: BTreeMap<&String, &Exact> = fields.iter().map(|(n, value)| (n, value)).collect();
    let above = path.len();
    for (at, (name, value)) in sorted.iter().enumerate() {
        text.push(if at == 0 { '{' } else { ',' });
        write_text(name, text);
        text.push(':');
        path.push('/');
        path.push_str(name);
        write_value(value, path, text);
        path.truncate(above);
    }
    text.push_str(if sorted.is_empty() { "{}" } else { "}" });
}

fn write_text(own: &str, text: &mut String) {
    // Exact's own spelling of a text: quotes, and the least that JSON makes one escape.
    text.push_str(&Exact::Text(own.to_owned()).to_string());
}

/// A number by its digits and its power of ten: `5`, `5.0` and `0.5e1` are `5e0`. `None` for words, and for a power that
/// 64 bits do not hold, which no JSON reader takes.
fn plain_number(word: &str) -> Option<String> {
    let (sign, size) = match word.strip_prefix('-') {
        Some(size) => ("-", size),
        None => ("", word),
    };
    if !size.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (mantissa, power) = match size.split_once(['e', 'E']) {
        // A power that does not fit is told by `None`, as described.
        Some((mantissa, power)) => (mantissa, power.parse::<i64>().ok()?),
        None => (size, 0),
    };
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{decimals}");
    let digits = digits.trim_start_matches('0');
    let kept = digits.trim_end_matches('0');
    if kept.is_empty() {
        return Some("0".to_owned());
    }
    let power = power
        .checked_sub_unsigned(wide(decimals.len()))?
        .checked_add_unsigned(wide(digits.len() - kept.len()))?;
    Some(format!("{sign}{kept}e{power}"))
}

/// A length; no text is longer than 64 bits can say.
fn wide(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_spelling() {
        for (word, plain) in [
            ("5", "5e0"),
            ("5.0", "5e0"),
            ("0.5e1", "5e0"),
            ("500E-2", "5e0"),
            ("-12.50e+3", "-125e2"),
            ("0", "0"),
            ("-0.00e7", "0"),
            ("0.001", "1e-3"),
            ("111100001111000011110000", "11110000111100001111e4"),
            ("111100001111000011110001", "111100001111000011110001e0"),
        ] {
            assert_eq!(plain_number(word).as_deref(), Some(plain), "{word}");
        }
        for word in [
            "true",
            "null",
            "1e99999999999999999999",
            "1e-9223372036854775808.5",
        ] {
            assert_eq!(plain_number(word), None, "{word}");
        }
    }

    #[test]
    fn names_are_sorted_and_times_are_in_utc_where_the_standard_has_them() {
        let value = Exact::read(
            br#"{"x:at":"2026-11-22T07:00:00+07:00","eventTime":"2026-11-22T07:00:00.10+07:00","a":[{},[],{"b":"\u0062"}],
                "sensorElementList":[{"sensorReport":[{"time":"2026-11-22t00:00:00z"}]}]}"#,
        );
        assert_eq!(
            text_of(&value.unwrap(), ""),
            concat!(
                r#"{"a":[{},[],{"b":"b"}],"eventTime":"2026-11-22T00:00:00.1Z","#,
                r#""sensorElementList":[{"sensorReport":[{"time":"2026-11-22T00:00:00Z"}]}],"x:at":"2026-11-22T07:00:00+07:00"}"#
            )
        );
    }
}
