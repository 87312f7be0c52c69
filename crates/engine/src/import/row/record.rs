//! Rows as records, one reader for each kind of table. References (whose plot, which product) are still text here: what they name is
//! looked up when the whole workbook has been read, since sheets stand in any order.

use std::collections::HashSet;

use jiff::civil::Date;

use super::draft::{Draft, Entry};
use super::facts::{harvest, spray};
use super::field::Fields;
use super::masters::{household, plot, product};
use crate::import::file::workbook::Row;
use crate::import::table::cut::Table;
use crate::import::words::rules::Kind;
use crate::import::words::text::code_key;

impl Draft {
    /// Reads a sheet's tables; a sheet without any is ignored by name.
    pub fn take_sheet(&mut self, name: &str, tables: Vec<Table>, today: Date, home: &str) {
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
}

/// A summary that names a code twice lists deliveries or payments, not households or products.
pub(crate) fn repeats_its_codes(table: &Table) -> bool {
    let columns = &table.header.columns;
    let code = columns.get("code").or_else(|| columns.get("sku"));
    let mut met = HashSet::new();
    let mut codes = table.rows.iter().filter_map(|r| Some(r.cell(code?.index)));
    table.header.is_summary && codes.any(|c| !c.is_blank() && !met.insert(code_key(&c.text())))
}

pub(crate) fn rows_of(sheet: &str, table: &Table) -> Option<String> {
    let (first, last) = (table.rows.first()?.number, table.rows.last()?.number);
    Some(format!("{sheet}!{first}:{last}"))
}

pub(crate) fn push<T>(
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
