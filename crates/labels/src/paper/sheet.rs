//! Paper: where the labels lie on a page. A roll is a page with one label. The geometry is data (`assets/sheets`), and
//! is checked here once, so that nothing is ever printed beside its label.

use super::fit::{Fit, FitError, Marks};
use crate::colour::Colour;
use crate::geometry::{Area, Point, Um};
use crate::json::{JsonError, line_of};
use crate::resolution::Resolution;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Shortest side of a label and a page: nobody sells shorter ones, but a person may have written millimetres.
const LEAST_SIDE: Um = Um(3_000);
/// Longest side of a page: 2 m, far above any sheet or banner and far below what an `i32` of micrometres can hold.
const LONGEST_PAGE: Um = Um(2_000_000);
/// Most labels a page: 100 by 100.
const MOST_CELLS: i32 = 10_000;

/// Sizes of a printer's dot: 1,200 to 100 dots an inch.
const DOTS: std::ops::RangeInclusive<i32> = 21..=254;

/// Paper with label cells. Lengths in micrometres.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Name in commands and records: `roll-50x30`.
    pub id: String,
    /// Name for people, by language (`vi`, `en`).
    pub name: BTreeMap<String, String>,
    /// Page width.
    pub page_width: Um,
    /// Page height.
    pub page_height: Um,
    /// Labels in a row.
    pub columns: u32,
    /// Rows on a page.
    pub rows: u32,
    /// Label width.
    pub label_width: Um,
    /// Label height.
    pub label_height: Um,
    /// Space between two labels of a row.
    pub gap_x: Um,
    /// Space between two rows; on a roll with gaps, between one page and the next.
    pub gap_y: Um,
    /// From the page's left edge to the first label.
    pub margin_left: Um,
    /// From the page's top edge to the first label.
    pub margin_top: Um,
    /// Size of one dot of the printer that this paper goes with (203 dpi: 125): code modules are whole dots. Zero where
    /// any printer may be used.
    #[serde(default, skip_serializing_if = "is_unknown")]
    pub dot: Um,
    /// How a label printer finds the next page of a roll. None: as the printer is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<Media>,
    /// Colour of the paper, where it is not white: codes need contrast.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<Colour>,
    /// How the printer puts this paper; pages are drawn so that it comes out right.
    #[serde(skip)]
    pub fit: Fit,
}

fn is_unknown(dot: &Um) -> bool {
    dot.0 == 0
}

/// What a roll is made of, as label printers tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    /// Labels on a liner, with gaps that the printer senses.
    Gap,
    /// Paper without gaps: the printer cuts, or a person tears, after each page.
    Continuous,
}

/// Why a sheet is refused.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The file is not JSON of the sheet's form.
    #[error("{0}")]
    Form(JsonError),
    /// A length or a count is zero, negative or beyond any paper.
    #[error("{field} must be {least} to {most}")]
    Range {
        /// The field, as files call it.
        field: &'static str,
        /// The least that it may be: micrometres, or a count.
        least: i32,
        /// The most.
        most: i32,
        /// Where it stands in the file, from 1.
        line: Option<usize>,
    },
    /// The labels do not fit on the page.
    #[error("the labels reach {reach_mm} mm {direction}, the page ends at {page_mm} mm")]
    Beyond {
        /// `across` or `down`.
        direction: &'static str,
        /// Where the last label ends, in millimetres.
        reach_mm: String,
        /// Where the page ends, in millimetres.
        page_mm: String,
    },
}

impl Sheet {
    /// Reads a sheet from JSON and checks that its labels fit on its page.
    ///
    /// # Errors
    /// [`SheetError`] says what is wrong.
    pub fn parse(json: &str) -> Result<Sheet, SheetError> {
        let sheet: Sheet = serde_json::from_str(json)
            .map_err(|e| SheetError::Form(JsonError::of_form(json, &e, |_| None)))?;
        sheet.checked().map_err(|error| error.with_line(json))
    }

