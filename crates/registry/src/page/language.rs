//! In which language a page is written, and its words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;

use crate::http::negotiate;

/// A language the pages are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Vietnamese,
    English,
}

type Table = BTreeMap<String, String>;

static VIETNAMESE: LazyLock<Table> =
    LazyLock::new(|| read_table(include_str!("../../../../assets/locales/vi/registry.json")));
static ENGLISH: LazyLock<Table> =
    LazyLock::new(|| read_table(include_str!("../../../../assets/locales/en/registry.json")));

fn read_table(json: &str) -> Table {
    // A test reads both files; a damaged one would show keys, not bring the registry down.
    serde_json::from_str(json).unwrap_or_default()
}

impl Language {
    pub(super) const ALL: [Self; 2] = [Self::Vietnamese, Self::English];

    /// `?lang=` first, then `Accept-Language`, else Vietnamese.
    pub(super) fn chosen(query: &str, headers: &HeaderMap) -> Self {
        let asked = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "lang");
        asked
            .and_then(|(_, value)| Self::of_tag(&value))
            .or_else(|| Self::preferred_by(headers))
            .unwrap_or(Self::Vietnamese)
    }

    fn preferred_by(headers: &HeaderMap) -> Option<Self> {
        let accepted = negotiate::header_text(headers, ACCEPT_LANGUAGE)?;
        let ranges = accepted.split(',').filter_map(|range| {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            Some((Self::of_tag(tag)?, negotiate::range_weight(parameters)))
        });
        let wanted = ranges.filter(|(_, weight)| *weight > 0.0);
        // Of equals the first named wins.
        let best = wanted.reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.map(|(language, _)| language)
    }

    fn of_tag(tag: &str) -> Option<Self> {
        // `vi-VN` and `en-GB` are the languages before their hyphen.
        let primary = tag.trim().split('-').next()?.to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|language| language.tag() == primary)
    }

    /// For `lang` attributes and `?lang=`.
    pub(super) fn tag(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }

    /// Its own name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Vietnamese => "Tiếng Việt",
            Self::English => "English",
        }
    }

    fn words(self) -> &'static Table {
        match self {
            Self::Vietnamese => &VIETNAMESE,
            Self::English => &ENGLISH,
        }
    }

    /// The words for `registry.{key}`.
    pub(super) fn say(self, key: &'static str) -> &'static str {
        self.known_words(key).unwrap_or(key)
    }

    /// The words for `registry.{key}`, if there are any.
    pub(super) fn known_words(self, key: &str) -> Option<&'static str> {
        self.words()
            .get(&format!("registry.{key}"))
            .map(String::as_str)
    }

    /// The words for a key with `{name}` replaced by its value.
    pub(super) fn fill_words(self, key: &'static str, values: &[(&str, &str)]) -> String {
        let replace = |text: String, (name, value): &(&str, &str)| {
            text.replace(&format!("{{{name}}}"), value)
        };
        values.iter().fold(self.say(key).to_owned(), replace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepting(value: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, value.parse().unwrap());
        headers
    }

    #[test]
    fn the_query_beats_the_browser_and_vietnamese_is_the_rest() {
        let english = accepting("en-GB,en;q=0.9,vi;q=0.8");
        assert_eq!(Language::chosen("", &english), Language::English);
        assert_eq!(Language::chosen("lang=vi", &english), Language::Vietnamese);
        assert_eq!(
            Language::chosen("lang=fr", &accepting("fr, de")),
            Language::Vietnamese
        );
        assert_eq!(
            Language::chosen("", &accepting("fr, vi;q=0.3, en;q=0.5")),
            Language::English
        );
    }

    #[test]
    fn both_languages_have_the_same_keys_and_arguments() {
        let arguments = |text: &str| {
            let mut named: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
                .collect();
            named.sort();
            named
        };
        assert!(!VIETNAMESE.is_empty());
        assert_eq!(
            VIETNAMESE.keys().collect::<Vec<_>>(),
            ENGLISH.keys().collect::<Vec<_>>()
        );
        for (key, text) in VIETNAMESE
            .iter()
            .filter(|(key, _)| !key.starts_with("registry.date"))
        {
            assert_eq!(arguments(text), arguments(&ENGLISH[key]), "{key}");
        }
    }
}
