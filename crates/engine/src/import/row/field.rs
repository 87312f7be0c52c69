//! One row's fields, read by name. Each reading that fails leaves a problem (the row is refused) or a warning (it comes in without
//! that value), with the cell as written and what to do about it.

use jiff::ToSpan;
use jiff::civil::Date;

use super::problem::Problem;
use crate::import::cell::{Cell, vietnamese_date};
use crate::import::file::workbook::Row;
use crate::import::table::header::{Column, Header};
use crate::import::words::date;
use crate::import::words::rules::RULES;

/// Reads the cells of one row.
pub(crate) struct Fields<'a> {
    row: &'a Row,
    header: &'a Header,
    today: Date,
    /// Blank rows stand before this one, or it belongs to what stands below the table.
    pub after_gap: bool,
    /// No record of its table came before it.
    pub is_first: bool,
    /// Why the row is refused, if it is.
    pub problems: Vec<Problem>,
    /// What it comes in without, or what looks odd.
    pub warnings: Vec<Problem>,
}

/// How much a field matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Without it the row is refused.
    Must,
    /// Without it the row comes in; a cell that can't be read is a warning.
    May,
}

impl<'a> Fields<'a> {
    pub fn new(row: &'a Row, header: &'a Header, today: Date) -> Self {
        Self {
            row,
            header,
            today,
            after_gap: false,
            is_first: false,
            problems: Vec::new(),
            warnings: Vec::new(),
        }
    }

    /// Where a field stands, if the table has it.
    pub(crate) fn column(&self, field: &str) -> Option<&'a Column> {
        self.header.columns.get(field)
    }

    /// The cell of a field; empty when the table has no such column.
    pub fn cell(&self, field: &str) -> &'a Cell {
        self.column(field)
            .map_or(&Cell::Empty, |c| self.row.cell(c.index))
    }

    /// The cell as written.
    pub fn written(&self, field: &str) -> String {
        self.cell(field).text()
    }

    pub fn say(&mut self, need: Need, problem: Problem) {
        if need == Need::Must {
            self.problems.push(problem)
        } else {
            self.warnings.push(problem)
        }
    }

    /// The year in which the ledger is read.
    pub fn this_year(&self) -> i16 {
        self.today.year()
    }

    /// How many fields hold something.
    pub fn filled(&self) -> usize {
        self.header
            .columns
            .values()
            .filter(|c| !self.row.cell(c.index).is_blank())
            .count()
    }

    /// True when a field's cell has a digit in it.
    pub fn has_digit(&self, field: &str) -> bool {
        self.written(field).contains(|c: char| c.is_ascii_digit())
    }

    /// Columns of weights that are not the amount, as their headers are written.
    pub fn other_weights(&self) -> &'a [String] {
        &self.header.other_weights
    }

    /// True when a field's text is like this.
    pub fn any_written(&self, like: impl Fn(&str) -> bool) -> bool {
        let columns = self.header.columns.values();
        columns
            .into_iter()
            .any(|c| like(&self.row.cell(c.index).text()))
    }

    /// A text; `missing` is the code to refuse with when there is none.
    pub fn text(&mut self, field: &'static str, need: Need, missing: &'static str) -> String {
        if !self.has_value(field, need) {
            return String::new();
        }
        let text = self.written(field);
        let limit = RULES.limits.text_chars;
        if text.chars().count() > limit {
            self.say(
                need,
                Problem::new(field, "text_too_long", &text).with("limit", limit),
            );
            return String::new();
        }
        if text.is_empty() && need == Need::Must {
            self.problems.push(Problem::new(field, missing, ""));
        }
        text
    }

    /// An optional text, in which "không" or a dash means none.
    pub fn remark(&mut self, field: &'static str) -> String {
        let text = self.text(field, Need::May, "");
        if RULES.is_empty_word(&text) {
            String::new()
        } else {
            text
        }
    }

    /// A code: upper case, single spaces; compared with others by [`super::text::code_key`].
    pub fn code(&mut self, field: &'static str, missing: &'static str) -> String {
        let text = self.text(field, Need::Must, missing);
        text.to_uppercase()
    }

    /// False, with a problem said, for `#REF!` and for a formula that was never computed.
    pub(crate) fn has_value(&mut self, field: &'static str, need: Need) -> bool {
        match self.cell(field) {
            Cell::Error(error) => self.say(need, Problem::new(field, "formula_error", error)),
            Cell::Uncomputed => self.say(need, Problem::new(field, "formula_no_value", "=…")),
            _ => return true,
        }
        false
    }

    /// A date that exists.
    fn any_date(&mut self, field: &'static str, need: Need) -> Option<Date> {
        if !self.has_value(field, need) {
            return None;
        }
        let cell = self.cell(field);
        let empty = cell.is_blank() || RULES.is_empty_word(&cell.text());
        if empty {
            if need == Need::Must {
                self.problems
                    .push(Problem::new(field, "date_missing", cell.text()));
            }
            return None;
        }
        let period = self.header.period;
        let read = if period.since_1904 {
            date::read(&date::from_1904(cell))
        } else {
            date::read(cell)
        };
        read.or_else(|| self.completed_date(field, need))
    }

    /// A date without its year, by what stands above the table, which is said; else why it is no date.
    fn completed_date(&mut self, field: &'static str, need: Need) -> Option<Date> {
        let cell = self.cell(field);
        let completed = Some(&self.header.period)
            .filter(|_| need == Need::Must)
            .and_then(|period| date::completed(cell, period));
        match completed {
            Some(date) => self.warnings.push(
                Problem::new(field, "date_completed", cell.text())
                    .with("date", vietnamese_date(date)),
            ),
            None if date::lacks_year(cell) => {
                self.say(need, Problem::new(field, "date_no_year", cell.text()))
            }
            None => self.say(need, Problem::new(field, "date_invalid", cell.text())),
        }
        completed
    }

    /// A day on which something was done: neither to come nor out of living memory.
    pub fn past_date(&mut self, field: &'static str, need: Need) -> Option<Date> {
        let date = self.any_date(field, need)?;
        let limits = &RULES.limits;
        let last = self
            .today
            .checked_add(limits.future_days.days())
            .unwrap_or(self.today);
        let written = self.written(field);
        if date > last {
            self.say(
                need,
                Problem::new(field, "date_future", written).with("date", vietnamese_date(date)),
            );
            return None;
        }
        if date.year() < limits.oldest_year {
            self.say(
                need,
                Problem::new(field, "date_absurd", written).with("date", vietnamese_date(date)),
            );
            return None;
        }
        if need == Need::Must
            && date.year() < self.today.year().saturating_sub(limits.oldest_record_years)
        {
            self.warnings
                .push(Problem::new(field, "date_old", written).with("date", vietnamese_date(date)));
        }
        Some(date)
    }
}
