//! Sentences from `assets/locales/{vi,en}/*.json`, embedded by the build script: one flat object per area, keys `area.name`, `{placeholders}`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use nuong_domain::Unit;

use super::message::Message;

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));

type Sentences = BTreeMap<String, String>;

static VI: LazyLock<Sentences> = LazyLock::new(|| load("vi"));

static EN: LazyLock<Sentences> = LazyLock::new(|| load("en"));

fn load(lang: &str) -> Sentences {
    let files = FILES.iter().filter(|(l, _)| *l == lang);
    // Files of the program itself: one that did not read would fail every test of sentences.
    files
        .flat_map(|(_, text)| serde_json::from_str::<Sentences>(text))
        .flatten()
        .collect()
}

fn sentences(lang: &str) -> &'static Sentences {
    if lang == "en" { &EN } else { &VI }
}

/// Arguments that repeat what a person wrote: they come back to the letter, even where they look like a number or a date.
const AS_WRITTEN: [&str; 12] = [
    "read", "value", "lot", "sku", "plot", "file", "path", "name", "by", "reason", "product",
    "note",
];

/// The sentence of a key in `vi` or `en` with its placeholders filled: `{name}` takes the argument, `{name|one|many}` chooses by whether
/// it is 1 (English needs that, Vietnamese does not). Dates, decimals and units come as data (`2026-10-20`, `290.3`, `piece`) and are
/// written as the language writes them; a value that is itself a key is translated. A key that does not exist comes back as itself, so
/// that nothing is ever silent. `{name}` also takes the argument `name.vi` or `name.en`, whichever is the language.
pub fn text(lang: &str, key: &str, args: &BTreeMap<String, String>) -> String {
    let all = sentences(lang);
    let mut rest = all.get(key).map_or(key, String::as_str);
    let mut out = String::with_capacity(rest.len());
    while let Some((before, (inside, after))) = rest
        .split_once('{')
        .and_then(|(b, a)| Some((b, a.split_once('}')?)))
    {
        out.push_str(before);
        match filled(lang, inside, args) {
            Some(value) => out.push_str(&value),
            None => out.extend(["{", inside, "}"]),
        }
        rest = after;
    }
    out + rest
}

fn filled<'a>(
    lang: &str,
    inside: &'a str,
    args: &'a BTreeMap<String, String>,
) -> Option<Cow<'a, str>> {
    let mut parts = inside.split('|');
    let name = parts.next()?;
    // What data calls by two names, such as a stage's field, comes as `{name}.vi` and `{name}.en`.
    let named = || args.get(&format!("{name}.{lang}"));
    let value = args.get(name).or_else(named)?;
    Some(match (parts.next(), parts.next()) {
        (Some(one), Some(many)) => Cow::Borrowed(if value == "1" { one } else { many }),
        _ if AS_WRITTEN.contains(&name) => Cow::Borrowed(value),
        _ if name == "unit" => Cow::Borrowed(unit(lang, value)),
        _ if sentences(lang).contains_key(value.as_str()) => {
            // A sentence within a sentence takes the same arguments; one fewer each time, so that this ends.
            let mut others = args.clone();
            others.remove(name);
            Cow::Owned(text(lang, value, &others))
        }
        _ => shown(lang, value),
    })
}

/// Data as the language writes it; anything else as it is.
fn shown<'a>(lang: &str, value: &'a str) -> Cow<'a, str> {
    let decimal = value.split_once('.').is_some_and(|(whole, part)| {
        [whole, part]
            .iter()
            .all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
    });
    match value.parse::<f64>() {
        Ok(n) if decimal => Cow::Owned(number(lang, n)),
        _ => day(lang, value),
    }
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `2026-10-20` as 20/10/2026 or 20 Oct 2026; anything else as it is.
pub fn day<'a>(lang: &str, iso: &'a str) -> Cow<'a, str> {
    let date = match iso.parse::<Date>() {
        Ok(date) if iso.len() == 10 => date,
        _ => return Cow::Borrowed(iso),
    };
    let (day, month, year) = (date.day(), date.month(), date.year());
    let name = usize::from(month.unsigned_abs())
        .checked_sub(1)
        .and_then(|m| MONTHS.get(m));
    Cow::Owned(match name {
        Some(name) if lang == "en" => format!("{day} {name} {year}"),
        _ => format!("{day:02}/{month:02}/{year}"),
    })
}

/// A number as the language writes it: 1.234,5 or 1,234.5; at most three decimals.
pub fn number(lang: &str, value: f64) -> String {
    let plain = format!("{:.3}", value.abs());
    let plain = plain.trim_end_matches('0').trim_end_matches('.');
    let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
    let (group, point) = if lang == "en" { (',', '.') } else { ('.', ',') };
    let mut out = String::from(if value < 0.0 && plain != "0" {
        "−"
    } else {
        ""
    });
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            out.push(group);
        }
        out.push(digit);
    }
    if !part.is_empty() {
        out.push(point);
        out += part;
    }
    out
}

/// The name of a unit of measure; a code that is none comes back as it is.
pub fn unit<'a>(lang: &str, code: &'a str) -> &'a str {
    match Unit::by_code(code) {
        Some(unit) if lang == "en" => unit.en(),
        Some(unit) => unit.vi(),
        None => code,
    }
}

/// The sentence of a message.
pub fn message(lang: &str, message: &Message) -> String {
    text(lang, &message.key, &message.args)
}

/// True when the key has a sentence.
pub fn has(key: &str) -> bool {
    VI.contains_key(key)
}
