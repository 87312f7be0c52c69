//! Groups of goods (Decree 37/2026, Appendix I), from `assets/rules/goods-groups.json`: the group decides which fields a label must carry.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::{clean, fold};

#[derive(Debug, Deserialize)]
struct Row {
    code: String,
    appendix_no: u32,
    vi: String,
    en: String,
    aliases: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    groups: Vec<Row>,
}

// An unreadable file leaves the table empty; `the_table_is_whole` fails then.
static TABLE: LazyLock<Vec<Row>> = LazyLock::new(|| {
    serde_json::from_str::<File>(include_str!("../../../assets/rules/goods-groups.json"))
        .map(|f| f.groups)
        .unwrap_or_default()
});

/// One group of goods.
#[derive(Debug, Clone, Copy)]
pub struct GoodsGroup(&'static Row);

impl GoodsGroup {
    /// Every group, in the file's order.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(GoodsGroup)
    }

    /// The group with this stored code, such as `food`.
    #[must_use]
    pub fn by_code(code: &str) -> Option<Self> {
        TABLE.iter().find(|r| r.code == code).map(GoodsGroup)
    }

    /// The group a person means: code, name in either language or alias, any case, with or without tones.
    #[must_use]
    pub fn by_word(word: &str) -> Option<Self> {
        let word = fold(&clean(word));
        let names = |r: &Row| {
            [&r.code, &r.vi, &r.en]
                .into_iter()
                .chain(&r.aliases)
                .any(|n| fold(n) == word)
        };
        TABLE.iter().find(|r| names(r)).map(GoodsGroup)
    }

    /// Stored code.
    #[must_use]
    pub fn code(self) -> &'static str {
        &self.0.code
    }

    /// Number of the group in Appendix I of Decree 37/2026.
    #[must_use]
    pub fn appendix_no(self) -> u32 {
        self.0.appendix_no
    }

    /// Vietnamese name.
    #[must_use]
    pub fn vi(self) -> &'static str {
        &self.0.vi
    }

    /// English name.
    #[must_use]
    pub fn en(self) -> &'static str {
        &self.0.en
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        assert!(GoodsGroup::all().count() >= 6);
        assert_eq!(
            GoodsGroup::by_word("THỰC PHẨM").map(GoodsGroup::code),
            Some("food")
        );
        assert_eq!(
            GoodsGroup::by_word("luong thuc").map(GoodsGroup::code),
            Some("grain")
        );
        assert_eq!(
            GoodsGroup::by_word("Nguyên liệu thực phẩm").map(GoodsGroup::code),
            Some("material")
        );
        assert!(GoodsGroup::by_word("xe máy").is_none());
    }
}
