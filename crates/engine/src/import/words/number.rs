//! Numbers as staff write them: `1.234,5`, `1,234.5`, ` 367,0`, `812,0 kg`, `2 tạ 30 kg`. Exact: the value is an integer of millionths.
//! What could mean two things is read the Vietnamese way (`,` before decimals) and said so, unless its column writes the English way.

use std::borrow::Cow;

use nuong_domain::clean;

use super::rules::RULES;
use super::text::fold;

/// One part of an amount: millionths of `unit` as written, if one was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Amount {
    pub micro: i64,
    pub unit: Option<String>,
}

/// What a cell's number says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Reading {
    /// More than one only for `2 tạ 30 kg`.
    pub parts: Vec<Amount>,
    /// True for `1.234` or `1,234` alone: a thousand or a fraction?
    pub ambiguous: bool,
}

impl Reading {
    /// True for a bare number.
    pub fn lacks_unit(&self) -> bool {
        self.parts.iter().all(|p| p.unit.is_none())
    }
}

/// Which mark a column writes before decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Style {
    /// Nothing seen yet: Vietnamese, and doubtful cells are said.
    #[default]
    Unknown,
    Comma,
    Point,
}

/// Reads a text; none when it is no number.
pub(crate) fn read(text: &str, style: Style) -> Option<Reading> {
    let text = without_remark(&clean(&half_width(text)));
    // An apostrophe in front is how people make Excel keep a text.
    let text = text.trim_start_matches(['\'', '’', '‘']).trim_start();
    let mut rest = text;
    let mut reading = Reading::default();
    while !rest.is_empty() {
        let (number, after) = split_number(rest)?;
        let (unit, after) = split_unit(after);
        let (micro, ambiguous) = digits(&number, style)?;
        let (unit, micro) = with_half(unit, micro);
        reading.ambiguous |= ambiguous;
        reading.parts.push(Amount {
            micro,
            unit: (!unit.is_empty()).then(|| unit.to_owned()),
        });
        rest = after;
    }
    // "2 tạ 30" leaves it open what the 30 are.
    let composite_without_unit = reading.parts.len() > 1
        && reading
            .parts
            .iter()
            .any(|p| p.unit.is_none() || p.micro < 0);
    (!reading.parts.is_empty() && reading.parts.len() <= 3 && !composite_without_unit)
        .then_some(reading)
}

/// Digits and marks of a Chinese or Japanese keyboard as plain ones.
fn half_width(text: &str) -> Cow<'_, str> {
    let is_wide = |c: char| ('！'..='～').contains(&c);
    if !text.contains(is_wide) {
        return Cow::Borrowed(text);
    }
    let narrow = |c: char| {
        Some(c)
            .filter(|c| is_wide(*c))
            .and_then(|c| char::from_u32(u32::from(c) - 0xFEE0))
            .unwrap_or(c)
    };
    text.chars().map(narrow).collect()
}

/// "2 tạ rưỡi" is two and a half.
fn with_half(unit: &str, micro: i64) -> (&str, i64) {
    let half = unit
        .rsplit_once(' ')
        .filter(|(_, word)| RULES.half_words.contains(&fold(word)))
        .filter(|_| micro >= 0 && micro % 1_000_000 == 0);
    match half {
        Some((unit, _)) => (unit.trim_end(), micro.saturating_add(500_000)),
        None => (unit, micro),
    }
}

/// A spreadsheet's own number, rounded to millionths.
pub(crate) fn from_float(number: f64) -> Option<Reading> {
    let micro = (number * 1e6).round();
    // A float beyond i64 becomes its end: absurd, but a number.
    (!micro.is_nan()).then(|| Reading {
        parts: vec![Amount {
            micro: micro as i64,
            unit: None,
        }],
        ambiguous: false,
    })
}

/// What the mark before decimals is, if this text shows it beyond doubt.
pub(crate) fn evidence(text: &str) -> Style {
    let Some((number, _)) = split_number(&clean(text)) else {
        return Style::Unknown;
    };
    match (number.rfind(','), number.rfind('.')) {
        (Some(comma), Some(point)) if comma > point => Style::Comma,
        (Some(_), Some(_)) => Style::Point,
        (Some(_), None) if number.matches(',').count() > 1 => Style::Point,
        (None, Some(_)) if number.matches('.').count() > 1 => Style::Comma,
        (Some(at), None) if !looks_grouped(&number, at) => Style::Comma,
        (None, Some(at)) if !looks_grouped(&number, at) => Style::Point,
        _ => Style::Unknown,
    }
}

