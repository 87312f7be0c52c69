//! What a ledger looks like, as data: `assets/rules/ledger.json` holds column names, units, words and limits.
//! Everything is folded (tones, case, punctuation) once at load; no spelling stands in code.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use nuong_domain::{Dimension, Unit};

pub(crate) use super::ledger::{AddressWords, Kind, LedgerUnit, Limits, Measure, Span};
use super::ledger::{RawKind, RawLedger, RawUnit};
use super::text::{bracketed, fold};

const LEDGER: &str = include_str!("../../../../../assets/rules/ledger.json");

// A file of the program itself; `the_file_parses_and_every_field_is_known` fails should it not read.
/// The rules, folded and indexed.
pub(crate) static RULES: LazyLock<Rules> =
    LazyLock::new(|| Rules::index(serde_json::from_str(LEDGER).unwrap_or_default()));

/// A column name of a kind: which field it is and how early it stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Name {
    pub kind: Kind,
    /// Interned field name, as in reports.
    pub field: &'static str,
    /// 0 for the first synonym.
    pub rank: usize,
}

/// One kind of table.
#[derive(Debug, Default)]
pub(crate) struct KindRules {
    pub sheet_names: Vec<String>,
    /// Of each group, one field must be there.
    pub required: Vec<Vec<String>>,
}

/// The indexed rules.
pub(crate) struct Rules {
    pub limits: Limits,
    pub kinds: BTreeMap<Kind, KindRules>,
    /// Folded column name → what it can be.
    pub names: HashMap<String, Vec<Name>>,
    pub total_words: HashSet<String>,
    pub total_starts: Vec<String>,
    pub empty_words: HashSet<String>,
    /// Column names that count within a longer one although they are short.
    pub short_names: HashSet<String>,
    /// Words of columns of money.
    pub price_words: HashSet<String>,
    /// Behind a unit they change the amount: "2 tạ kém 5".
    pub doubt_words: HashSet<String>,
    /// "rưỡi".
    pub half_words: HashSet<String>,
    ditto_words: HashSet<String>,
    /// Measures without one size.
    pub local_units: HashSet<String>,
    /// What has a number before a year that is no month: "quý 3/2026".
    pub numbered_words: HashSet<String>,
    pub spans: HashMap<String, Span>,
    pub date_words: HashSet<String>,
    pub weekday_names: Vec<String>,
    pub months: HashMap<String, i8>,
    pub address: AddressWords,
    units: HashMap<String, LedgerUnit>,
}

/// Field names, so that reports carry `&'static str`.
pub(crate) const FIELDS: &[&str] = &[
    "sku",
    "name",
    "group",
    "gtin",
    "net",
    "unit",
    "shelf_life",
    "ingredients",
    "storage",
    "usage",
    "standards",
    "code",
    "address",
    "phone",
    "joined",
    "household",
    "crop",
    "area",
    "year",
    "location",
    "growing_area",
    "date",
    "plot",
    "pesticide",
    "ingredient",
    "dose",
    "pest",
    "phi",
    "person",
    "product",
    "quantity",
    "moisture",
    "lot",
    "note",
];

impl Rules {
    fn index(raw: RawLedger) -> Self {
        let folded = |words: &[String]| words.iter().map(|w| fold(w)).collect::<Vec<_>>();
        let unit = |u: &RawUnit| LedgerUnit {
            code: u.code.clone(),
            measure: u.dimension,
            base: u.base,
        };
        Self {
            names: index_names(&raw.kinds),
            kinds: raw
                .kinds
                .iter()
                .map(|(k, r)| {
                    (
                        *k,
                        KindRules {
                            sheet_names: folded(&r.sheet_names),
                            required: r.required.clone(),
                        },
                    )
                })
                .collect(),
            total_words: folded(&raw.total_words).into_iter().collect(),
            total_starts: raw.total_starts.iter().map(|w| toned(w)).collect(),
            empty_words: folded(&raw.empty_words).into_iter().collect(),
            short_names: folded(&raw.short_names).into_iter().collect(),
            price_words: folded(&raw.price_words).into_iter().collect(),
            doubt_words: folded(&raw.doubt_words).into_iter().collect(),
            half_words: folded(&raw.half_words).into_iter().collect(),
            ditto_words: raw.ditto_words.iter().cloned().collect(),
            local_units: folded(&raw.local_units).into_iter().collect(),
            numbered_words: folded(&raw.numbered_words).into_iter().collect(),
            spans: raw.spans.iter().map(|(w, s)| (fold(w), *s)).collect(),
            date_words: folded(&raw.date_words).into_iter().collect(),
            weekday_names: folded(&raw.weekday_names),
            months: raw
                .months
                .iter()
                .map(|(name, month)| (fold(name), *month))
                .collect(),
            address: fold_address(&raw.address),
            limits: raw.limits,
            units: raw
                .units
                .iter()
                .flat_map(|u| u.names.iter().map(move |n| (fold(n), unit(u))))
                .collect(),
        }
    }

