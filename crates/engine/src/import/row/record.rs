//! Rows as records, one reader for each kind of table. References (whose plot, which product) are still text here: what they name is
//! looked up when the whole workbook has been read, since sheets stand in any order.

use std::collections::HashSet;

use super::draft::Entry;
use super::field::Fields;
use crate::import::file::workbook::Row;
use crate::import::table::table::Table;
use crate::import::words::text::code_key;

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
