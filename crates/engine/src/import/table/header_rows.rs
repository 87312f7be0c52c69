//! Rows of names: which row may be a header, what a second row below adds to it, and where one table's names end and another's begin.

use crate::import::cell::Cell;
use crate::import::file::workbook::Row;
use crate::import::words::rules::{RULES, Span};
use crate::import::words::text::fold;

/// Names are texts that don't begin with a digit, at least two of them (a title is one); of four cells one may be something else,
/// such as a year over a column of remarks.
pub(crate) fn could_be(row: &Row) -> bool {
    let (mut names, mut others) = (0_usize, 0_usize);
    for cell in row.cells.iter().filter(|c| !c.is_blank()) {
        match cell {
            Cell::Text(text) if is_name(text) => names += 1,
            _ => others += 1,
        }
    }
    names >= 2 && others * 3 <= names
}

/// "Mã thửa", "(kg)" and "3. Mã thửa", but not "5/8/2026".
fn is_name(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = || {
        rest.strip_prefix(['.', ')'])
            .is_some_and(|name| name.trim_start().starts_with(char::is_alphabetic))
    };
    rest.len() == text.len() || numbered()
}

/// The cells that hold something, by column.
pub(crate) fn texts(row: &Row) -> Vec<(usize, String)> {
    row.cells
        .iter()
        .enumerate()
        .filter(|(_, c)| !c.is_blank())
        .map(|(i, c)| (i, c.text()))
        .collect()
}

/// Names of parts or units below a header that is whole without them: each stands below a gap or a name that runs on over it, or is
/// a unit.
pub(crate) fn is_sub_header(row: &Row, below: &Row) -> bool {
    let mut cells = below
        .cells
        .iter()
        .enumerate()
        .filter(|(_, c)| !c.is_blank())
        .peekable();
    let fits = |(at, cell): (usize, &Cell)| {
        let Cell::Text(text) = cell else { return false };
        let runs_on = row.cell(at + 1).is_blank() && !below.cell(at + 1).is_blank();
        is_name(text) && (row.cell(at).is_blank() || runs_on || is_unit(text))
    };
    cells.peek().is_some() && cells.all(fits)
}

/// "(kg)", "đồng/kg", "%".
fn is_unit(text: &str) -> bool {
    let known = |w: &str| {
        RULES.unit(w).is_some() || RULES.price_words.contains(w) || Span::named(w).is_some()
    };
    fold(text).split(' ').all(|w| w.is_empty() || known(w))
}

/// A name of the upper row with what stands below it.
struct Joint {
    column: usize,
    /// Which upper name runs over it.
    group: usize,
    over: String,
    under: String,
}

/// Two header rows read as one: the upper name runs on over the empty cells to its right that have a name below. The lower name counts
/// by itself too; where one of a group is the group's sum, the others are its parts.
pub(crate) fn joined(row: &Row, below: &Row) -> Vec<(usize, String)> {
    let joints = joints(row, below);
    let sums: Vec<usize> = joints
        .iter()
        .filter(|j| RULES.total_words.contains(&fold(&j.under)))
        .map(|j| j.group)
        .collect();
    let mut names = Vec::new();
    for joint in joints {
        let is_sum = RULES.total_words.contains(&fold(&joint.under));
        let is_part = !is_sum && sums.contains(&joint.group);
        if joint.under.is_empty() || is_sum {
            names.push((joint.column, joint.over));
            continue;
        }
        if !is_part {
            names.push((joint.column, format!("{} ({})", joint.over, joint.under)));
        }
        if !is_unit(&joint.under) {
            names.push((joint.column, joint.under));
        }
    }
    names
}

fn joints(row: &Row, below: &Row) -> Vec<Joint> {
    let mut joints = Vec::new();
    let (mut upper, mut group) = (String::new(), 0);
    for column in 0..row.cells.len().max(below.cells.len()) {
        let (over, under) = (row.cell(column).text(), below.cell(column).text());
        if !over.is_empty() {
            (upper, group) = (over.clone(), column);
        }
        match (over.is_empty(), under.is_empty()) {
            (true, true) => upper.clear(),
            _ => joints.push(Joint {
                column,
                group,
                over: upper.clone(),
                under,
            }),
        }
    }
    joints
}

/// Names with an empty column between them, or that begin again, may be two tables.
pub(crate) fn segments(names: &[(usize, String)]) -> Vec<Vec<(usize, String)>> {
    let mut segments: Vec<Vec<(usize, String)>> = Vec::new();
    for (index, text) in names {
        let goes_on = segments.last().is_some_and(|segment| {
            let follows = segment.last().is_some_and(|(i, _)| i + 1 == *index);
            follows
                && segment
                    .first()
                    .is_some_and(|(_, first)| fold(first) != fold(text))
        });
        if !goes_on {
            segments.push(Vec::new());
        }
        if let Some(segment) = segments.last_mut() {
            segment.push((*index, text.clone()));
        }
    }
    segments
}
