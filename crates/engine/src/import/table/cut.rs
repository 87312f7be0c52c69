//! A sheet cut into tables: header, rows, and the next header if another table follows. Blank rows were never kept; total rows,
//! repeated headers and the row of column numbers under a header are dropped here. What is left is judged field by field.

use std::collections::VecDeque;
use std::ops::Range;

use super::header::{Header, detect};
use crate::import::cell::Cell;
use crate::import::file::workbook::{Merged, Row, Sheet};
use crate::import::words::number::{Style, evidence};
use crate::import::words::period::Period;
use crate::import::words::rules::RULES;
use crate::import::words::text::fold;

/// A header with its rows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    pub header: Header,
    pub rows: Vec<Row>,
}

/// Cuts a sheet; no table means the sheet was not understood.
pub(crate) fn cut(sheet: Sheet) -> Vec<Table> {
    let mut cutter = Cutter {
        period: Period {
            since_1904: sheet.since_1904,
            ..Period::default()
        },
        ..Cutter::default()
    };
    let mut rows = sheet.rows.into_iter().peekable();
    while let Some(row) = rows.next() {
        let headers = detect(&sheet.name, &row, rows.peek());
        if headers.is_empty() {
            cutter.take(row);
            continue;
        }
        if headers.iter().any(|h| h.height == 2) {
            rows.next();
        }
        cutter.open(&sheet.name, headers);
    }
    for table in &mut cutter.tables {
        spread(table, &sheet.merged);
        repeat_dittos(table);
        learn_styles(table);
    }
    cutter.tables
}

/// The tables of a sheet so far.
#[derive(Default)]
struct Cutter {
    tables: Vec<Table>,
    /// Those that rows go to; several stand side by side.
    open: Range<usize>,
    /// Short rows since the last header: a title may be among them.
    titles: VecDeque<String>,
    period: Period,
}

/// So many rows above a header may be its title.
const TITLE_ROWS: usize = 8;

impl Cutter {
    fn take(&mut self, row: Row) {
        self.remember_title(&row);
        let open = self.tables.get_mut(self.open.clone()).unwrap_or(&mut []);
        if let [table] = open {
            if !is_dropped(table, &row) {
                table.rows.push(row);
            }
            return;
        }
        for table in open {
            let part = row.part(&table.header.reach);
            if !part.cells.iter().all(Cell::is_blank) && !is_dropped(table, &part) {
                table.rows.push(part);
            }
        }
    }

    /// Below a header only a lone cell is a title; a sum's month is no title anywhere.
    fn remember_title(&mut self, row: &Row) {
        let most = if self.tables.is_empty() { 2 } else { 1 };
        let mut filled = row.cells.iter().filter(|c| !c.is_blank());
        if filled.clone().nth(most).is_some() {
            return;
        }
        let is_sum = |c: &Cell| matches!(c, Cell::Text(text) if RULES.is_total_word(text));
        if filled.clone().any(is_sum) || !filled.all(|c| matches!(c, Cell::Text(_))) {
            return;
        }
        if self.titles.len() == TITLE_ROWS {
            self.titles.pop_front();
        }
        let texts: Vec<String> = row.cells.iter().map(Cell::text).collect();
        self.titles.push_back(texts.join(" "));
    }

    /// A header like the open table's repeats it; its rows go on in one table so that repeats of codes are seen.
    fn open(&mut self, sheet_name: &str, mut headers: Vec<Header>) {
        let titles: Vec<String> = self.titles.drain(..).collect();
        self.period = Period::above(&titles.join("; "), sheet_name, self.period);
        for header in &mut headers {
            header.period = self.period;
        }
        let open = self.tables.get(self.open.clone()).unwrap_or(&[]);
        let repeats =
            open.len() == headers.len() && open.iter().zip(&headers).all(|(t, h)| t.header == *h);
        if !repeats {
            self.open = self.tables.len()..self.tables.len() + headers.len();
            self.tables.extend(headers.into_iter().map(|header| Table {
                header,
                rows: Vec::new(),
            }));
        }
    }
}

/// Fields in which a ditto mark means the row above.
const DITTO_FIELDS: &[&str] = &[
    "date",
    "household",
    "plot",
    "product",
    "unit",
    "lot",
    "pesticide",
    "ingredient",
    "phi",
    "crop",
    "group",
    "person",
];

