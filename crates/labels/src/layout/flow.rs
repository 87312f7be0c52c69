//! Rows of text in a box: at the largest size at which they fit, around the codes, spread if asked.

use super::Outcome;
use super::lines::{Line, at_size, next_line, runs};
use super::words::{RowWords, Word, row_words};
use crate::data::{Field, LabelData};
use crate::display::{Drawn, Item, Rule};
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
    items: Vec<Item>,
    /// Bottom of the ink of the last line.
    bottom: Um,
    /// How many gaps between rows would be widened.
    gaps: i32,
    failed: Option<usize>,
}

pub(super) fn fit(flow: &Flow, area: Area, codes: &[Area], data: &LabelData) -> Outcome {
    let mut missing = BTreeSet::new();
    let filled: Vec<Filled> = flow
        .rows
        .iter()
        .map(|row| Filled {
            row,
            words: row_words(row, data, &mut missing),
        })
        .collect();
    let filled: Vec<Filled> = filled
        .into_iter()
        .filter(|f| !f.words.words.is_empty())
        .collect();
    let room = Room {
        area,
        codes: codes
            .iter()
            .map(|code| code.grown(CLEARANCE))
            .filter(|c| c.overlaps(area))
            .collect(),
    };
    let attempt = largest(flow, &filled, &room);
    let mut findings = unprintable(missing);
    if let Some(row) = attempt.failed {
        findings.push(Finding::new(
            Severity::Error,
            "text_overflows",
            Some(culprit(&filled, row)),
        ));
    }
    Outcome {
        drawn: Arc::new(Drawn {
            items: attempt.items,
        }),
        findings,
    }
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
        Valign::Spread if top.gaps > 0 => return spread(flow, filled, room, scale, top, left_over),
        Valign::Spread | Valign::Middle => attempt(
            flow,
            filled,
            &room.lowered(Um(left_over.0 / 2)),
            scale,
            Um(0),
        ),
        Valign::Bottom => attempt(flow, filled, &room.lowered(left_over), scale, Um(0)),
    };
    if moved.failed.is_none() { moved } else { top }
}

/// Shares what is left over among the gaps, up to a third of a line each. Rows that move down may meet a code and need
/// another line: then a half or a quarter of it.
fn spread(
    flow: &Flow,
    filled: &[Filled],
    room: &Room,
    scale: i32,
    top: Attempt,
    left_over: Um,
) -> Attempt {
    let third = filled
        .iter()
        .map(|f| scaled(f.row, scale))
        .min()
        .unwrap_or_default()
        .permille(flow.leading / 3);
    let most = Um(left_over.0 / top.gaps.max(1)).min(third);
    let tries = [most, Um(most.0 / 2), Um(most.0 / 4)];
    tries
        .into_iter()
        .map(|extra| attempt(flow, filled, room, scale, extra))
        .find(|a| a.failed.is_none())
        .unwrap_or(top)
}

fn scaled(row: &Row, scale: i32) -> Um {
    row.size.permille(scale).max(row.min_size)
}

/// Lays the rows out at `scale` thousandths of their sizes, with `extra` space in the gaps that may be widened.
fn attempt(flow: &Flow, filled: &[Filled], room: &Room, scale: i32, extra: Um) -> Attempt {
    let mut out = Attempt {
        items: Vec::new(),
        bottom: room.area.y,
        gaps: 0,
        failed: None,
    };
    let widened_from = filled
        .iter()
        .position(|f| f.row.rule > Um(0))
        .unwrap_or(1)
        .max(1);
    let mut above = None;
    for (n, Filled { row, words }) in filled.iter().enumerate() {
        let widened = n >= widened_from;
        out.gaps += i32::from(widened);
        let gap = if n > 0 {
            row.gap.permille(500 + scale / 2)
        } else {
            Um(0)
        };
        let gap = if widened { gap + extra } else { gap };
        let Some(set) = set_row(
            flow,
            row,
            &words.words,
            room,
            scaled(row, scale),
            gap,
            above,
        ) else {
            out.failed = Some(n);
            return out;
        };
        (above, out.bottom) = (Some(set.last), set.last.baseline + set.last.ink);
        out.items.extend(set.items);
    }
    out
}

