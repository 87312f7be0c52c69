//! Rows as records, one reader for each kind of table. References (whose plot, which product) are still text here: what they name is
//! looked up when the whole workbook has been read, since sheets stand in any order.

use jiff::civil::Date;
use nuong_domain::Quantity;

use super::field::Fields;
use super::problem::Problem;
use super::row_facts::{harvest, spray};
use super::row_masters::{household, plot, product};
use super::rules::Kind;
use super::table::Table;
use super::workbook::Row;
use crate::store::{HouseholdInput, PlotInput, ProductRecord};

/// A record with where it stands and what is wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry<T> {
    /// Index into [`Draft::sheets`].
    pub sheet: usize,
    /// Row as the spreadsheet program shows it.
    pub row: u32,
    pub record: T,
    pub problems: Vec<Problem>,
    pub warnings: Vec<Problem>,
}

/// A plot; `household` as written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct PlotDraft {
    pub input: PlotInput,
    pub household: String,
}

/// A spray; `plot` as written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct SprayDraft {
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
pub(super) struct HarvestDraft {
    pub date: Option<Date>,
    pub household: String,
    pub plot: String,
    pub product: String,
    pub quantity: Option<Quantity>,
    pub moisture_permille: Option<u32>,
    pub lot: String,
    pub note: String,
}

/// Everything a workbook says, before it is compared with what is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Draft {
    pub sheets: Vec<String>,
    pub ignored_sheets: Vec<String>,
    pub products: Vec<Entry<ProductRecord>>,
    pub households: Vec<Entry<HouseholdInput>>,
    pub plots: Vec<Entry<PlotDraft>>,
    pub sprays: Vec<Entry<SprayDraft>>,
    pub harvests: Vec<Entry<HarvestDraft>>,
}

impl Draft {
    /// Reads a sheet's tables; a sheet without any is ignored by name.
    pub fn take(&mut self, name: &str, tables: Vec<Table>, today: Date, home: &str) {
        if tables.is_empty() {
            self.ignored_sheets.push(name.to_owned());
            return;
        }
        let sheet = self.sheets.len();
        self.sheets.push(name.to_owned());
        for table in tables {
            let (mut last, tail) = (u32::MAX, table.tail());
            for row in &table.rows {
                let mut fields = Fields::new(row, &table.header, today);
                fields.after_gap = row.number > last.saturating_add(1) || row.number >= tail;
                self.take_row(sheet, &table, row, fields, home);
                last = row.number;
            }
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
        match table.header.kind {
            Kind::Products => push(&mut self.products, sheet, row, product(&mut fields), fields),
            Kind::Households => push(
                &mut self.households,
                sheet,
                row,
                household(&mut fields, home),
                fields,
            ),
            Kind::Plots => push(&mut self.plots, sheet, row, plot(&mut fields, home), fields),
            Kind::Sprays => push(&mut self.sprays, sheet, row, spray(&mut fields), fields),
            Kind::Harvests => push(
                &mut self.harvests,
                sheet,
                row,
                harvest(&mut fields, table),
                fields,
            ),
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

fn push<T>(
    list: &mut Vec<Entry<T>>,
    sheet: usize,
    row: &Row,
    record: Option<T>,
    fields: Fields<'_>,
) {
    if let Some(record) = record {
        list.push(Entry {
            sheet,
            row: row.number,
            record,
            problems: fields.problems,
            warnings: fields.warnings,
        });
    }
}
