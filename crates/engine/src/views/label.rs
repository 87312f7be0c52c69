//! Labels: what to print, what was found, what it looks like.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Message;

/// What to print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LabelRequest {
    /// Lot id (UUID) or lot code.
    pub lot: String,
    /// Template id, such as `trace`.
    pub template: String,
    /// Sheet id, such as `tomy-135`.
    pub sheet: String,
    /// The printer, as people call it; empty, or not taught on this paper: pages are not corrected.
    #[serde(default)]
    pub printer: String,
    /// Labels wanted.
    pub count: u32,
    /// Cells of the first sheet that are used already.
    #[serde(default)]
    pub skip: u32,
}

/// A finding of the checker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Finding {
    /// Stable code.
    pub code: String,
    /// `error` refuses, `warning` asks, `note` tells.
    pub severity: String,
    /// In the person's language.
    pub message: String,
    /// The sentence by key, for a UI that switches language.
    pub text: Message,
    /// Where to mend it: `product.ingredients`, `lot.phi`, `profile.address` … or empty.
    pub field: String,
}

/// The preview of one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LabelPreview {
    /// SVG of one label at true scale.
    pub label_svg: String,
    /// SVG of the first page at true scale; cells carry `data-cell`.
    pub page_svg: String,
    /// Pages in all.
    pub pages: u32,
    /// Labels on a full page.
    pub per_page: u32,
    /// The code's content.
    pub payload: String,
    /// Checker's findings; any `error` refuses the print.
    pub findings: Vec<Finding>,
}

/// A finished print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LabelResult {
    /// Labels printed; 0 when refused.
    pub labels: u32,
    /// Pages written; 0 when refused.
    pub pages: u32,
    /// The code's content, frozen in the ledger.
    pub payload: String,
    /// Checker's findings.
    pub findings: Vec<Finding>,
}

/// A template for the picker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TemplateChoice {
    /// Id.
    pub id: String,
    /// Vietnamese name.
    pub vi: String,
    /// English name.
    pub en: String,
}
