//! Labels: what to print, what was found, what it looks like.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::base::finding::Finding;
use crate::printer::SentPartly;

/// What to print.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
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
    /// The language beside Vietnamese: `en`, or empty for none.
    #[serde(default)]
    pub other_lang: String,
    /// A serial number on each label, instead of one code for all of the lot.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub serials: bool,
    /// Cartons on each pallet, for labels of pallets; kept with their numbers.
    #[serde(default)]
    #[ts(optional)]
    pub cartons: Option<u32>,
    /// Dots an inch of the printer: codes are made of whole ones. None: as the printer is known, else as the paper says.
    #[serde(default)]
    #[ts(optional)]
    pub dpi: Option<u32>,
}

/// The preview of one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LabelPreview {
    /// SVG of one label at true scale.
    pub label_svg: String,
    /// SVG of the first page at true scale; cells carry `data-cell`.
    pub page_svg: String,
    /// Width of a label in micrometres.
    pub label_width_um: i32,
    /// Height of a label in micrometres.
    pub label_height_um: i32,
    /// Its codes.
    pub symbols: Vec<SymbolView>,
    /// Pages in all.
    pub pages: u32,
    /// Labels on a full page.
    pub per_page: u32,
    /// The code's content.
    pub payload: String,
    /// Checker's findings; any `error` refuses the print.
    pub findings: Vec<Finding>,
}

/// A code on a label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SymbolView {
    /// `qr`, `datamatrix`, `ean_13`, `ean_8` or `gs1_128`.
    pub kind: String,
    /// What a scanner says of its kind: `]Q1`, `]d2`, `]E0`, `]C1`.
    pub identifier: String,
    /// QR version (1 to 40).
    pub version: Option<u8>,
    /// QR error correction: `L`, `M`, `Q`, `H`; else empty.
    pub level: String,
    /// Modules a side, or along a bar code.
    pub modules: u32,
    /// Width of a module in micrometres.
    pub module_um: i32,
    /// The same in dots of the paper's printer, where that is known.
    pub dots: Option<u32>,
    /// Where it stands: `[x, y, width, height]` in micrometres.
    pub area: [i32; 4],
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
    /// The print's id in the ledger; empty when refused.
    pub print: String,
    /// Set when not everything reached the printer.
    pub sent_partly: Option<SentPartly>,
}

/// Labels for the system's print dialog, which the window opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LabelPages {
    /// As of every print; it is in the ledger already.
    pub result: LabelResult,
    /// SVG of each page at true scale: what is on the labels and nothing else. None when refused.
    pub pages: Vec<String>,
    /// Width and height of the paper in micrometres.
    pub paper: [i32; 2],
}
