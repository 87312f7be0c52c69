//! The import of a ledger: what would come in, what would not and why.

use serde::Serialize;
use ts_rs::TS;

/// One problem at a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CellProblem {
    /// Sheet name.
    pub sheet: String,
    /// Row as in the spreadsheet program, from 1.
    pub row: u32,
    /// `date`, `quantity`, `plot`, `household`, `product`, `gtin`, … (English field name).
    pub field: String,
    /// Stable code: locale key `import.{code}`.
    pub code: String,
    /// In the person's language.
    pub message: String,
    /// The cell as written (shortened).
    pub value: String,
}

/// What a kind of record gains.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct ImportCount {
    /// New records.
    pub added: u32,
    /// Records that were there already.
    pub unchanged: u32,
    /// Rows left out.
    pub refused: Vec<CellProblem>,
    /// Rows that came in with a remark.
    pub warnings: Vec<CellProblem>,
}

/// The whole report; also the CLI's JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct ImportReport {
    /// Products.
    pub products: ImportCount,
    /// Households.
    pub households: ImportCount,
    /// Plots.
    pub plots: ImportCount,
    /// Spray records.
    pub sprays: ImportCount,
    /// Harvest rows.
    pub harvests: ImportCount,
    /// Lots that arose.
    pub lots_added: u32,
    /// Harvests inside a pre-harvest interval.
    pub phi_conflicts: u32,
    /// Sheets that were not understood, by name.
    pub ignored_sheets: Vec<String>,
    /// True for a preview: nothing was written.
    pub dry_run: bool,
}
