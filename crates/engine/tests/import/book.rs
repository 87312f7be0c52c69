//! Small workbooks for tests: sheets of rows, cells as people leave them.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

/// A cell to write.
#[derive(Debug, Clone, PartialEq)]
pub enum C {
    E,
    T(String),
    N(f64),
    D(Date),
    /// Formula with its cached result.
    F(&'static str, &'static str),
}

impl From<&str> for C {
    fn from(text: &str) -> Self {
        if text.is_empty() {
            Self::E
        } else {
            Self::T(text.to_owned())
        }
    }
}

impl From<String> for C {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<f64> for C {
    fn from(number: f64) -> Self {
        Self::N(number)
    }
}

impl From<Date> for C {
    fn from(date: Date) -> Self {
        Self::D(date)
    }
}

/// A row of anything that is a cell.
#[macro_export]
macro_rules! row {
    ($($cell:expr),* $(,)?) => { vec![$($crate::book::C::from($cell)),*] };
}

pub type Rows = Vec<Vec<C>>;

pub fn write(dir: &Path, name: &str, sheets: &[(&str, Rows)]) -> PathBuf {
    let mut book = Workbook::new();
    for (title, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*title).unwrap();
        for (r, row) in rows.iter().enumerate() {
            for (c, cell) in row.iter().enumerate() {
                put(sheet, r as u32, c as u16, cell);
            }
        }
    }
    let path = dir.join(name);
    book.save(&path).unwrap();
    path
}

fn put(sheet: &mut Worksheet, r: u32, c: u16, cell: &C) {
    match cell {
        C::E => {}
        C::T(text) => drop(sheet.write_string(r, c, text).unwrap()),
        C::N(number) => drop(sheet.write_number(r, c, *number).unwrap()),
        C::F(formula, result) => drop(
            sheet
                .write_formula(r, c, Formula::new(*formula).set_result(*result))
                .unwrap(),
        ),
        C::D(date) => {
            let moment =
                ExcelDateTime::from_ymd(date.year() as u16, date.month() as u8, date.day() as u8)
                    .unwrap();
            sheet
                .write_datetime_with_format(
                    r,
                    c,
                    &moment,
                    &Format::new().set_num_format("dd/mm/yyyy"),
                )
                .unwrap();
        }
    }
}

/// Changes the XML of every sheet: what another program than ours would have written.
pub fn edit(path: &Path, change: impl Fn(&str) -> String) {
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(std::fs::read(path).unwrap())).unwrap();
    let mut new = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    for index in 0..old.len() {
        let mut part = old.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name.starts_with("xl/worksheets/") {
            bytes = change(std::str::from_utf8(&bytes).unwrap()).into_bytes();
        }
        new.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        new.write_all(&bytes).unwrap();
    }
    new.finish().unwrap();
}

/// One product, household and plot, and these harvest rows under the usual header (in row 1).
pub fn small(dir: &Path, harvests: Rows) -> PathBuf {
    let mut rows = vec![row![
        "Ngày",
        "Mã hộ",
        "Mã thửa",
        "Mã SP",
        "Số lượng (kg)",
        "Số lô"
    ]];
    rows.extend(harvests);
    write(
        dir,
        "so.xlsx",
        &[
            masters()[0].clone(),
            masters()[1].clone(),
            masters()[2].clone(),
            ("Thu hoạch", rows),
        ],
    )
}

pub fn masters() -> [(&'static str, Rows); 3] {
    [
        (
            "Sản phẩm",
            vec![
                row!["Mã SP", "Tên sản phẩm", "Nhóm hàng", "Mã vạch"],
                row!["CHE", "Chè Shan", "Thực phẩm", "9520120070017"],
                row!["GAO", "Gạo Séng Cù", "Lương thực", ""],
            ],
        ),
        (
            "Nông hộ",
            vec![
                row!["Mã hộ", "Chủ hộ", "Địa chỉ"],
                row!["H1", "Lò Văn Mẫu", "Xã Tả Lèng, tỉnh Lai Châu"],
                row!["H2", "Tao Thị Mẫu", "Xã Bình Lư, tỉnh Lai Châu"],
            ],
        ),
        (
            "Vùng trồng",
            vec![
                row!["Mã thửa", "Hộ", "Cây trồng", "Diện tích (ha)"],
                row!["T1", "H1", "Chè", 0.5],
                row!["T2", "H2", "Lúa", "1,25"],
            ],
        ),
    ]
}
