//! The words on paper and in findings: `assets/locales/{vi,en}/labels.json`.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A language of the captions and of messages.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Vietnamese: what the law asks for on goods sold in Viet Nam.
    #[default]
    Vi,
    /// English.
    En,
}

type Words = BTreeMap<String, String>;

static VI: LazyLock<Words> =
    LazyLock::new(|| parse_words(include_str!("../../../assets/locales/vi/labels.json")));
static EN: LazyLock<Words> =
    LazyLock::new(|| parse_words(include_str!("../../../assets/locales/en/labels.json")));

/// The text of a key, or the key itself when it is missing (a test says that none is).
pub(crate) fn word_of(lang: Lang, key: &str) -> &str {
    all_words(lang).get(key).map_or(key, String::as_str)
}

/// The text of a key with `{name}` replaced by the arguments; an argument that is itself a locale key is looked up, and
/// a length is written the language's way ("0,375" in Vietnamese).
pub(crate) fn filled_word(lang: Lang, key: &str, args: &BTreeMap<&'static str, String>) -> String {
    let mut text = word_of(lang, key).to_owned();
    for (name, value) in args {
        let value = match lang {
            _ if value.starts_with("labels.") => word_of(lang, value).to_owned(),
            Lang::Vi if name.ends_with("_mm") => value.replace('.', ","),
            _ => value.clone(),
        };
        text = text.replace(&format!("{{{name}}}"), &value);
    }
    text
}

fn all_words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Vi => &VI,
        Lang::En => &EN,
    }
}

// The files are part of the program; `both_files_have_the_same_keys` proves that they parse.
fn parse_words(json: &str) -> Words {
    serde_json::from_str(json).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_have_the_same_keys() {
        assert!(VI.len() > 20);
        assert_eq!(VI.keys().collect::<Vec<_>>(), EN.keys().collect::<Vec<_>>());
    }
}
