//! Rows of text in a box: at the largest size at which they fit, around the codes, spread if asked.

use super::Outcome;
use super::lines::{Line, at_size, next_line, runs};
use super::words::{RowWords, row_words};
use crate::data::{Field, LabelData};
use crate::display::{Drawn, Item, TextRun};
use crate::finding::{Finding, Severity};
use crate::font::{Weight, face};
use crate::geometry::{Area, Um};
use crate::template::{Align, Flow, Row, Valign};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Sizes are tried in steps of 2 %.
const STEPS: i32 = 50;
/// Least space between text and a code's quiet zone.
const CLEARANCE: Um = Um(300);
/// White between the ink of two lines, in thousandths of the font size.
const INK_GAP: i32 = 40;

/// A row of the flow with its words.
struct Filled<'t> {
    row: &'t Row,
    words: RowWords,
}

/// The flow at one size: its lines as far as they fit, where the last ends, and the row that failed.
struct Attempt {
    runs: Vec<TextRun>,
    /// Bottom of the ink of the last line.
    bottom: Um,
    /// Gaps between rows that may be widened.
    gaps: i32,
    failed: Option<usize>,
}

pub(super) fn fit(flow: &Flow, area: Area, codes: &[Area], data: &LabelData) -> Outcome {
    let mut missing = BTreeSet::new();
    let filled: Vec<Filled> = flow.rows.iter().map(|row| Filled { row, words: row_words(row, data, &mut missing) }).collect();
    let filled: Vec<Filled> = filled.into_iter().filter(|f| !f.words.words.is_empty()).collect();
    let room = Room { area, codes: codes.iter().map(|code| code.grown(CLEARANCE)).filter(|c| c.overlaps(area)).collect() };
    let attempt = largest(flow, &filled, &room);
    let mut findings = unprintable(missing);
    if let Some(row) = attempt.failed {
        findings.push(Finding::new(Severity::Error, "text_overflows", Some(culprit(&filled, row))));
    }
    let items = attempt.runs.into_iter().map(Item::Text).collect();
    Outcome { drawn: Arc::new(Drawn { items }), findings }
}

/// The largest of the sizes at which everything fits, or else the smallest with what does.
fn largest(flow: &Flow, filled: &[Filled], room: &Room) -> Attempt {
    let at = |step: i32| attempt(flow, filled, room, step * 1_000 / STEPS, Um(0));
    let full = at(STEPS);
    if full.failed.is_none() {
        return settled(flow, filled, room, 1_000, full);
    }
    let (mut fits, mut best, mut fails) = (0, at(0), STEPS);
    if best.failed.is_some() {
        return best;
    }
    while fails - fits > 1 {
        let step = (fits + fails) / 2;
        let tried = at(step);
        if tried.failed.is_none() {
            (fits, best) = (step, tried);
        } else {
            fails = step;
        }
    }
    settled(flow, filled, room, fits * 1_000 / STEPS, best)
}

/// Moves the rows to where the flow wants them, if that leaves them clear of the codes.
fn settled(flow: &Flow, filled: &[Filled], room: &Room, scale: i32, top: Attempt) -> Attempt {
    let left_over = room.area.bottom() - top.bottom;
    if left_over <= Um(0) {
        return top;
    }
    let moved = match flow.valign {
        Valign::Top => return top,
        Valign::Spread if top.gaps > 0 => {
            let third = filled.iter().map(|f| scaled(f.row, scale)).min().unwrap_or_default().permille(flow.leading / 3);
            attempt(flow, filled, room, scale, Um(left_over.0 / top.gaps).min(third))
        }
        Valign::Spread | Valign::Middle => attempt(flow, filled, &room.lowered(Um(left_over.0 / 2)), scale, Um(0)),
        Valign::Bottom => attempt(flow, filled, &room.lowered(left_over), scale, Um(0)),
    };
    if moved.failed.is_none() { moved } else { top }
}

fn scaled(row: &Row, scale: i32) -> Um {
    row.size.permille(scale).max(row.min_size)
}

