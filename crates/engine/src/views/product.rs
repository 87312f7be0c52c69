//! Products.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A product as listed and as edited. `id` is empty for a new one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Product {
    /// UUIDv7, or empty for a new product.
    pub id: String,
    /// The cooperative's own code, unique.
    pub sku: String,
    /// Name on the label.
    pub name: String,
    /// Goods group code of `assets/rules/goods-groups.json` (`food`, `grain`, …).
    pub goods_group: String,
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
    /// Ingredients.
    pub ingredients: String,
    /// Storage instructions.
    pub storage: String,
    /// Instructions for use.
    pub usage: String,
    /// Standards applied (TCVN, VietGAP, …).
    pub standards: String,
    /// Lots of this product; read-only.
    pub lot_count: u32,
}

/// Choices of a picker, from `assets/rules`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Choice {
    /// Code to store.
    pub code: String,
    /// Vietnamese label.
    pub vi: String,
    /// English label.
    pub en: String,
}