/// "812 kg (ướt)" → "812 kg": a remark in brackets behind the number.
fn without_remark(text: &str) -> String {
    match text.find('(') {
        Some(at) if at > 0 => text.get(..at).unwrap_or(text).trim_end().to_owned(),
        _ => text.to_owned(),
    }
}

/// The leading number with its marks, and what follows. A space inside is a mark only between groups of three.
fn split_number(text: &str) -> Option<(String, &str)> {
    let (sign, body) = match text.strip_prefix(['-', '−', '–']) {
        Some(body) => ("-", body.trim_start()),
        None => ("", text.strip_prefix('+').unwrap_or(text).trim_start()),
    };
    let mut number = String::from(sign);
    let (mut end, mut grouped) = (0, false);
    for (at, c) in body.char_indices() {
        if c.is_ascii_digit() || c == ',' || c == '.' {
            number.push(c);
        } else if (c == ' ' || c == '\'')
            && (grouped || (1..=3).contains(&at))
            && group_of_three_follows(body.get(at + 1..))
        {
            grouped = true;
        } else {
            break;
        }
        end = at + c.len_utf8();
    }
    let trimmed = number.trim_end_matches(['.', ',']).to_owned();
    let starts_right = trimmed
        .trim_start_matches('-')
        .starts_with(|c: char| c.is_ascii_digit() || c == ',' || c == '.');
    (starts_right && trimmed.chars().any(|c| c.is_ascii_digit()))
        .then(|| (trimmed, body.get(end..).unwrap_or("")))
}

fn group_of_three_follows(text: Option<&str>) -> bool {
    text.unwrap_or("")
        .chars()
        .take_while(char::is_ascii_digit)
        .count()
        == 3
}

/// The unit behind a number, up to the next digit; `m2` and `m²` keep their figure.
fn split_unit(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let start = ["m2", "M2"]
        .iter()
        .find_map(|u| text.strip_prefix(u).map(|_| u.len()))
        .unwrap_or(0);
    let end = text
        .char_indices()
        .skip_while(|(at, _)| *at < start)
        .find(|(_, c)| c.is_ascii_digit())
        .map_or(text.len(), |(at, _)| at);
    (
        text.get(..end)
            .unwrap_or(text)
            .trim()
            .trim_end_matches(['.', ',', ';'])
            .trim_end(),
        text.get(end..).unwrap_or(""),
    )
}

/// True when exactly three digits follow the only mark and one to three, not starting with 0, stand before it.
fn looks_grouped(number: &str, mark: usize) -> bool {
    let before = number.get(..mark).unwrap_or("").trim_start_matches('-');
    let after = number.get(mark + 1..).unwrap_or("");
    after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0')
}

/// (millionths, could mean two things).
fn digits(number: &str, style: Style) -> Option<(i64, bool)> {
    let decimal = decimal_mark(number, style);
    let ambiguous = style == Style::Unknown && decimal_is_a_guess(number);
    let (whole, fraction) = match decimal.and_then(|mark| number.rsplit_once(mark)) {
        Some((whole, fraction)) => (whole, fraction),
        None => (number, ""),
    };
    let negative = whole.starts_with('-');
    let whole = ungroup(whole.trim_start_matches('-'))?;
    let micro = to_micro(&whole, fraction)?;
    Some((if negative { -micro } else { micro }, ambiguous))
}

fn decimal_is_a_guess(number: &str) -> bool {
    let marks: Vec<_> = number.match_indices([',', '.']).collect();
    matches!(marks.as_slice(), [(at, _)] if looks_grouped(number, *at))
}

fn decimal_mark(number: &str, style: Style) -> Option<char> {
    let commas = number.matches(',').count();
    let points = number.matches('.').count();
    match (number.rfind(','), number.rfind('.')) {
        (Some(comma), Some(point)) => Some(if comma > point { ',' } else { '.' }),
        (Some(at), None)
            if commas == 1 && !(style == Style::Point && looks_grouped(number, at)) =>
        {
            Some(',')
        }
        (None, Some(at))
            if points == 1 && (style == Style::Point || !looks_grouped(number, at)) =>
        {
            Some('.')
        }
        _ => None,
    }
}

/// Digits without their thousands marks; none when the groups are not of three.
fn ungroup(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split([',', '.']).collect();
    let (first, rest) = groups.split_first()?;
    let even =
        rest.iter().all(|g| g.len() == 3) && (rest.is_empty() || (1..=3).contains(&first.len()));
    let one_mark = whole.matches(',').count() == 0 || whole.matches('.').count() == 0;
    (even && one_mark).then(|| groups.concat())
}

