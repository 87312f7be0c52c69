//! Sentences from `assets/locales/{vi,en}/*.json`, embedded by the build script: one flat object per area, keys `area.name`, `{placeholders}`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::views::Message;

const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));

type Sentences = BTreeMap<String, String>;

static VI: LazyLock<Sentences> = LazyLock::new(|| load("vi"));
static EN: LazyLock<Sentences> = LazyLock::new(|| load("en"));

fn load(lang: &str) -> Sentences {
    let files = FILES.iter().filter(|(l, _)| *l == lang);
    files
        .filter_map(|(_, text)| serde_json::from_str::<Sentences>(text).ok())
        .flatten()
        .collect()
}

fn sentences(lang: &str) -> &'static Sentences {
    if lang == "en" { &EN } else { &VI }
}

/// The sentence of a key in `vi` or `en` with its placeholders filled: `{name}` takes the argument, `{name|one|many}` chooses by whether
/// it is 1 (English needs that, Vietnamese does not). A value that is itself a key is translated first. A key that does not exist comes
/// back as itself, so that nothing is ever silent.
pub fn text(lang: &str, key: &str, args: &BTreeMap<String, String>) -> String {
    let all = sentences(lang);
    let mut rest = all.get(key).map_or(key, String::as_str);
    let mut out = String::with_capacity(rest.len());
    while let Some((before, (inside, after))) = rest
        .split_once('{')
        .and_then(|(b, a)| Some((b, a.split_once('}')?)))
    {
        out.push_str(before);
        match filled(all, inside, args) {
            Some(value) => out.push_str(value),
            None => out.extend(["{", inside, "}"]),
        }
        rest = after;
    }
    out + rest
}

fn filled<'a>(
    all: &'a Sentences,
    inside: &'a str,
    args: &'a BTreeMap<String, String>,
) -> Option<&'a str> {
    let mut parts = inside.split('|');
    let value = args.get(parts.next()?)?;
    match (parts.next(), parts.next()) {
        (Some(one), Some(many)) => Some(if value == "1" { one } else { many }),
        _ => Some(all.get(value).unwrap_or(value)),
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