    /// The sheet, when its lengths are those of paper and its labels fit on its page.
    ///
    /// # Errors
    /// [`SheetError`] says what is wrong.
    pub fn checked(self) -> Result<Sheet, SheetError> {
        let sides = [
            ("page_width", self.page_width),
            ("page_height", self.page_height),
            ("label_width", self.label_width),
            ("label_height", self.label_height),
        ];
        let spaces = [
            ("gap_x", self.gap_x),
            ("gap_y", self.gap_y),
            ("margin_left", self.margin_left),
            ("margin_top", self.margin_top),
        ];
        for (field, length) in sides {
            check_range(field, length.0, LEAST_SIDE.0, LONGEST_PAGE.0)?;
        }
        for (field, length) in spaces {
            check_range(field, length.0, 0, LONGEST_PAGE.0)?;
        }
        // 0: any printer.
        if self.dot != Um(0) {
            check_range("dot", self.dot.0, *DOTS.start(), *DOTS.end())?;
        }
        check_counts(self.columns, self.rows)?;
        check_reach(
            "across",
            self.margin_left,
            self.columns,
            self.label_width,
            self.gap_x,
            self.page_width,
        )?;
        check_reach(
            "down",
            self.margin_top,
            self.rows,
            self.label_height,
            self.gap_y,
            self.page_height,
        )?;
        Ok(self)
    }

    /// Dots an inch of the printer that this paper goes with, as printers are sold (203, 300, 600); None where any may be used.
    pub fn dpi(&self) -> Option<u32> {
        Resolution::of_dot(self.dot).map(Resolution::number)
    }

    /// Where the ruler page of this paper has its lines.
    pub fn ruler_marks(&self) -> Marks {
        Marks::on_page(self.page_width, self.page_height)
    }

    /// How a printer puts this paper, from what was read off the ruler page.
    ///
    /// # Errors
    /// [`FitError`] for more than 15 mm or a quarter of a label of offset, or 5 % of stretch.
    pub fn fit_of(&self, read: Marks) -> Result<Fit, FitError> {
        let label = (self.label_width, self.label_height);
        Fit::of_marks(self.ruler_marks(), label, read)
    }

    /// Labels on one page.
    pub fn cells(&self) -> u32 {
        self.columns.saturating_mul(self.rows)
    }

    /// Top left corner of a cell (from 0, along the rows), from the page's top left corner.
    pub fn corner(&self, cell: u32) -> Point {
        let (column, row) = (cell % self.columns.max(1), cell / self.columns.max(1));
        Point {
            x: self.margin_left + (self.label_width + self.gap_x) * column as i32,
            y: self.margin_top + (self.label_height + self.gap_y) * row as i32,
        }
    }

    /// A label's face, from its own corner.
    pub fn face(&self) -> Area {
        Area {
            x: Um(0),
            y: Um(0),
            w: self.label_width,
            h: self.label_height,
        }
    }

    /// Whether every page is one label, as on a roll.
    pub fn is_roll(&self) -> bool {
        self.cells() == 1
    }
}

impl SheetError {
    /// The same with the line of the file that is at fault.
    fn with_line(self, json: &str) -> SheetError {
        match self {
            SheetError::Range {
                field, least, most, ..
            } => SheetError::Range {
                field,
                least,
                most,
                line: Some(line_of(json, field)),
            },
            other => other,
        }
    }
}

fn check_range(field: &'static str, value: i32, least: i32, most: i32) -> Result<(), SheetError> {
    let line = None;
    match (least..=most).contains(&value) {
        true => Ok(()),
        false => Err(SheetError::Range {
            field,
            least,
            most,
            line,
        }),
    }
}