fn to_micro(whole: &str, fraction: &str) -> Option<i64> {
    if !fraction.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    if whole.trim_start_matches('0').len() > 12 {
        return Some(i64::MAX);
    }
    let six: String = fraction.chars().chain("000000".chars()).take(6).collect();
    // At most 12 digits and 6 behind them: together they fit.
    format!("{whole}{six}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::cell::Cell;

    fn micro(text: &str, style: Style) -> Option<i64> {
        read(text, style).map(|r| r.parts[0].micro)
    }

    #[test]
    fn vietnamese_and_english_marks_read() {
        for (text, expected) in [
            ("812,0 kg", 812_000_000),
            (" 367,0", 367_000_000),
            ("1,5", 1_500_000),
            ("1.5", 1_500_000),
            ("1.234,5", 1_234_500_000),
            ("1,234.5", 1_234_500_000),
            ("1.234.567", 1_234_567_000_000),
            ("1,234,567.25", 1_234_567_250_000),
            ("1 234,5", 1_234_500_000),
            ("1\u{A0}234,5", 1_234_500_000),
            ("-12", -12_000_000),
            ("−3,5", -3_500_000),
            ("0,517", 517_000),
            ("0.517", 517_000),
            (",5", 500_000),
            ("12.", 12_000_000),
            ("400kg", 400_000_000),
            ("+7", 7_000_000),
            ("1'234,5", 1_234_500_000),
            ("12,25 tạ", 12_250_000),
            ("2 tạ rưỡi", 2_500_000),
            ("１２，５ kg", 12_500_000),
        ] {
            assert_eq!(micro(text, Style::Unknown), Some(expected), "{text}");
        }
    }

    #[test]
    fn three_digits_behind_one_mark_follow_the_column() {
        assert_eq!(micro("1.234", Style::Unknown), Some(1_234_000_000));
        assert_eq!(micro("1,234", Style::Unknown), Some(1_234_000));
        assert_eq!(micro("1,234", Style::Point), Some(1_234_000_000));
        assert_eq!(micro("1.234", Style::Point), Some(1_234_000));
        assert!(read("1,234", Style::Unknown).unwrap().ambiguous);
        assert!(!read("1,234", Style::Comma).unwrap().ambiguous);
        assert!(!read("812,0", Style::Unknown).unwrap().ambiguous);
    }

    #[test]
    fn a_column_shows_its_style() {
        for (text, style) in [
            ("812,0 kg", Style::Comma),
            ("812.5", Style::Point),
            ("1.234,5", Style::Comma),
            ("1,234.5", Style::Point),
            ("1,234", Style::Unknown),
            ("812", Style::Unknown),
        ] {
            assert_eq!(evidence(text), style, "{text}");
        }
    }

    #[test]
    fn units_stay_beside_their_numbers() {
        let reading = read("2 tạ 30 kg", Style::Unknown).unwrap();
        assert_eq!(
            reading.parts,
            [
                Amount {
                    micro: 2_000_000,
                    unit: Some("tạ".into())
                },
                Amount {
                    micro: 30_000_000,
                    unit: Some("kg".into())
                }
            ]
        );
        assert_eq!(
            read("500 m2", Style::Unknown).unwrap().parts[0]
                .unit
                .as_deref(),
            Some("m2")
        );
        assert_eq!(
            read("812,0 kg (ướt)", Style::Unknown).unwrap().parts[0]
                .unit
                .as_deref(),
            Some("kg")
        );
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "?",
            "hai tạ",
            "",
            "kg",
            "khoảng 200",
            "1,2,3",
            "12.34.5",
            "2 tạ 30",
            "1..2",
            "--5",
            "(5)",
            ".",
        ] {
            assert_eq!(read(text, Style::Unknown), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_way_of_writing_a_number_reads_the_same(whole in 1_000_i64..999_999, tenths in 0_i64..10) {
            let expected = whole * 1_000_000 + tenths * 100_000;
            let (high, low) = (whole / 1000, whole % 1000);
            for text in [format!("{whole},{tenths}"), format!("{whole}.{tenths}"), format!("{high}.{low:03},{tenths}"), format!("{high},{low:03}.{tenths}"),
                format!("  {high} {low:03},{tenths} kg"), format!("{high}\u{A0}{low:03},{tenths}kg")] {
                proptest::prop_assert_eq!(micro(&text, Style::Unknown), Some(expected), "{}", text);
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,30}") {
            let _ = read(&text, Style::Unknown);
            let _ = evidence(&text);
            let _ = crate::import::words::date::read(&Cell::Text(text));
        }
    }
}
