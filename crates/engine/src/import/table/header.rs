//! Which row is a header, of which table, and where each field stands: found by names, wherever the row is and however it is spelt.
//! A name counts without tones, case, brackets and trailing units; the longest agreement wins and each column serves one field.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use nuong_domain::clean;

use super::header_names::{Candidate, PARTIAL_LETTERS, candidates, local_unit_in, unit_in};
use super::header_rows::{could_be, is_sub_header, joined, segments, texts};
use crate::import::file::workbook::Row;
use crate::import::words::number::Style;
use crate::import::words::period::Period;
use crate::import::words::rules::{Kind, LedgerUnit, Measure, RULES, Span};
use crate::import::words::text::fold;

/// Where a field stands in a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Column {
    pub index: usize,
    /// From the header: "Sản lượng (tạ)".
    pub unit: Option<LedgerUnit>,
    /// A measure that differs from place to place ("sào", "gùi"), as the header writes it.
    pub local_unit: Option<String>,
    /// Days, months or years: "HSD (tháng)".
    pub span: Option<Span>,
    /// How this column writes decimals.
    pub style: Style,
}

/// A recognised header.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Header {
    pub kind: Kind,
    pub columns: HashMap<&'static str, Column>,
    /// Rows it takes: 1, or 2 where one name spans several columns.
    pub height: usize,
    /// The columns that are the table's own; a neighbour may stand beside them.
    pub reach: Range<usize>,
    /// Sums for each code of a list, not the list: what it names counts only if no list names it.
    pub is_summary: bool,
    /// Other columns that hold weights, as written; one of them is not the amount.
    pub other_weights: Vec<String>,
    /// What sheet and title say of the time.
    pub period: Period,
}

const SHEET_HINT: usize = 300;

/// The header that begins at `row`, if it is one; `below` may complete it. More than one where tables stand side by side.
pub(crate) fn detect(sheet_name: &str, row: &Row, below: Option<&Row>) -> Vec<Header> {
    if !could_be(row) {
        return Vec::new();
    }
    let below = below.filter(|b| b.number == row.number.saturating_add(1));
    let own = texts(row);
    let Some(header) = best(sheet_name, &own, 1) else {
        return of_two_rows(sheet_name, row, below).into_iter().collect();
    };
    let taller = below
        .filter(|b| is_sub_header(row, b))
        .and_then(|b| best(sheet_name, &joined(row, b), 2))
        .filter(|t| t.kind == header.kind);
    match taller {
        Some(taller) => vec![taller],
        None => side_by_side(sheet_name, &own, header),
    }
}

/// A lower row that is a header by itself takes a name from above only where it has none of its own: else that row is a record.
fn of_two_rows(sheet_name: &str, row: &Row, below: Option<&Row>) -> Option<Header> {
    let below = below.filter(|b| could_be(b) || is_sub_header(row, b))?;
    let lower = best(sheet_name, &texts(below), 1);
    let both = best(sheet_name, &joined(row, below), 2)?;
    let takes = both
        .columns
        .values()
        .any(|c| below.cell(c.index).is_blank());
    let needs_it = lower.is_none_or(|lower| takes && both.columns.len() > lower.columns.len());
    needs_it.then_some(both)
}

/// Several tables in one row: each is a header by itself, and the row read as one table would know nothing more.
fn side_by_side(sheet_name: &str, names: &[(usize, String)], whole: Header) -> Vec<Header> {
    let parts = segments(names);
    let starts: Vec<usize> = parts
        .iter()
        .filter_map(|p| p.first().map(|(i, _)| *i))
        .collect();
    let mut headers = Vec::new();
    for (part, at) in parts.iter().zip(0_usize..) {
        let reach =
            starts.get(at).copied().unwrap_or(0)..starts.get(at + 1).copied().unwrap_or(usize::MAX);
        headers.extend(best(sheet_name, part, 1).map(|h| Header { reach, ..h }));
    }
    let loses_nothing = headers
        .iter()
        .any(|h| h.kind == whole.kind && h.columns.len() >= whole.columns.len());
    if headers.len() > 1 && loses_nothing {
        headers
    } else {
        vec![whole]
    }
}