/// `"`, "nt" and "như trên" say what the row above says.
fn repeat_dittos(table: &mut Table) {
    let fields = table.header.columns.iter();
    let columns: Vec<usize> = fields
        .filter(|(field, _)| DITTO_FIELDS.contains(field))
        .map(|(_, column)| column.index)
        .collect();
    for at in 1..table.rows.len() {
        let (before, rest) = table.rows.split_at_mut(at);
        let (Some(above), Some(row)) = (before.last(), rest.first_mut()) else {
            continue;
        };
        for column in &columns {
            if matches!(row.cell(*column), Cell::Text(text) if RULES.is_ditto(text)) {
                row.put(*column, above.cell(*column).clone());
            }
        }
    }
}

/// A cell merged over several rows says the same of each; an amount is said once.
fn spread(table: &mut Table, merged: &[Merged]) {
    let columns: Vec<usize> = table
        .header
        .columns
        .iter()
        .filter(|(field, _)| **field != "quantity")
        .map(|(_, column)| column.index)
        .collect();
    for area in merged.iter().filter(|m| columns.contains(&m.column)) {
        let from = table
            .rows
            .partition_point(|r| r.number < *area.rows.start());
        let to = table.rows.partition_point(|r| r.number <= *area.rows.end());
        let rows = table.rows.get_mut(from..to);
        let Some((first, rest)) = rows.and_then(<[Row]>::split_first_mut) else {
            continue;
        };
        let said = first.cell(area.column).clone();
        rest.iter_mut()
            .filter(|row| row.number > *area.rows.start())
            .for_each(|row| row.put(area.column, said.clone()));
    }
}

impl Table {
    /// Where signatures and remarks may stand: behind the first gap after the last row that has all it needs. A dropped total row
    /// leaves a gap too.
    pub fn tail(&self) -> u32 {
        let whole = self.rows.iter().rposition(|row| is_whole(self, row));
        let rest = self.rows.get(whole.unwrap_or(0)..).unwrap_or(&[]);
        let gap = rest
            .windows(2)
            .find(|w| matches!(w, [a, b] if b.number > a.number.saturating_add(1)));
        gap.and_then(|w| w.last())
            .map_or(u32::MAX, |row| row.number)
    }
}

fn is_dropped(table: &Table, row: &Row) -> bool {
    is_total(table, row) || (table.rows.is_empty() && numbers_columns(row))
}

/// "Tổng cộng" in any column but the remarks', unless the row is whole: then it is a record in which a name begins so.
fn is_total(table: &Table, row: &Row) -> bool {
    let note = table.header.columns.get("note").map(|c| c.index);
    let says_total = row.cells.iter().enumerate().any(|(at, cell)| {
        matches!(cell, Cell::Text(text) if Some(at) != note && RULES.is_total_word(text))
    });
    says_total && !is_whole(table, row)
}

fn is_whole(table: &Table, row: &Row) -> bool {
    let filled = |field: &str| {
        table
            .header
            .columns
            .get(field)
            .is_some_and(|c| match row.cell(c.index) {
                // "Rau tổng hợp" may be sold; nothing is dated "Tổng tháng 5".
                Cell::Text(text) if field == "date" => !RULES.is_total_word(text),
                Cell::Text(text) => !RULES.total_words.contains(&fold(text)),
                cell => !cell.is_blank(),
            })
    };
    let required = RULES
        .kinds
        .get(&table.header.kind)
        .map_or(&[][..], |k| k.required.as_slice());
    required
        .iter()
        .all(|group| group.iter().any(|field| filled(field)))
}

/// "(1) (2) (3)" or "1 2 3" or "A B 1 2" under a header, as on printed forms.
fn numbers_columns(row: &Row) -> bool {
    let marks: Vec<String> = row
        .cells
        .iter()
        .filter(|c| !c.is_blank())
        .map(|c| c.text().trim_matches(['(', ')', '[', ']']).to_owned())
        .collect();
    let numbers: Vec<u32> = marks.iter().flat_map(|m| m.parse()).collect();
    let letters = marks.len() - numbers.len();
    let lettered = marks.iter().take(letters).all(|m| m.chars().count() == 1);
    numbers.len() >= 3
        && lettered
        && numbers
            .windows(2)
            .all(|w| matches!(w, [a, b] if b.checked_sub(*a) == Some(1)))
}

