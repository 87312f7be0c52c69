//! A workbook's sheets as rows of cells, streamed and bounded: rows that hold nothing are not kept, columns beyond the limit are not
//! read, and a formula gives the value that Excel last computed. What each cell means is not decided here.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxError};
use jiff::civil::Date;

use crate::import::cell::Cell;
use crate::import::words::rules::RULES;
use crate::{AppError, Code, Result};

/// A row that holds something; `number` as the spreadsheet program shows it, from 1.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub number: u32,
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell in a column, from 0; empty beyond the end.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    /// The same row with these columns alone.
    pub fn part(&self, columns: &std::ops::Range<usize>) -> Self {
        let kept = |(at, cell): (usize, &Cell)| {
            if columns.contains(&at) {
                cell.clone()
            } else {
                Cell::Empty
            }
        };
        Self {
            number: self.number,
            cells: self.cells.iter().enumerate().map(kept).collect(),
        }
    }

    /// Writes into a column, from 0.
    pub fn put(&mut self, column: usize, cell: Cell) {
        if self.cells.len() <= column {
            self.cells.resize(column + 1, Cell::Empty);
        }
        if let Some(slot) = self.cells.get_mut(column) {
            *slot = cell;
        }
    }
}

/// One sheet, hidden ones too: staff hide what they don't print.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sheet {
    pub name: String,
    pub rows: Vec<Row>,
    /// Cells merged over several rows, as rows (from 1) and columns (from 0).
    pub merged: Vec<Merged>,
    /// Days are counted from 1904, not from 1900.
    pub since_1904: bool,
}

/// A cell that stands for several rows, such as one date for a day's deliveries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Merged {
    pub rows: std::ops::RangeInclusive<u32>,
    pub column: usize,
}

/// An opened workbook; sheets are read one at a time.
pub(crate) struct Workbook {
    xlsx: Xlsx<Cursor<Vec<u8>>>,
    /// Worksheets in the order of their tabs.
    pub sheets: Vec<String>,
    /// Worksheets beyond the limit: named in the report.
    pub unread: Vec<String>,
    rows_left: usize,
    since_1904: bool,
}

impl Workbook {
    /// # Errors
    /// `import_damaged` when the parts don't fit together, `import_password`.
    pub fn open(bytes: Vec<u8>) -> Result<Self> {
        let since_1904 = counts_from_1904(&bytes);
        let xlsx = Xlsx::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
        let sheets = xlsx
            .sheets_metadata()
            .iter()
            .filter(|s| s.typ == SheetType::WorkSheet)
            .map(|s| s.name.clone());
        let mut sheets: Vec<String> = sheets.collect();
        let unread = sheets.split_off(sheets.len().min(RULES.limits.sheets));
        Ok(Self {
            xlsx,
            sheets,
            unread,
            rows_left: RULES.limits.rows,
            since_1904,
        })
    }

    /// Reads one sheet; `tick` hears the rows read and may end the work.
    ///
    /// # Errors
    /// `import_damaged`, `import_too_many_rows`, and what `tick` says.
    pub fn read(&mut self, name: &str, tick: &mut dyn FnMut(usize) -> Result<()>) -> Result<Sheet> {
        let mut reader = self
            .xlsx
            .worksheet_cells_reader(name)
            .map_err(|e| damaged(&e))?;
        let mut rows: Vec<Row> = Vec::new();
        loop {
            let record = match reader.next_cell_with_formula_metadata() {
                Ok(Some(record)) => record,
                Ok(None) => break,
                // An error value newer than the reader knows: the cell counts as empty, its row is judged without it.
                Err(XlsxError::CellError(_)) => continue,
                Err(e) => return Err(damaged(&e)),
            };
            let cell = cell(record.value, record.formula.is_some());
            if record.pos.1 >= RULES.limits.columns || cell.is_blank() {
                continue;
            }
            if rows
                .last()
                .is_none_or(|row| row.number != record.pos.0.saturating_add(1))
            {
                self.rows_left = self.rows_left.checked_sub(1).ok_or_else(too_many_rows)?;
                rows.push(Row {
                    number: record.pos.0.saturating_add(1),
                    cells: Vec::new(),
                });
                tick(rows.len())?;
            }
            if let Some(row) = rows.last_mut() {
                row.put(record.pos.1 as usize, cell);
            }
        }
        drop(reader);
        Ok(Sheet {
            name: name.to_owned(),
            rows,
            merged: self.merged(name),
            since_1904: self.since_1904,
        })
    }

    /// Only what is one column wide: wider ones are titles. A list that can't be read is none: it only repeats what cells show.
    fn merged(&mut self, name: &str) -> Vec<Merged> {
        let areas = self
            .xlsx
            .merge_cells_by_sheet_name(name)
            .unwrap_or_else(|_| Vec::new());
        let downward = areas
            .into_iter()
            .filter(|a| a.start.0 < a.end.0 && a.start.1 == a.end.1);
        downward
            .map(|a| Merged {
                rows: a.start.0.saturating_add(1)..=a.end.0.saturating_add(1),
                column: a.start.1 as usize,
            })
            .collect()
    }
}

/// The workbook's own setting; the reader uses it for cells shown as dates alone. A part that can't be read is left to the reader.
fn counts_from_1904(bytes: &[u8]) -> bool {
    let part = || -> zip::result::ZipResult<String> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
        let mut text = String::new();
        let part = archive.by_name("xl/workbook.xml")?;
        part.take(65_536).read_to_string(&mut text)?;
        Ok(text)
    };
    part().is_ok_and(|text| {
        ["date1904=\"1\"", "date1904=\"true\""]
            .iter()
            .any(|said| text.contains(said))
    })
}

fn too_many_rows() -> AppError {
    AppError::new(Code::ImportTooManyRows, "row limit").with("limit", RULES.limits.rows)
}

fn damaged(error: &XlsxError) -> AppError {
    match error {
        XlsxError::Password => AppError::new(Code::ImportPassword, error),
        _ => AppError::new(Code::ImportDamaged, error),
    }
}

fn cell(value: DataRef<'_>, has_formula: bool) -> Cell {
    match value {
        DataRef::Empty if has_formula => Cell::Uncomputed,
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(number as f64),
        DataRef::Float(number) => Cell::Number(number),
        DataRef::String(text) | DataRef::DurationIso(text) => Cell::Text(text),
        DataRef::SharedString(text) => Cell::Text(text.to_owned()),
        DataRef::Bool(value) => Cell::Bool(value),
        DataRef::DateTime(moment) => {
            date(&moment).map_or(Cell::Number(moment.as_f64()), Cell::Date)
        }
        DataRef::DateTimeIso(text) => match text.get(..10).map(str::parse) {
            Some(Ok(day)) => Cell::Date(day),
            _ => Cell::Text(text),
        },
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

fn date(moment: &calamine::ExcelDateTime) -> Option<Date> {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let is_day = moment.is_datetime() && moment.as_f64() >= 1.0;
    let (Ok(year), Ok(month), Ok(day)) = (year.try_into(), month.try_into(), day.try_into()) else {
        return None;
    };
    // What is no day stays the number that it is.
    Date::new(year, month, day).ok().filter(|_| is_day)
}