/// Sets a row at `size`, or smaller when it alone is too long for its lines.
fn set_row(
    flow: &Flow,
    row: &Row,
    words: &[Word],
    room: &Room,
    size: Um,
    gap: Um,
    above: Option<SetLine>,
) -> Option<SetRow> {
    let setting = Setting {
        flow,
        row,
        size,
        room,
        widest: Um(i32::MAX),
        most_lines: row.max_lines,
    };
    if !row.title {
        return setting.shrunk(words, gap, above).map(|(_, set)| set);
    }
    let two = Setting {
        most_lines: row.max_lines.min(2),
        ..setting
    };
    let (setting, set) = two
        .shrunk(words, gap, above)
        .or_else(|| setting.shrunk(words, gap, above))?;
    if set.lines < 2 {
        return Some(set);
    }
    let narrower = [600, 680, 760, 840, 920].into_iter().find_map(|permille| {
        let widest = room.area.w.permille(permille);
        Setting { widest, ..setting }
            .set(words, gap, above)
            .ok()
            .filter(|narrow| narrow.lines == set.lines)
    });
    Some(narrower.unwrap_or(set))
}

/// A line that has been set: its baseline and how far its ink hangs below.
#[derive(Clone, Copy)]
struct SetLine {
    baseline: Um,
    ink: Um,
}

/// A row that has been set.
struct SetRow {
    items: Vec<Item>,
    lines: u16,
    last: SetLine,
}

/// Why a row does not fit.
enum Misfit {
    /// It takes too many lines, or has a word wider than a line: smaller letters may help.
    TooLong,
    /// It reaches below the box.
    TooLow,
}

/// One row being set at one size, in lines no wider than `widest`.
#[derive(Clone, Copy)]
struct Setting<'a> {
    flow: &'a Flow,
    row: &'a Row,
    size: Um,
    room: &'a Room,
    widest: Um,
    most_lines: u16,
}

impl Setting<'_> {
    /// The largest size from this one down at which the row has few enough lines.
    fn shrunk(self, words: &[Word], gap: Um, above: Option<SetLine>) -> Option<(Self, SetRow)> {
        let mut setting = self;
        loop {
            match setting.set(words, gap, above) {
                Ok(set) => return Some((setting, set)),
                Err(Misfit::TooLong) if setting.size > self.row.min_size => {
                    setting.size = setting.size.permille(960).max(self.row.min_size);
                }
                Err(_) => return None,
            }
        }
    }

    fn set(&self, words: &[Word], gap: Um, above: Option<SetLine>) -> Result<SetRow, Misfit> {
        let mut items = Vec::new();
        let (mut rest, mut above, mut gap, mut lines) = (words, above, gap, 0);
        while !rest.is_empty() {
            let (line, left, width, now) = self.line(rest, gap, above);
            lines += 1;
            if line.too_wide || lines > self.most_lines {
                return Err(Misfit::TooLong);
            }
            if now.baseline + now.ink > self.room.area.bottom() {
                return Err(Misfit::TooLow);
            }
            if lines == 1 {
                items.extend(self.rule(&line, above, now.baseline));
            }
            let x = left + self.indent(width - at_size(line.advance, self.size));
            items.extend(
                runs(&line, self.size, x, now.baseline)
                    .into_iter()
                    .map(Item::Text),
            );
            (above, gap) = (Some(now), Um(0));
            rest = rest.get(line.words.len()..).unwrap_or_default();
        }
        above
            .map(|last| SetRow { items, lines, last })
            .ok_or(Misfit::TooLow)
    }

    /// The next line, its left edge and room, and where it stands. Its ink is known only once its words are: when it
    /// turns out to meet a code, it is broken again in the room beside the code.
    fn line<'w>(
        &self,
        words: &'w [Word],
        gap: Um,
        above: Option<SetLine>,
    ) -> (Line<'w>, Um, Um, SetLine) {
        let hoped = self.hoped(above, gap);
        let (mut top, mut bottom) = (
            hoped - self.size.permille(750),
            hoped + self.size.permille(220),
        );
        loop {
            let (left, width) = self.free(top, bottom);
            let line = next_line(
                words,
                i64::from(width.0) * 1_000 / i64::from(self.size.0.max(1)),
            );
            let baseline = self.baseline(&line, above, hoped, gap);
            let now = SetLine {
                baseline,
                ink: self.size.permille(line.bottom),
            };
            (top, bottom) = (
                top.min(baseline - self.size.permille(line.top)),
                bottom.max(baseline + now.ink),
            );
            if self.free(top, bottom) == (left, width) {
                return (line, left, width, now);
            }
        }
    }

    /// Left edge and width of what this row may use between two heights.
    fn free(&self, top: Um, bottom: Um) -> (Um, Um) {
        let (left, width) = self.room.at(top, bottom);
        (left, width.min(self.widest).max(Um(0)))
    }

    /// Where the next baseline goes unless marks are in the way.
    fn hoped(&self, above: Option<SetLine>, gap: Um) -> Um {
        match above {
            None => self.room.area.y + self.size,
            Some(above) => above.baseline + self.size.permille(self.flow.leading) + gap,
        }
    }

    // Marks stacked on capitals (Ế, Ẵ) reach higher than a line usually does: then the line moves down a little.
    fn baseline(&self, line: &Line, above: Option<SetLine>, hoped: Um, gap: Um) -> Um {
        let ink = self.size.permille(line.top);
        match above {
            None => {
                self.room.area.y
                    + ink.max(self.size.permille(face(Weight::Regular).metrics.cap_height))
            }
            Some(above) => {
                hoped.max(above.baseline + above.ink + ink + self.size.permille(INK_GAP) + gap)
            }
        }
    }

    /// The line between this row and the one above, half-way between their ink.
    fn rule(&self, line: &Line, above: Option<SetLine>, baseline: Um) -> Option<Item> {
        let above = above.filter(|_| self.row.rule > Um(0))?;
        let (from, to) = (
            above.baseline + above.ink,
            baseline - self.size.permille(line.top),
        );
        let y = from + Um((to - from - self.row.rule).0 / 2);
        let (x, w) = self.room.at(y, y + self.row.rule);
        Some(Item::Rule(Rule {
            area: Area {
                x,
                y,
                w,
                h: self.row.rule,
            },
        }))
    }

    fn indent(&self, spare: Um) -> Um {
        match self.flow.align {
            Align::Left => Um(0),
            Align::Center => Um(spare.0 / 2),
            Align::Right => spare,
        }
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
        for code in self
            .codes
            .iter()
            .filter(|code| code.y < bottom && top < code.bottom())
        {
            if code.x - left >= right - code.right() {
                right = right.min(code.x);
            } else {
                left = left.max(code.right());
            }
        }
        (left, right - left)
    }

    fn lowered(&self, by: Um) -> Room {
        let area = Area {
            y: self.area.y + by,
            h: self.area.h - by,
            ..self.area
        };
        Room {
            area,
            codes: self.codes.clone(),
        }
    }
}

