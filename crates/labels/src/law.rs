//! What the law asks of a label, by goods group: `assets/rules/label-law.json`. A new decree changes that file only.

use crate::data::Field;
use crate::geometry::Um;
use serde::Deserialize;
use std::sync::LazyLock;

/// What Appendix I of the decree asks of one group of goods.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupLaw {
    /// Code of the goods group: `food`.
    pub code: String,
    /// Of each inner list at least one field must stand on the label.
    pub mandatory: Vec<Vec<Field>>,
    /// Mandatory only where there is something to say.
    #[serde(default)]
    pub if_any: Vec<Field>,
    /// Sentences that stand on the label to the letter.
    #[serde(default)]
    pub phrases: Option<Phrases>,
}

/// What the law words itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Phrases {
    /// Fields that a person can write them in, the best first.
    pub write_in: Vec<Field>,
    /// Of each inner list at least one sentence must stand on the label; the first is the decree's own.
    pub all: Vec<Vec<String>>,
}

/// The whole file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LabelLaw {
    /// Number of the decree that the lists come from.
    pub source: String,
    /// What every goods label carries.
    pub always: Vec<Vec<Field>>,
    /// By goods group.
    pub groups: Vec<GroupLaw>,
    /// How much is stated.
    pub quantities: Quantities,
    /// How small letters may be.
    pub letters: Letters,
    /// How small a code may be.
    pub codes: Codes,
}

/// How goods labels state how much there is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quantities {
    /// Codes of the units that may be used: `kg`.
    pub units: Vec<String>,
}

/// Heights of the small letter x, in micrometres.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Letters {
    /// Number of the circular that the heights come from.
    pub source: String,
    /// Least height.
    pub least: Um,
    /// Least height where the labelled face of the pack is small.
    pub least_on_small_face: Um,
    /// A face is small below this many cm².
    pub small_face_below_cm2: u32,
}

/// What scanners need of codes; lengths in micrometres. (Quiet zones are the symbol's own: ISO/IEC 18004 and its like.)
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Codes {
    /// Where the lengths of linear codes stand.
    pub source: String,
    /// Least module of a square code: three dots at 203 dpi.
    pub least_module: Um,
    /// Least module of a QR code for scanning at a till.
    pub retail_module: Um,
    /// EAN codes at a till.
    pub ean: Ean,
    /// GS1-128 codes in a store-house.
    pub gs1_128: Gs1128,
    /// Codes on coloured paper.
    pub contrast: Contrast,
}

/// Sizes of EAN codes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ean {
    /// Least module.
    pub least_module: Um,
    /// Largest module.
    pub most_module: Um,
    /// The module that the heights belong to; bars are higher and lower in proportion.
    pub module: Um,
    /// Height of the bars.
    pub height: Um,
    /// The same of an EAN-8.
    pub height_of_eight_digits: Um,
}

/// Sizes of GS1-128 codes. (At most 48 characters: `linear::code128`.)
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gs1128 {
    /// Least module.
    pub least_module: Um,
    /// Largest module.
    pub most_module: Um,
    /// Least height of the bars.
    pub least_height: Um,
    /// Most width, quiet zones included.
    pub most_width: Um,
}

/// Symbol contrast, in percent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contrast {
    /// The standard that grades it.
    pub source: String,
    /// Below this scanners fail (grade D).
    pub least_percent: u8,
    /// From here on all is well (grade A).
    pub good_percent: u8,
}

// `the_law_file_is_read` proves that the file parses; the fallback asks for nothing and is never reached.
static LAW: LazyLock<Option<LabelLaw>> = LazyLock::new(|| {
    // Part of the program, not of the machine: only a build can spoil it, and then the test fails.
    serde_json::from_str(include_str!("../../../assets/rules/label-law.json")).ok()
});

pub(crate) fn label_law() -> Option<&'static LabelLaw> {
    LAW.as_ref()
}

impl LabelLaw {
    /// Whether some group of goods must show a field, or must where it has something to say.
    pub fn asks_for(&self, field: Field) -> bool {
        let groups = self.groups.iter();
        let mut lists = self.always.iter().chain(groups.flat_map(|g| &g.mandatory));
        let mut if_any = self.groups.iter().flat_map(|g| &g.if_any);
        lists.any(|any_of| any_of.contains(&field)) || if_any.any(|asked| *asked == field)
    }

    /// What is asked of a goods group.
    pub fn of_group(&self, code: &str) -> Option<&GroupLaw> {
        self.groups.iter().find(|group| group.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_law_file_is_read() {
        let law = label_law().unwrap();
        assert_eq!(law.source, "37/2026/NĐ-CP");
        assert_eq!(law.letters.source, "34/2014/TTLT-BYT-BNNPTNT-BCT");
        assert_eq!(law.letters.least, Um(1_200));
        assert_eq!(law.codes.least_module, Um(375));
        assert_eq!(law.codes.contrast.source, "ISO/IEC 15416");
    }

    #[test]
    fn the_units_and_sentences_of_the_law_can_be_written() {
        let law = label_law().unwrap();
        for code in &law.quantities.units {
            assert!(nuong_domain::Unit::by_code(code).is_some(), "{code}");
        }
        let phrases: Vec<&Phrases> = law
            .groups
            .iter()
            .filter_map(|g| g.phrases.as_ref())
            .collect();
        assert!(!phrases.is_empty());
        for of_group in phrases {
            assert!(!of_group.write_in.is_empty());
            assert!(of_group.all.iter().all(|any_of| !any_of.is_empty()));
        }
    }

    #[test]
    fn every_goods_group_has_its_law() {
        for group in nuong_domain::goods::GoodsGroup::all() {
            assert!(
                label_law().unwrap().of_group(group.code()).is_some(),
                "{}",
                group.code()
            );
        }
    }
}
