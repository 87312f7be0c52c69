//! Rows as records, one reader for each kind of table. References (whose plot, which product) are still text here: what they name is
//! looked up when the whole workbook has been read, since sheets stand in any order.

use std::collections::HashSet;

use jiff::civil::Date;
use nuong_domain::Quantity;

use super::field::Fields;
use super::problem::Problem;
use super::row_facts::{harvest, spray};
use super::row_masters::{household, plot, product};
use super::rules::Kind;
use super::table::Table;
use super::text::code_key;
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
    /// Of a summary: counts only where no list has its code.
    pub is_weak: bool,
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

/// A sheet left out because other sheets say all of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Copied {
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
pub(super) struct Draft {
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

/// A summary that names a code twice lists deliveries or payments, not households or products.
fn repeats_its_codes(table: &Table) -> bool {
    let columns = &table.header.columns;
    let code = columns.get("code").or_else(|| columns.get("sku"));
    let mut met = HashSet::new();
    let mut codes = table.rows.iter().filter_map(|r| Some(r.cell(code?.index)));
    table.header.is_summary && codes.any(|c| !c.is_blank() && !met.insert(code_key(&c.text())))
}

fn rows_of(sheet: &str, table: &Table) -> Option<String> {
    let (first, last) = (table.rows.first()?.number, table.rows.last()?.number);
    Some(format!("{sheet}!{first}:{last}"))
}

fn push<T>(
    list: &mut Vec<Entry<T>>,
    (sheet, row, table): (usize, &Row, &Table),
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
            is_weak: table.header.is_summary,
        });
    }
}
