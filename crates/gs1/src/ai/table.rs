//! Looking an Application Identifier up, by itself or at the front of raw data.

use super::{Charset, Component, Entry, TableError, read};
use crate::lint::Linter;
use crate::options::Options;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Every AI of the 2026-01-27 dictionary, with the Digital Link paths they make.
#[derive(Debug, Default)]
pub struct Table {
    entries: BTreeMap<String, Entry>,
    /// All AIs that share their first two digits have the same number of digits.
    ai_lengths: BTreeMap<String, usize>,
    /// First two digits → length of the value.
    predefined: BTreeMap<&'static str, usize>,
    /// Stand-ins for unknown AIs by the length that their first two digits set, if any.
    unknown: BTreeMap<Option<usize>, Entry>,
    paths: Vec<Vec<String>>,
}

/// The table that this crate carries.
pub fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    // The text is part of the program and a test reads it, so an empty table is never met.
    TABLE.get_or_init(|| Table::read_carried().unwrap_or_default())
}

impl Table {
    fn read_carried() -> Result<Self, TableError> {
        let entries = read::read_entries(include_str!("../../data/ai.tsv"))?;
        let predefined = read::read_predefined(include_str!("../../data/predefined.tsv"))?;
        Ok(Self::new(entries, predefined))
    }

    fn new(entries: Vec<Entry>, predefined: Vec<(&'static str, usize)>) -> Self {
        let mut paths: Vec<_> = entries.iter().flat_map(key_sequences).collect();
        paths.sort();
        paths.dedup();
        let lengths = predefined
            .iter()
            .map(|&(_, length)| Some(length))
            .chain([None]);
        Self {
            ai_lengths: entries
                .iter()
                .map(|entry| (first_two_digits(&entry.ai), entry.ai.len()))
                .collect(),
            unknown: lengths.map(|length| (length, stand_in(length))).collect(),
            entries: entries
                .into_iter()
                .map(|entry| (entry.ai.clone(), entry))
                .collect(),
            predefined: predefined.into_iter().collect(),
            paths,
        }
    }

    /// Every entry, by AI.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// The entry of `ai`, which must be all of an AI. With
    /// [`Options::permit_unknown_ais`], a stand-in for an AI that could exist.
    #[must_use]
    pub fn entry(&self, ai: &str, options: &Options) -> Option<&Entry> {
        if let Some(entry) = self.entries.get(ai) {
            return Some(entry);
        }
        let digits = ai.chars().all(|c| c.is_ascii_digit());
        if !options.permit_unknown_ais || !digits || !(2..=4).contains(&ai.len()) {
            return None;
        }
        // Two digits tell an AI's length where any AI begins with them; a stand-in of another length could not exist.
        match self.ai_lengths.get(&first_two_digits(ai)) {
            Some(&length) if length != ai.len() => None,
            Some(_) => self
                .unknown
                .get(&self.predefined.get(first_two_digits(ai).as_str()).copied()),
            None => self.unknown.get(&None),
        }
    }

    /// The AI at the front of `data`, its entry, and what follows. An unknown AI is found only if
    /// its first two digits tell how many digits it has.
    #[must_use]
    pub fn split_ai<'t, 'd>(
        &'t self,
        data: &'d str,
        options: &Options,
    ) -> Option<(&'d str, &'t Entry, &'d str)> {
        let length = *self.ai_lengths.get(data.get(..2)?)?;
        let (ai, rest) = data.split_at_checked(length)?;
        Some((ai, self.entry(ai, options)?, rest))
    }

    /// The entry whose word in old Digital Link paths is `alias`.
    #[must_use]
    pub fn by_alias(&self, alias: &str) -> Option<&Entry> {
        self.entries
            .values()
            .find(|entry| entry.alias == Some(alias))
    }

    /// Whether `ais` may be a Digital Link path: a key and some of its qualifiers in order.
    #[must_use]
    pub fn is_path(&self, ais: &[&str]) -> bool {
        self.paths.iter().any(|path| path.iter().eq(ais))
    }

    /// Every permitted Digital Link path, in the order of its AIs.
    #[must_use]
    pub fn paths(&self) -> &[Vec<String>] {
        &self.paths
    }
}

fn first_two_digits(ai: &str) -> String {
    ai.chars().take(2).collect()
}

/// What an AI of unknown meaning may hold.
fn stand_in(length: Option<usize>) -> Entry {
    let (min, max) = length.map_or((1, 90), |length| (length, length));
    let charset = Charset::Cset82;
    let linters = Linter::named(charset.linter_name()).into_iter().collect();
    Entry {
        ai: String::new(),
        title: "UNKNOWN",
        predefined: length.is_some(),
        attribute: false,
        components: vec![Component {
            charset,
            min,
            max,
            optional: false,
            linters,
        }],
        requires: Vec::new(),
        excludes: Vec::new(),
        paths: None,
        alias: None,
    }
}

/// Every path that starts with this key: each qualifier of a sequence is there or not.
fn key_sequences(entry: &Entry) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for qualifiers in entry.paths.iter().flatten() {
        let mut paths = vec![vec![entry.ai.clone()]];
        for &qualifier in qualifiers {
            let with = paths
                .iter()
                .map(|path| with_last(path, qualifier))
                .collect::<Vec<_>>();
            paths.extend(with);
        }
        all.extend(paths);
    }
    all
}

