//! Units of measure, from `assets/rules/units.json`: codes, factors to the base unit, UN/ECE codes for the wire, and the words people
//! write in ledgers. Adding a unit is adding data.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::{clean, fold};

/// What a unit measures. Quantities of different dimensions never add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Base unit: the milligram.
    Mass,
    /// Base unit: the microlitre.
    Volume,
    /// Base unit: one piece.
    Count,
}

impl Dimension {
    /// `mass`, `volume`, `count`: as stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mass => "mass",
            Self::Volume => "volume",
            Self::Count => "count",
        }
    }

    /// The unit in which trace events carry this dimension: kg, l, piece (UN/ECE KGM, LTR, H87).
    #[must_use]
    pub fn trade_unit(self) -> Unit {
        let code = match self {
            Self::Mass => "kg",
            Self::Volume => "l",
            Self::Count => "piece",
        };
        Unit::by_code(code).unwrap_or(Unit(&FALLBACK))
    }
}

#[derive(Debug, Deserialize)]
struct Row {
    code: String,
    dimension: Dimension,
    factor: i64,
    unece: String,
    vi: String,
    en: String,
    aliases: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    units: Vec<Row>,
}

static FALLBACK: Row = Row {
    code: String::new(),
    dimension: Dimension::Count,
    factor: 1,
    unece: String::new(),
    vi: String::new(),
    en: String::new(),
    aliases: Vec::new(),
};

// An unreadable file leaves the table empty; `the_unit_table_is_whole` fails then.
static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| {
    serde_json::from_str::<File>(include_str!("../../../assets/rules/units.json"))
        .map(|f| f.units)
        .unwrap_or_default()
});

/// One unit of the table.
#[derive(Debug, Clone, Copy)]
pub struct Unit(&'static Row);

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        self.0.code == other.0.code
    }
}
impl Eq for Unit {}

impl Unit {
    /// Every unit, in the file's order (that of pickers).
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(Unit)
    }

    /// The unit with this stored code, such as `kg`.
    #[must_use]
    pub fn by_code(code: &str) -> Option<Self> {
        TABLE.iter().find(|r| r.code == code).map(Unit)
    }

    /// The unit a person means by a word: code, label or alias, any case, with or without tones; a trailing full stop is ignored.
    /// A word with tones is tried as written first, so that "tạ" (100 kg) and "tá" stay apart.
    #[must_use]
    pub fn by_word(word: &str) -> Option<Self> {
        let word = clean(word).to_lowercase();
        let word = word.trim_end_matches('.');
        // Tones first: without them "tạ" (100 kg) and "tá" (a dozen) are one word.
        let exact = |r: &&'static Row| unit_names(r).any(|n| n.to_lowercase() == word);
        let folded = fold(word);
        TABLE
            .iter()
            .find(exact)
            .or_else(|| {
                TABLE
                    .iter()
                    .find(|r: &&'static Row| unit_names(r).any(|n| fold(n) == folded))
            })
            .map(Unit)
    }

    /// Stored code.
    #[must_use]
    pub fn code(self) -> &'static str {
        &self.0.code
    }

    /// What it measures.
    #[must_use]
    pub fn dimension(self) -> Dimension {
        self.0.dimension
    }

    /// Base units in one of it (mg, µl or pieces); at least 1.
    #[must_use]
    pub fn factor(self) -> i64 {
        self.0.factor.max(1)
    }

    /// UN/ECE Recommendation 20 code (`KGM`), empty where there is none.
    #[must_use]
    pub fn unece_code(self) -> &'static str {
        &self.0.unece
    }

    /// Vietnamese label.
    #[must_use]
    pub fn vi(self) -> &'static str {
        &self.0.vi
    }

    /// English label.
    #[must_use]
    pub fn en(self) -> &'static str {
        &self.0.en
    }
}

fn unit_names(row: &'static Row) -> impl Iterator<Item = &'static str> {
    [row.code.as_str(), row.vi.as_str(), row.en.as_str()]
        .into_iter()
        .chain(row.aliases.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_table_is_whole() {
        assert!(Unit::all().count() >= 9);
        for unit in Unit::all() {
            assert!(unit.0.factor >= 1 && !unit.vi().is_empty() && !unit.en().is_empty());
            // Of twos and fives alone, or `Quantity::decimal_in` would write digits without end.
            assert_eq!(10_i64.pow(18) % unit.0.factor, 0, "{}", unit.code());
            assert_eq!(Unit::by_word(unit.code()), Some(unit));
        }
        assert_eq!(Dimension::Mass.trade_unit().unece_code(), "KGM");
        assert_eq!(Dimension::Volume.trade_unit().unece_code(), "LTR");
        assert_eq!(Dimension::Count.trade_unit().unece_code(), "H87");
    }

    #[test]
    fn words_of_the_ledger_are_known() {
        for (word, code) in [
            ("KG", "kg"),
            ("Kg.", "kg"),
            ("cân", "kg"),
            ("tạ", "ta"),
            ("Tấn", "tan"),
            ("yến", "yen"),
            ("lít", "l"),
            ("ML", "ml"),
            ("gam", "g"),
            ("quả", "piece"),
        ] {
            assert_eq!(Unit::by_word(word).map(Unit::code), Some(code), "{word}");
        }
        assert!(Unit::by_word("sải").is_none());
    }
}
