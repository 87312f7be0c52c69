use serde::Serialize;
use ts_rs::TS;

/// A template for the picker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TemplateChoice {
    /// Id.
    pub id: String,
    /// Vietnamese name.
    pub vi: String,
    /// English name.
    pub en: String,
    /// True for a person's own, which can be changed.
    pub own: bool,
    /// Whether it is the label that the law asks of goods.
    pub goods_label: bool,
    /// Goods groups that it is drawn for, by code; empty: any.
    pub groups: Vec<String>,
    /// Whether it shows an SSCC: pallets have their own numbers instead of serial ones.
    pub pallet: bool,
    /// Label sizes it is drawn for: `[width, height]` in micrometres; others are stretched.
    pub sizes: Vec<[i32; 2]>,
}
