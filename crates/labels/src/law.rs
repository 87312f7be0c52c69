//! What the law asks of a label, by goods group: `assets/rules/label-law.json`. A new decree changes that file only.

use crate::data::Field;
use crate::geometry::Um;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What Decree 37/2026, Art. 42 and Appendix I, asks of one group of goods.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoodsGroup {
    /// Id in records: `food`.
    pub id: String,
    /// Number of the group in Appendix I.
    pub number: u32,
    /// Name for people, by language (`vi`, `en`).
    pub name: BTreeMap<String, String>,
    /// Of each inner list at least one field must stand on the label.
    pub mandatory: Vec<Vec<Field>>,
    /// Mandatory only where there is something to say.
    #[serde(default)]
    pub if_any: Vec<Field>,
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
    pub groups: Vec<GoodsGroup>,
    /// How small letters may be.
    pub letters: Letters,
    /// How small a code may be.
    pub codes: Codes,
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

/// Module sizes of QR codes, in micrometres. (Their quiet zone is the symbol's own: ISO/IEC 18004.)
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Codes {
    /// Least module: three dots at 203 dpi.
    pub least_module: Um,
    /// Least module for scanning at a till.
    pub retail_module: Um,
}

// `the_law_file_is_read` proves that the file parses; the fallback asks for nothing and is never reached.
static LAW: LazyLock<Option<LabelLaw>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../assets/rules/label-law.json")).ok()
});

pub(crate) fn law() -> Option<&'static LabelLaw> {
    LAW.as_ref()
}

/// The goods groups that the program knows.
pub fn goods_groups() -> &'static [GoodsGroup] {
    law().map_or(&[], |law| law.groups.as_slice())
}

/// The goods group of an id, or of its Vietnamese or English name in any case.
pub fn goods_group(id_or_name: &str) -> Option<&'static GoodsGroup> {
    let wanted = id_or_name.trim().to_lowercase();
    let named = |group: &&GoodsGroup| {
        group.id == wanted
            || group
                .name
                .values()
                .any(|name| name.to_lowercase() == wanted)
    };
    goods_groups().iter().find(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_law_file_is_read() {
        let law = law().unwrap();
        assert_eq!(law.source, "37/2026/NĐ-CP");
        assert_eq!(law.letters.source, "34/2014/TTLT-BYT-BNNPTNT-BCT");
        assert_eq!(law.letters.least, Um(1_200));
        assert_eq!(law.codes.least_module, Um(375));
    }

    #[test]
    fn groups_are_found_by_id_and_by_name() {
        assert_eq!(goods_group("food").unwrap().number, 2);
        assert_eq!(goods_group("Lương thực").unwrap().id, "grain");
        assert_eq!(goods_group("nguyên liệu thực phẩm").unwrap().number, 11);
        assert!(goods_group("xe máy").is_none());
    }
}