    /// The unit written as `name`, in any spelling of the lists; words behind it ("kg tươi") don't matter, but for those that change
    /// the amount ("kg mỗi bao").
    pub fn unit(&self, name: &str) -> Option<LedgerUnit> {
        let (first, rest) = name
            .trim()
            .split_once(char::is_whitespace)
            .unwrap_or((name.trim(), ""));
        if !rest.is_empty() && fold(rest).split(' ').any(|w| self.doubt_words.contains(w)) {
            return None;
        }
        self.units
            .get(&fold(name))
            .cloned()
            .or_else(|| domain_unit(name))
            .or_else(|| domain_unit(first))
            .or_else(|| self.units.get(&fold(first)).cloned())
    }

    /// True for marks that mean the row above; as written, for "NT" may be a code.
    pub fn is_ditto(&self, text: &str) -> bool {
        text.len() <= 24 && self.ditto_words.contains(text.trim())
    }

    /// True for words such as "Tổng cộng:" and "Cộng tháng 3"; beginnings keep their tones, for Tống is a family's name.
    pub fn is_total_word(&self, text: &str) -> bool {
        let toned = toned(text);
        let starts = |word: &String| {
            toned
                .strip_prefix(word.as_str())
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        self.total_words.contains(&fold(text)) || self.total_starts.iter().any(starts)
    }

    /// True for a cell in which people write "nothing": empty, dashes or dots, "không", "n/a". A question mark is not nothing.
    pub fn is_empty_word(&self, text: &str) -> bool {
        let marks_only = text
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '.' | '…' | '_' | '/'));
        marks_only || self.empty_words.contains(&fold(text))
    }
}

/// Lower case, tones kept, without marks before it.
fn toned(text: &str) -> String {
    nuong_domain::clean(text)
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

fn domain_unit(name: &str) -> Option<LedgerUnit> {
    let unit = Unit::by_word(name.trim_end_matches('.'))?;
    let measure = match unit.dimension() {
        Dimension::Mass => Measure::Mass,
        Dimension::Volume => Measure::Volume,
        Dimension::Count => Measure::Count,
    };
    Some(LedgerUnit {
        code: unit.code().to_owned(),
        measure,
        base: unit.factor(),
    })
}

fn fold_address(words: &AddressWords) -> AddressWords {
    let fold_all = |list: &[String]| {
        let mut folded: Vec<_> = list.iter().map(|w| fold(w)).collect();
        folded.sort_by_key(|w| std::cmp::Reverse(w.len()));
        folded
    };
    AddressWords {
        province: fold_all(&words.province),
        district: fold_all(&words.district),
        commune: fold_all(&words.commune),
    }
}

fn index_names(kinds: &BTreeMap<Kind, RawKind>) -> HashMap<String, Vec<Name>> {
    let mut names: HashMap<String, Vec<Name>> = HashMap::new();
    for (kind, rules) in kinds {
        for (field, synonyms) in &rules.columns {
            let Some(field) = FIELDS.iter().find(|f| *f == field).copied() else {
                continue;
            };
            for (rank, synonym) in synonyms.iter().enumerate() {
                names.entry(fold(synonym)).or_default().push(Name {
                    kind: *kind,
                    field,
                    rank,
                });
            }
        }
    }
    names
}

impl Span {
    /// By its word: "ngày", "th".
    pub fn named(word: &str) -> Option<Self> {
        RULES.spans.get(&fold(word)).copied()
    }

    /// Of "HSD (tháng)" and "Số ngày cách ly"; brackets first.
    pub fn in_header(header: &str) -> Option<Self> {
        let first_named = |text: &str| fold(text).split(' ').find_map(Self::named);
        bracketed(header)
            .find_map(first_named)
            .or_else(|| first_named(header))
    }

    /// Its length in days, where that is certain.
    pub fn whole_days(self) -> Option<i64> {
        match self {
            Self::Day => Some(1),
            Self::Week => Some(7),
            Self::Month | Self::Year => None,
        }
    }

    /// Its length in months, where that is certain.
    pub fn months(self) -> Option<i64> {
        match self {
            Self::Month => Some(1),
            Self::Year => Some(12),
            Self::Day | Self::Week => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_parses_and_every_field_is_known() {
        let raw: RawLedger = serde_json::from_str(LEDGER).unwrap();
        assert_eq!(raw.kinds.len(), 5);
        for kind in raw.kinds.values() {
            for field in kind.columns.keys().chain(kind.required.iter().flatten()) {
                assert!(FIELDS.contains(&field.as_str()), "{field} is not in FIELDS");
            }
        }
        assert!(raw.limits.rows >= 200_000);
    }

    #[test]
    fn no_column_name_means_two_fields_of_one_kind() {
        for (name, uses) in &RULES.names {
            for kind in RULES.kinds.keys() {
                let fields: HashSet<_> = uses
                    .iter()
                    .filter(|u| u.kind == *kind)
                    .map(|u| u.field)
                    .collect();
                assert!(fields.len() <= 1, "{name}: {fields:?}");
            }
        }
    }

    #[test]
    fn units_are_known_with_and_without_tones() {
        for (name, code) in [
            ("tạ", "ta"),
            ("Tạ", "ta"),
            ("ta", "ta"),
            ("KG", "kg"),
            ("tấn", "tan"),
            ("kg.", "kg"),
            ("m²", "m2"),
            ("lít", "l"),
        ] {
            assert_eq!(
                RULES.unit(name).map(|u| u.code).as_deref(),
                Some(code),
                "{name}"
            );
        }
        assert_eq!(RULES.unit("sào"), None);
    }
}