fn best(sheet_name: &str, names: &[(usize, String)], height: usize) -> Option<Header> {
    let mut candidates: Vec<Candidate> = names
        .iter()
        .flat_map(|(column, text)| candidates(*column, text))
        .collect();
    candidates.sort_by_key(|c| std::cmp::Reverse(c.score));
    let sheet = fold(sheet_name);
    let scored = RULES.kinds.iter().filter_map(|(kind, rules)| {
        let (columns, score) = assign(*kind, &candidates);
        let complete = rules.required.iter().all(|group| {
            group
                .iter()
                .any(|field| columns.contains_key(field.as_str()))
        });
        let hint = rules.sheet_names.iter().any(|name| is_named(&sheet, name));
        complete.then_some((score + if hint { SHEET_HINT } else { 0 }, *kind, columns))
    });
    let (_, kind, columns) = scored.max_by_key(|(score, ..)| *score)?;
    let columns: HashMap<&'static str, Column> = columns
        .into_iter()
        .map(|(field, index)| (field, column(index, names)))
        .collect();
    let spare = spare_amounts(&columns, &candidates);
    let is_list = matches!(kind, Kind::Products | Kind::Households);
    Some(Header {
        kind,
        height,
        reach: 0..usize::MAX,
        is_summary: is_list && columns.len() == 2 && !spare.is_empty(),
        other_weights: other_weights(kind, &spare, names),
        period: Period::default(),
        columns,
    })
}

/// Columns that name an amount and serve no field.
fn spare_amounts(columns: &HashMap<&'static str, Column>, found: &[Candidate]) -> BTreeSet<usize> {
    let amounts = found
        .iter()
        .filter(|c| c.name.kind == Kind::Harvests && c.name.field == "quantity");
    amounts
        .map(|c| c.column)
        .filter(|index| columns.values().all(|c| c.index != *index))
        .collect()
}

fn other_weights(kind: Kind, spare: &BTreeSet<usize>, names: &[(usize, String)]) -> Vec<String> {
    let is_weight = |text: &str| unit_in(text).is_some_and(|u| u.measure == Measure::Mass);
    let weights = names
        .iter()
        .filter(|(i, text)| spare.contains(i) && is_weight(text));
    weights
        .filter(|_| kind == Kind::Harvests)
        .map(|(_, text)| clean(text))
        .collect()
}

/// True when a sheet's name has these words in it; a short word only as a whole ("hộ" is not in "thu hoạch").
fn is_named(sheet: &str, words: &str) -> bool {
    match words.len() {
        0 => false,
        1..PARTIAL_LETTERS => sheet.split(' ').any(|word| word == words),
        _ => sheet.contains(words),
    }
}

/// Best agreements first: each field one column, each column one field.
fn assign(kind: Kind, candidates: &[Candidate]) -> (HashMap<&'static str, usize>, usize) {
    let mut columns: HashMap<&'static str, usize> = HashMap::new();
    let mut score = 0;
    for candidate in candidates.iter().filter(|c| c.name.kind == kind) {
        let taken = columns.contains_key(candidate.name.field)
            || columns.values().any(|c| *c == candidate.column);
        if !taken {
            columns.insert(candidate.name.field, candidate.column);
            score += candidate.score;
        }
    }
    (columns, score)
}

fn column(index: usize, names: &[(usize, String)]) -> Column {
    let own = || {
        names
            .iter()
            .filter(move |(i, _)| *i == index)
            .map(|(_, text)| text.as_str())
    };
    Column {
        index,
        unit: own().find_map(unit_in),
        local_unit: own().find_map(local_unit_in),
        span: own().find_map(Span::in_header),
        style: Style::default(),
    }
}

#[cfg(test)]
mod tests;
