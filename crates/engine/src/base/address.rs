//! Today's communes (two tiers since 2025-07-01), from `assets/rules/vn-units.csv`: names for codes and a picker that finds them without tones.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use nuong_domain::{clean, fold, has_marks};
use serde::Serialize;
use ts_rs::TS;

use crate::{AppError, Code, Result};

struct Commune {
    province: String,
    name: String,
}

// Lines are split on commas: the file quotes nothing, and `every_commune_is_read` fails should that change.
static COMMUNES: LazyLock<BTreeMap<String, Commune>> = LazyLock::new(|| {
    let lines = include_str!("../../../../assets/rules/vn-units.csv")
        .lines()
        .skip(1);
    lines
        .filter_map(|line| {
            let mut cells = line.trim_start_matches('\u{feff}').split(',');
            let (_, province, code, name) =
                (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
            Some((
                code.to_owned(),
                Commune {
                    province: short_province(&clean(province)),
                    name: clean(name),
                },
            ))
        })
        .collect()
});

/// "Tỉnh Lai Châu" → "Lai Châu"; the cities keep their short name too.
fn short_province(name: &str) -> String {
    name.strip_prefix("Tỉnh ")
        .or_else(|| name.strip_prefix("Thành phố "))
        .unwrap_or(name)
        .to_owned()
}

/// "Xã Tả Lèng" and "Lai Châu" for a commune code; empty texts for an unknown one.
pub(crate) fn commune_and_province(code: &str) -> (&'static str, &'static str) {
    COMMUNES
        .get(code)
        .map_or(("", ""), |c| (&c.name, &c.province))
}

/// "Xã Tả Lèng, Lai Châu"; empty for an unknown code.
pub(crate) fn commune_label(code: &str) -> String {
    COMMUNES
        .get(code)
        .map_or_else(String::new, |c| format!("{}, {}", c.name, c.province))
}

/// Whether the code is one of today's.
pub(crate) fn is_commune(code: &str) -> bool {
    COMMUNES.contains_key(code)
}

/// One of today's communes, or none.
///
/// # Errors
/// `commune_unknown` (args `value`).
pub(crate) fn known_commune(code: String) -> Result<String> {
    if code.is_empty() || is_commune(&code) {
        return Ok(code);
    }
    Err(AppError::new(Code::CommuneUnknown, &code).with("value", code))
}

/// Communes whose name or province holds every typed word, at most 50: those whose own name begins so first. A whole code finds the
/// one it names: forms keep the code and show the name.
pub(crate) fn find(text: &str) -> Vec<CommuneChoice> {
    let typed = clean(text).to_lowercase();
    if is_commune(&typed) {
        let label = commune_label(&typed);
        return vec![CommuneChoice { code: typed, label }];
    }
    let key = |s: &str| {
        if has_marks(&typed) {
            s.to_lowercase()
        } else {
            fold(s)
        }
    };
    let words: Vec<String> = typed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(key)
        .collect();
    let mut found: Vec<(bool, CommuneChoice)> = COMMUNES
        .iter()
        .filter_map(|(code, c)| {
            let label = format!("{}, {}", c.name, c.province);
            let folded = key(&label);
            let bare = key(c.name.split_once(' ').map_or(c.name.as_str(), |x| x.1));
            let first = words.first().is_none_or(|w| bare.starts_with(w.as_str()));
            words.iter().all(|w| folded.contains(w.as_str())).then(|| {
                (
                    !first,
                    CommuneChoice {
                        code: code.clone(),
                        label,
                    },
                )
            })
        })
        .collect();
    found.sort_by_key(|(later, _)| *later);
    found
        .into_iter()
        .map(|(_, choice)| choice)
        .take(50)
        .collect()
}

/// One commune for pickers: `label` reads "Xã Tả Lèng, Lai Châu".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CommuneChoice {
    /// 5 digits.
    pub code: String,
    /// For people.
    pub label: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_commune_is_read() {
        assert_eq!(COMMUNES.len(), 3321);
        assert!(
            COMMUNES
                .iter()
                .all(|(code, c)| code.len() == 5 && !c.name.is_empty() && !c.province.is_empty())
        );
    }

    #[test]
    fn the_picker_finds_without_tones() {
        let found = find("ta leng");
        assert_eq!(
            found.first().map(|c| c.label.as_str()),
            Some("Xã Tả Lèng, Lai Châu")
        );
        assert!(find("Tả Lèng Lai Châu").len() == 1);
        assert!(find("không có xã này").is_empty());
        assert!(find("").len() <= 50);
    }

    #[test]
    fn the_picker_knows_a_code_again() {
        let found: Vec<_> = find(" 03390 ").into_iter().map(|c| c.label).collect();
        assert_eq!(found, ["Xã Bình Lư, Lai Châu"]);
        assert!(find("0339").is_empty() && find("99999").is_empty());
    }
}
