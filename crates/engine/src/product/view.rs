//! Products.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a product is to the cooperative.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProductKind {
    /// What it makes and sells.
    #[default]
    Goods,
    /// What arises beside the goods: bran, husk, whey.
    ByProduct,
    /// What it uses up: seed, fertiliser, pesticide, feed.
    Input,
    /// What goods are packed in.
    Packaging,
}

impl ProductKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Goods, Self::ByProduct, Self::Input, Self::Packaging];

    /// As in the data file and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Goods => "goods",
            Self::ByProduct => "by_product",
            Self::Input => "input",
            Self::Packaging => "packaging",
        }
    }

    /// The kind of that word.
    pub fn by_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A product as listed and as edited. `id` is empty for a new one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Product {
    /// Its id, or empty for a new product.
    pub id: String,
    /// The cooperative's own code, unique.
    pub sku: String,
    /// Name on the label.
    pub name: String,
    /// What it is to the cooperative.
    pub kind: ProductKind,
    /// Goods group code of `assets/rules/goods-groups.json` (`food`, `grain`, …).
    pub goods_group: String,
    /// Code of a sector of `assets/rules/stages.json`, which says what its lots must have gone through; empty for none.
    pub sector: String,
    /// 14 digits, or none.
    pub gtin: Option<String>,
    /// A GTIN as it was written that failed its check digit: shown, never used.
    pub gtin_rejected: Option<String>,
    /// Net quantity of a pack, in `unit`.
    pub net_quantity: Option<f64>,
    /// Unit code of `assets/rules/units.json`.
    pub unit: String,
    /// Months from production to expiry.
    pub shelf_life_months: Option<u32>,
    /// Days from harvest for which it keeps; what is used first follows from it.
    pub shelf_life_days: Option<u32>,
    /// Water in ‰ at which it is paid for.
    pub standard_moisture: Option<u32>,
    /// Ingredients.
    pub ingredients: String,
    /// Storage instructions.
    pub storage: String,
    /// Instructions for use.
    pub usage: String,
    /// Standards applied (TCVN, VietGAP, …).
    pub standards: String,
    /// What else its labels say: on the wire its fields stand among the others.
    #[serde(flatten)]
    pub label: ProductLabel,
    /// Lots of this product; read-only.
    pub lot_count: u32,
}

/// What a product's labels say beyond its first record. Everything may be left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ProductLabel {
    /// Warnings.
    pub warnings: String,
    /// Nutrition facts (Circular 29/2023/TT-BYT), as they stand on the label.
    pub nutrition: String,
    /// Ethanol content of liquor in tenths of a percent by volume: 395 is 39.5 %.
    pub ethanol_permille: Option<u32>,
    /// Origin as printed; empty: the province of the harvests and the country.
    pub origin: String,
    /// Name in the second language.
    pub name_other: String,
    /// Ingredients in the second language.
    pub ingredients_other: String,
    /// Instructions for use in the second language.
    pub usage_other: String,
    /// Storage instructions in the second language.
    pub storage_other: String,
    /// Warnings in the second language.
    pub warnings_other: String,
    /// Origin in the second language, where `origin` is given.
    pub origin_other: String,
    /// Price in đồng, 1 to 1,000,000,000.
    pub price: Option<i64>,
    /// What the price is for: a unit code, or empty for a pack.
    pub price_unit: String,
    /// Packs in a carton or sack.
    pub packs_per_carton: Option<u32>,
    /// The carton's own GTIN, 14 digits: a carton never carries its packs' (GS1 General Specifications, 2.1).
    pub carton_gtin: Option<String>,
    /// Mark of time on the label: `produced`, `packed`, `harvested`, `season`; empty: by the goods group.
    pub date_kind: String,
    /// Promise on the label: `expires` or `best_before`; empty: `expires`.
    pub expiry_kind: String,
    /// Area in cm² of the pack's face that carries the label.
    pub face_cm2: Option<u32>,
    /// OCOP stars, 3 to 5.
    pub ocop_stars: Option<u32>,
    /// Number of the OCOP decision.
    pub ocop_decision: String,
    /// Last day of the OCOP decision, ISO; none without stars.
    pub ocop_valid_to: Option<String>,
}