/// Of two counts that are too many together the larger one is at fault.
fn check_counts(columns: u32, rows: u32) -> Result<(), SheetError> {
    let count =
        |field, n: u32, most| check_range(field, i32::try_from(n).unwrap_or(i32::MAX), 1, most);
    count("columns", columns, MOST_CELLS)?;
    count("rows", rows, MOST_CELLS)?;
    match i64::from(columns) * i64::from(rows) > i64::from(MOST_CELLS) {
        false => Ok(()),
        true if rows > columns => count("rows", rows, MOST_CELLS / columns.cast_signed()),
        true => count("columns", columns, MOST_CELLS / rows.cast_signed()),
    }
}

fn check_reach(
    direction: &'static str,
    margin: Um,
    n: u32,
    label: Um,
    gap: Um,
    page: Um,
) -> Result<(), SheetError> {
    let n = n as i32;
    let reach = margin + label * n + gap * (n - 1);
    if reach > page {
        return Err(SheetError::Beyond {
            direction,
            reach_mm: reach.to_mm(),
            page_mm: page.to_mm(),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::shipped::sheet;
    use super::*;

    #[test]
    fn the_last_cell_lies_where_the_ruler_says() {
        let a4 = sheet("tomy-135").unwrap();
        assert_eq!(
            a4.corner(0),
            Point {
                x: Um::mm(6),
                y: Um::mm(8)
            }
        );
        assert_eq!(
            a4.corner(20),
            Point {
                x: Um::mm(6 + 2 * 66),
                y: Um::mm(8 + 6 * 40)
            }
        );
    }

    #[test]
    fn labels_beyond_the_page_are_refused_in_millimetres() {
        let wide = Sheet {
            margin_left: Um(12_001),
            ..sheet("tomy-135").unwrap().clone()
        };
        let error = wide.checked().unwrap_err().to_string();
        assert_eq!(
            error,
            "the labels reach 210.001 mm across, the page ends at 210 mm"
        );
    }

    #[test]
    fn a_mistake_in_a_file_is_named_by_its_field_and_line() {
        let good = include_str!("../../../../assets/sheets/tomy-135.json");
        let wrong = |from: &str, to: &str| Sheet::parse(&good.replace(from, to)).unwrap_err();
        let named = |error: SheetError| match error {
            SheetError::Range {
                field,
                least,
                most,
                line: Some(line),
            } => (field, least, most, line),
            other => panic!("{other}"),
        };
        assert_eq!(
            named(wrong("\"rows\": 7", "\"rows\": 0")),
            ("rows", 1, 10_000, 7)
        );
        assert_eq!(named(wrong("\"rows\": 7", "\"rows\": 5000")).0, "rows");
        assert_eq!(
            named(wrong("\"columns\": 3", "\"columns\": 5000")).0,
            "columns"
        );
        assert_eq!(
            named(wrong("\"gap_x\": 0", "\"gap_x\": -500")),
            ("gap_x", 0, 2_000_000, 10)
        );
        for (from, to, said) in [
            (
                "\"rows\"",
                "\"row\"",
                "Line 7: the word “row” is not known. Known here: id, name, page_width",
            ),
            (
                "  \"rows\": 7,\n",
                "",
                "Line 1: “rows” is missing in the part that begins here.",
            ),
            (
                "\"rows\": 7",
                "\"rows\": \"7\"",
                "Line 7: here stands \"7\", but it must be a whole number without quotes",
            ),
            (
                "\"gap_x\": 0",
                "\"gap_x\": 2.5",
                "Line 10: here stands 2.5, but it must be a whole number without quotes; lengths are in µm (1 mm is 1000).",
            ),
        ] {
            let error = wrong(from, to).to_string();
            assert!(error.contains(said), "{error}");
        }
    }

    #[test]
    fn absurd_sheets_are_refused() {
        let good = sheet("tomy-135").unwrap();
        for bad in [
            Sheet {
                columns: 0,
                ..good.clone()
            },
            Sheet {
                rows: u32::MAX,
                ..good.clone()
            },
            Sheet {
                gap_x: Um(-1),
                ..good.clone()
            },
            Sheet {
                page_width: Um(i32::MAX),
                ..good.clone()
            },
        ] {
            assert!(bad.checked().is_err());
        }
    }
}