/// What marks decimals in each column, by the cells that show it beyond doubt; a column that shows both stays unknown.
fn learn_styles(table: &mut Table) {
    for column in table.header.columns.values_mut() {
        let (mut commas, mut points) = (0_usize, 0_usize);
        for row in &table.rows {
            if let Cell::Text(text) = row.cell(column.index) {
                match evidence(text) {
                    Style::Comma => commas += 1,
                    Style::Point => points += 1,
                    Style::Unknown => {}
                }
            }
        }
        column.style = match (commas, points) {
            (0, 0) => Style::Unknown,
            (_, 0) => Style::Comma,
            (0, _) => Style::Point,
            _ => Style::Unknown,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::words::rules::Kind;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let rows = rows
            .iter()
            .zip(1..)
            .filter(|(cells, _)| cells.iter().any(|c| !c.is_empty()));
        let cell = |text: &&str| {
            text.parse().map_or_else(
                |_| {
                    if text.is_empty() {
                        Cell::Empty
                    } else {
                        Cell::Text((*text).to_owned())
                    }
                },
                Cell::Number,
            )
        };
        Sheet {
            name: "Sheet1".into(),
            rows: rows
                .map(|(cells, number)| Row {
                    number,
                    cells: cells.iter().map(cell).collect(),
                })
                .collect(),
            merged: Vec::new(),
            since_1904: false,
        }
    }

    const HEADER: &[&str] = &["STT", "Ngày", "Mã thửa", "Mã SP", "Số lượng (kg)"];

    fn numbers(rows: &[&[&str]]) -> Vec<Vec<u32>> {
        cut(sheet(rows))
            .iter()
            .map(|t| t.rows.iter().map(|r| r.number).collect())
            .collect()
    }

    #[test]
    fn titles_blanks_totals_repeats_and_column_numbers_are_dropped() {
        let rows = numbers(&[
            &["SỔ THU HOẠCH"],
            &[""],
            HEADER,
            &["(1)", "(2)", "(3)", "(4)", "(5)"],
            &["1", "5/8/2026", "T1", "A", "5"],
            &[""],
            &["", "Cộng tháng 8:", "", "", "5"],
            HEADER,
            &["2", "6/8/2026", "T1", "A", "7"],
            &["TỔNG CỘNG", "", "", "", "12"],
        ]);
        assert_eq!(rows, [vec![5, 9]]);
    }

    #[test]
    fn a_record_that_mentions_a_sum_is_kept() {
        let header: &[&str] = &["Ngày", "Mã thửa", "Mã SP", "Số lượng", "Ghi chú"];
        assert_eq!(
            numbers(&[header, &["5/8/2026", "T1", "A", "5", "cộng"]]),
            [vec![2]]
        );
    }

    #[test]
    fn two_tables_of_one_sheet_are_two() {
        let tables = cut(sheet(&[
            &["Mã SP", "Tên sản phẩm"],
            &["A", "Chè"],
            &[""],
            HEADER,
            &["1", "5/8/2026", "T1", "A", "5"],
        ]));
        assert_eq!(
            tables.iter().map(|t| t.header.kind).collect::<Vec<_>>(),
            [Kind::Products, Kind::Harvests]
        );
    }

    #[test]
    fn a_column_with_both_styles_stays_in_doubt() {
        let style = |cells: [&str; 2]| {
            let rows: Vec<Vec<&str>> = cells
                .iter()
                .map(|c| vec!["1", "5/8/2026", "T1", "A", c])
                .collect();
            let all: Vec<&[&str]> = std::iter::once(HEADER)
                .chain(rows.iter().map(Vec::as_slice))
                .collect();
            cut(sheet(&all))[0].header.columns["quantity"].style
        };
        assert_eq!(style(["812,0 kg", "1.234"]), Style::Comma);
        assert_eq!(style(["1,234.5", "7.25 kg"]), Style::Point);
        assert_eq!(style(["812,0 kg", "7.25 kg"]), Style::Unknown);
    }
}
