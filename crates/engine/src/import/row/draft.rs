use jiff::civil::Date;
use nuong_domain::Quantity;

use super::facts::{harvest, spray};
use super::field::Fields;
use super::masters::{household, plot, product};
use super::problem::Problem;
use super::record::{push, repeats_its_codes, rows_of};
use crate::household::HouseholdInput;
use crate::import::file::workbook::Row;
use crate::import::table::table::Table;
use crate::import::words::rules::Kind;
use crate::plot::PlotInput;
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
    pub input: PlotInput,
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
    pub households: Vec<Entry<HouseholdInput>>,
    pub plots: Vec<Entry<PlotDraft>>,
    pub sprays: Vec<Entry<SprayDraft>>,
    pub harvests: Vec<Entry<HarvestDraft>>,
}

impl Draft {
    /// Reads a sheet's tables; a sheet without any is ignored by name.
    pub fn take(&mut self, name: &str, tables: Vec<Table>, today: Date, home: &str) {
        let (tables, others): (Vec<_>, Vec<_>) =
            tables.into_iter().partition(|t| !repeats_its_codes(t));
        if tables.is_empty() {
            self.ignored_sheets.push(name.to_owned());
            return;
        }
        // A part of a sheet is named as Excel names rows: "Thu hoạch!7:9".
        self.ignored_sheets
            .extend(others.iter().filter_map(|t| rows_of(name, t)));
        let sheet = self.sheets.len();
        self.sheets.push(name.to_owned());
        for table in &tables {
            self.take_table(sheet, table, today, home);
        }
    }

    fn take_table(&mut self, sheet: usize, table: &Table, today: Date, home: &str) {
        let (mut last, tail) = (u32::MAX, table.tail());
        let before = self.rows();
        for row in &table.rows {
            let mut fields = Fields::new(row, &table.header, today);
            fields.after_gap = row.number > last.saturating_add(1) || row.number >= tail;
            fields.is_first = self.rows() == before;
            self.take_row(sheet, table, row, fields, home);
            last = row.number;
        }
    }

    fn take_row(
        &mut self,
        sheet: usize,
        table: &Table,
        row: &Row,
        mut fields: Fields<'_>,
        home: &str,
    ) {
        if fields.filled() == 0 {
            return;
        }
        let at = (sheet, row, table);
        match table.header.kind {
            Kind::Products => push(&mut self.products, at, product(&mut fields), fields),
            Kind::Households => push(
                &mut self.households,
                at,
                household(&mut fields, home),
                fields,
            ),
            Kind::Plots => push(&mut self.plots, at, plot(&mut fields, home), fields),
            Kind::Sprays => push(&mut self.sprays, at, spray(&mut fields), fields),
            Kind::Harvests => push(&mut self.harvests, at, harvest(&mut fields, table), fields),
        }
    }

    /// Rows of every kind.
    pub fn rows(&self) -> usize {
        self.products.len()
            + self.households.len()
            + self.plots.len()
            + self.sprays.len()
            + self.harvests.len()
    }
}