fn with_last(path: &[String], ai: &str) -> Vec<String> {
    path.iter().cloned().chain([ai.to_owned()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRICT: Options = Options {
        permit_unknown_ais: false,
        permit_zero_suppressed_gtin: false,
        permit_convenience_alphas: false,
        permit_unknown_attributes: false,
    };
    const LENIENT: Options = Options {
        permit_unknown_ais: true,
        ..STRICT
    };

    #[test]
    fn the_carried_table_reads() {
        let carried = Table::read_carried().unwrap();
        assert_eq!(carried.entries.len(), table().entries.len());
        assert!(carried.entries.len() > 500);
    }

    #[test]
    fn an_ai_is_predefined_exactly_when_its_first_two_digits_are() {
        for entry in table().entries() {
            let length = table().predefined.get(&entry.ai[..2]);
            assert_eq!(entry.predefined, length.is_some(), "{}", entry.ai);
            assert!(
                length.is_none_or(|&n| n == entry.max_length() && n == entry.min_length()),
                "{}",
                entry.ai
            );
        }
    }

    #[test]
    fn ais_with_the_same_first_two_digits_have_the_same_length() {
        for entry in table().entries() {
            assert_eq!(
                table().ai_lengths[&entry.ai[..2]],
                entry.ai.len(),
                "{}",
                entry.ai
            );
        }
    }

    #[test]
    fn qualifiers_and_partners_exist() {
        for entry in table().entries() {
            for ai in entry.paths.iter().flatten().flatten() {
                assert!(table().entries.contains_key(*ai), "{ai} after {}", entry.ai);
            }
        }
    }

    #[test]
    fn only_whole_ais_are_found() {
        for ai in ["2345", "234", "23", "2", "371", "", "0x", "é1"] {
            assert!(table().entry(ai, &STRICT).is_none(), "{ai}");
        }
        assert_eq!(table().entry("235", &STRICT).unwrap().title, "TPX");
    }

    #[test]
    fn an_unknown_ai_must_fit_its_neighbours() {
        for ai in ["011", "800", "80", "399", "2367", "4199"] {
            assert!(table().entry(ai, &LENIENT).is_none(), "{ai}");
        }
        for (ai, predefined) in [
            ("89", false),
            ("3999", false),
            ("236", false),
            ("419", true),
        ] {
            let entry = table().entry(ai, &LENIENT).unwrap();
            assert!(!entry.is_known());
            assert_eq!(entry.predefined, predefined, "{ai}");
        }
    }

    #[test]
    fn the_front_of_raw_data_splits_off() {
        let (ai, _, rest) = table().split_ai("8012ABC", &STRICT).unwrap();
        assert_eq!((ai, rest), ("8012", "ABC"));
        assert!(table().split_ai("234567", &STRICT).is_none());
        assert!(table().split_ai("891234", &LENIENT).is_none());
        assert!(table().split_ai("éé", &LENIENT).is_none());
    }
}
