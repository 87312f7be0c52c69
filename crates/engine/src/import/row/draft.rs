//! What rows come to before the store is asked: records whose references are still text.

use jiff::civil::Date;
use nuong_domain::Quantity;

use super::problem::Problem;
use crate::party::PartyInput;
use crate::place::PlaceInput;
use crate::product::ProductRecord;

/// A record with where it stands and what is wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry<T> {
    /// Index into [`Draft::sheets`].
    pub sheet: usize,
    /// Row as the spreadsheet program shows it.
    pub row: u32,
    pub record: T,
    pub problems: Vec<Problem>,
    pub warnings: Vec<Problem>,
    /// Of a summary: counts only where no list has its code.
    pub is_weak: bool,
}

/// A plot; `household` as written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct PlotDraft {
    pub input: PlaceInput,
    pub household: String,
}

/// A spray; `plot` as written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SprayDraft {
    pub date: Option<Date>,
    pub plot: String,
    pub pesticide: String,
    pub ingredient: String,
    pub dose: String,
    pub pest: String,
    pub interval_days: Option<u32>,
    pub person: String,
}

/// A harvest row; references and lot code as written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct HarvestDraft {
    pub date: Option<Date>,
    pub household: String,
    pub plot: String,
    pub product: String,
    pub quantity: Option<Quantity>,
    pub moisture_permille: Option<u32>,
    pub lot: String,
    pub note: String,
}

/// A sheet left out because other sheets say all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Copied {
    /// Index into [`Draft::sheets`].
    pub sheet: usize,
    /// Its first row.
    pub row: u32,
    /// How many rows it has.
    pub rows: u32,
    /// A sheet that has them too, by name.
    pub of: String,
}

/// Everything a workbook says, before it is compared with what is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Draft {
    pub sheets: Vec<String>,
    pub ignored_sheets: Vec<String>,
    /// Sheets whose harvests stand in others too.
    pub copies: Vec<Copied>,
    pub products: Vec<Entry<ProductRecord>>,
    pub households: Vec<Entry<PartyInput>>,
    pub plots: Vec<Entry<PlotDraft>>,
    pub sprays: Vec<Entry<SprayDraft>>,
    pub harvests: Vec<Entry<HarvestDraft>>,
}

impl Draft {
    /// Rows of every kind.
    pub fn rows(&self) -> usize {
        self.products.len()
            + self.households.len()
            + self.plots.len()
            + self.sprays.len()
            + self.harvests.len()
    }

    /// The name of a sheet by its index; empty for one that there is not.
    pub fn sheet_name(&self, index: usize) -> &str {
        self.sheets.get(index).map_or("", String::as_str)
    }
}