/// Lays the rows out at `scale` thousandths of their sizes, with `extra` space between rows.
fn attempt(flow: &Flow, filled: &[Filled], room: &Room, scale: i32, extra: Um) -> Attempt {
    let mut out = Attempt { runs: Vec::new(), bottom: room.area.y, gaps: 0, failed: None };
    let mut above: Option<Above> = None;
    for (n, Filled { row, words }) in filled.iter().enumerate() {
        let size = scaled(row, scale);
        let mut rest = words.words.as_slice();
        let mut lines = 0;
        let mut gap = if above.is_some() { row.gap.permille(scale) + extra } else { Um(0) };
        out.gaps += i32::from(above.is_some());
        while !rest.is_empty() {
            let hoped = above.as_ref().map_or(room.area.y + size, |a| a.baseline + size.permille(flow.leading) + gap);
            let (left, width) = room.at(hoped - size.permille(1_200), hoped + size.permille(450));
            let line = next_line(rest, i64::from(width.0.max(0)) * 1_000 / i64::from(size.0.max(1)));
            let baseline = baseline(&line, size, above.as_ref(), hoped, gap, room);
            let bottom = baseline + size.permille(line.bottom);
            lines += 1;
            if line.too_wide || bottom > room.area.bottom() || lines > row.max_lines {
                out.failed = Some(n);
                return out;
            }
            let spare = width - at_size(line.advance, size);
            let x = left + Um(if flow.align == Align::Left { 0 } else { spare.0 / if flow.align == Align::Center { 2 } else { 1 } });
            out.runs.extend(runs(&line, size, x, baseline));
            out.bottom = bottom;
            above = Some(Above { baseline, ink: size.permille(line.bottom) });
            gap = Um(0);
            rest = rest.get(line.words.len()..).unwrap_or_default();
        }
    }
    out
}

/// The line above: its baseline and how far its ink hangs below.
struct Above {
    baseline: Um,
    ink: Um,
}

// Marks stacked on capitals (Ế, Ẵ) reach higher than a line usually does: then the line moves down a little.
fn baseline(line: &Line, size: Um, above: Option<&Above>, hoped: Um, gap: Um, room: &Room) -> Um {
    let ink = size.permille(line.top);
    match above {
        None => room.area.y + ink.max(size.permille(face(Weight::Regular).metrics.cap_height)),
        Some(above) => hoped.max(above.baseline + above.ink + ink + size.permille(INK_GAP) + gap),
    }
}

/// The box and the codes in it.
struct Room {
    area: Area,
    codes: Vec<Area>,
}

impl Room {
    /// Left edge and width of what is free between two heights: the wider side of each code.
    fn at(&self, top: Um, bottom: Um) -> (Um, Um) {
        let (mut left, mut right) = (self.area.x, self.area.right());
        for code in self.codes.iter().filter(|code| code.y < bottom && top < code.bottom()) {
            if code.x - left >= right - code.right() {
                right = right.min(code.x);
            } else {
                left = left.max(code.right());
            }
        }
        (left, right - left)
    }

    fn lowered(&self, by: Um) -> Room {
        let area = Area { y: self.area.y + by, h: self.area.h - by, ..self.area };
        Room { area, codes: self.codes.clone() }
    }
}

fn unprintable(missing: BTreeSet<(Field, char)>) -> Vec<Finding> {
    let mut by_field: BTreeMap<Field, Vec<String>> = BTreeMap::new();
    for (field, c) in missing {
        by_field.entry(field).or_default().push(format!("{c} (U+{:04X})", u32::from(c)));
    }
    let finding = |(field, letters): (Field, Vec<String>)| {
        let shown: Vec<_> = letters.into_iter().take(10).collect();
        Finding::new(Severity::Error, "unprintable_letters", Some(field)).arg("letters", shown.join(", "))
    };
    by_field.into_iter().map(finding).collect()
}

/// Which field to shorten: the longest of the row that failed, or of the whole flow when that is much longer.
fn culprit(filled: &[Filled], failed: usize) -> Field {
    let length = |f: &Filled, part: usize| -> usize {
        f.words.words.iter().filter(|w| w.part == part).map(|w| w.text.chars().count() + 1).sum()
    };
    let parts = |n: usize, f: &Filled| -> Vec<(usize, usize, Field)> {
        f.words.fields.iter().enumerate().map(|(part, field)| (length(f, part), n, *field)).collect()
    };
    let all: Vec<_> = filled.iter().enumerate().flat_map(|(n, f)| parts(n, f)).collect();
    let here = all.iter().filter(|(_, n, _)| *n == failed).max_by_key(|(length, ..)| *length);
    let longest = all.iter().max_by_key(|(length, ..)| *length);
    match (here, longest) {
        (Some(here), Some(longest)) if longest.0 > here.0 * 2 => longest.2,
        (Some(here), _) => here.2,
        (None, _) => Field::Product,
    }
}