fn unprintable(missing: BTreeSet<(Field, char)>) -> Vec<Finding> {
    let mut by_field: BTreeMap<Field, Vec<String>> = BTreeMap::new();
    for (field, c) in missing {
        by_field
            .entry(field)
            .or_default()
            .push(format!("{c} (U+{:04X})", u32::from(c)));
    }
    let finding = |(field, letters): (Field, Vec<String>)| {
        let shown: Vec<_> = letters.into_iter().take(10).collect();
        Finding::new(Severity::Error, "unprintable_letters", Some(field))
            .arg("letters", shown.join(", "))
    };
    by_field.into_iter().map(finding).collect()
}

/// Which field to shorten: the longest of the row that failed, or of the whole flow when that is much longer.
fn culprit(filled: &[Filled], failed: usize) -> Field {
    let length = |f: &Filled, part: usize| -> usize {
        f.words
            .words
            .iter()
            .filter(|w| w.part == part)
            .map(|w| w.text.chars().count() + 1)
            .sum()
    };
    let parts = |n: usize, f: &Filled| -> Vec<(usize, usize, Field)> {
        f.words
            .fields
            .iter()
            .enumerate()
            .map(|(part, field)| (length(f, part), n, *field))
            .collect()
    };
    let all: Vec<_> = filled
        .iter()
        .enumerate()
        .flat_map(|(n, f)| parts(n, f))
        .collect();
    let here = all
        .iter()
        .filter(|(_, n, _)| *n == failed)
        .max_by_key(|(length, ..)| *length);
    let longest = all.iter().max_by_key(|(length, ..)| *length);
    match (here, longest) {
        (Some(here), Some(longest)) if longest.0 > here.0 * 2 => longest.2,
        (Some(here), _) => here.2,
        (None, _) => Field::Product,
    }
}
