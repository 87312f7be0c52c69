//! Rows of text in a box: at the largest size at which they fit, around the codes, spread if asked.

mod findings;
mod memory;
mod room;
mod row;

use super::Outcome;
use super::words::{RowWords, Squeeze, Wording, row_words};
use crate::data::{Field, LabelData};
use crate::display::Drawn;
use crate::finding::Finding;
use crate::geometry::{Area, Um};
use crate::template::{Flow, Row, Valign};
use memory::Memory;
use room::Room;
use row::Setting;
use std::sync::Arc;

/// Sizes are tried in steps of 2 %.
const STEPS: i32 = 50;

/// No smaller than this part of the largest size that fits, to save lines.
const TIDY_PERCENT: i32 = 88;

/// A flow on label after label.
pub(super) struct Fitter<'t> {
    flow: &'t Flow,
    room: Room,
    rows: Vec<Filled<'t>>,
    wording: Wording,
}

/// A row of the flow with its words.
struct Filled<'t> {
    row: &'t Row,
    words: RowWords,
    memory: Memory,
}

/// The flow at one size: its rows as far as they fit, where the last ends, and the row that failed.
struct Attempt {
    rows: Vec<Arc<Drawn>>,
    /// Bottom of the ink of the last line.
    bottom: Um,
    lines: u32,
    /// How many gaps between rows would be widened.
    gaps: i32,
    failed: Option<usize>,
}

impl<'t> Fitter<'t> {
    pub fn new(flow: &'t Flow, area: Area) -> Fitter<'t> {
        let rows = flow.rows.iter().map(|row| Filled {
            row,
            words: RowWords::default(),
            memory: Memory::default(),
        });
        let fields = flow.rows.iter().flat_map(|row| &row.fields);
        let wording = Wording {
            squeeze: Squeeze::default(),
            apart: fields.copied().filter(|field| field.is_other()).collect(),
        };
        Fitter {
            flow,
            room: Room::new(area, &[]),
            rows: rows.collect(),
            wording,
        }
    }

    /// Lays the flow out around the codes. `is_unchanged` tells whether a row says what it said on the label before.
    pub fn fit_rows(
        &mut self,
        codes: &[Area],
        data: &LabelData,
        is_unchanged: impl Fn(&Row) -> bool,
    ) -> Outcome {
        // A row remembers how it came out by its words alone: in another room that says nothing.
        let room = Room::new(self.room.area, codes);
        if room != self.room {
            self.room = room;
            self.rows.iter_mut().for_each(|row| row.memory.forget());
        }
        self.fill_rows(Squeeze::default(), data, is_unchanged);
        let mut tried = self.largest_tried();
        // Words of other lengths break elsewhere, so every row is tried anew.
        for squeeze in tighter_squeezes(data) {
            if tried.0.failed.is_none() {
                break;
            }
            self.fill_rows(squeeze, data, |_| false);
            tried = self.largest_tried();
        }
        let (attempt, mut findings) = tried;
        if attempt.failed.is_none() && self.wording.squeeze.own_only {
            findings.push(findings::captions_in_one_language());
        }
        let mut all = findings::unprintable_letters(&self.rows);
        all.extend(findings);
        let area = self.flow.area;
        Outcome {
            drawn: attempt.rows,
            findings: all
                .into_iter()
                .map(|finding| finding.at_place(area))
                .collect(),
            clear: None,
        }
    }

    /// The fields whose values stand in the rows, or would if they had room.
    pub fn fields_said(&self) -> impl Iterator<Item = Field> {
        self.rows.iter().flat_map(|f| &f.words.fields).copied()
    }

    /// Fills the rows that do not say what they said on the label before.
    fn fill_rows(
        &mut self,
        squeeze: Squeeze,
        data: &LabelData,
        is_unchanged: impl Fn(&Row) -> bool,
    ) {
        let all = squeeze != self.wording.squeeze;
        self.wording.squeeze = squeeze;
        for filled in &mut self.rows {
            if all || !is_unchanged(filled.row) {
                filled.words = row_words(filled.row, data, &self.wording);
                filled.memory.forget();
            }
        }
    }

    /// The rows at the largest size, less those that may be left out where there is no room for them.
    fn largest_tried(&mut self) -> (Attempt, Vec<Finding>) {
        let shown = self.rows.iter_mut();
        let mut shown: Vec<_> = shown.filter(|f| !f.words.words.is_empty()).collect();
        let mut findings = Vec::new();
        let mut attempt = largest_fitting(self.flow, &mut shown, &self.room);
        // From below: templates put first what matters most.
        while attempt.failed.is_some()
            && let Some(last) = shown.iter().rposition(|f| f.row.optional)
        {
            findings.push(findings::row_left_out(shown.remove(last)));
            attempt = largest_fitting(self.flow, &mut shown, &self.room);
        }
        findings.extend(
            attempt
                .failed
                .map(|row| findings::row_overflows(&shown, row)),
        );
        (attempt, findings)
    }
}

/// How words are put when there is no room for all of them, mildest first.
fn tighter_squeezes(data: &LabelData) -> impl Iterator<Item = Squeeze> {
    let own_only = data.other_lang.is_some();
    let squeezes = [false, true].map(|parts_codes| Squeeze {
        own_only,
        parts_codes,
    });
    squeezes.into_iter().filter(|s| *s != Squeeze::default())
}

/// The largest of the sizes at which everything fits, or else the smallest with what does.
fn largest_fitting(flow: &Flow, filled: &mut [&mut Filled], room: &Room) -> Attempt {
    let mut at = |step: i32| attempt_at(flow, filled, room, scale_of(step), Um(0));
    let full = at(STEPS);
    if full.failed.is_none() {
        return tidier_lines(flow, filled, room, STEPS, full);
    }
    let (mut fits, mut best, mut fails) = (0, at(0), STEPS);
    if best.failed.is_some() {
        return best;
    }
    // Halved until neighbours: what fits at one size is taken to fit at every smaller one.
    while fails - fits > 1 {
        let step = (fits + fails) / 2;
        let tried = at(step);
        if tried.failed.is_none() {
            (fits, best) = (step, tried);
        } else {
            fails = step;
        }
    }
    tidier_lines(flow, filled, room, fits, best)
}

fn scale_of(step: i32) -> i32 {
    step * 1_000 / STEPS
}

/// Slightly smaller letters, where rows then take fewer lines: "Lô:" is not left alone above its code.
fn tidier_lines(
    flow: &Flow,
    filled: &mut [&mut Filled],
    room: &Room,
    fits: i32,
    largest: Attempt,
) -> Attempt {
    let (mut step, mut best) = (fits, largest);
    for smaller in (fits * TIDY_PERCENT / 100..fits).rev() {
        if best.lines as usize <= filled.len() {
            break; // every row is one line
        }
        let tried = attempt_at(flow, filled, room, scale_of(smaller), Um(0));
        if tried.failed.is_none() && tried.lines < best.lines {
            (step, best) = (smaller, tried);
        }
    }
    moved_rows(flow, filled, room, scale_of(step), best)
}

/// Moves the rows to where the flow wants them, if that leaves them clear of the codes.
fn moved_rows(
    flow: &Flow,
    filled: &mut [&mut Filled],
    room: &Room,
    scale: i32,
    top: Attempt,
) -> Attempt {
    let left_over = room.area.bottom() - top.bottom;
    if left_over <= Um(0) {
        return top;
    }
    let moved = match flow.valign {
        Valign::Top => return top,
        Valign::Spread if top.gaps > 0 => {
            return spread_rows(flow, filled, room, scale, top, left_over);
        }
        Valign::Spread | Valign::Middle => attempt_at(
            flow,
            filled,
            &room.lowered_by(Um(left_over.0 / 2)),
            scale,
            Um(0),
        ),
        Valign::Bottom => attempt_at(flow, filled, &room.lowered_by(left_over), scale, Um(0)),
    };
    if moved.failed.is_none() { moved } else { top }
}

/// Shares what is left over among the gaps, up to a third of a line each. Rows that move down may meet a code and need
/// another line: then a half or a quarter of it.
fn spread_rows(
    flow: &Flow,
    filled: &mut [&mut Filled],
    room: &Room,
    scale: i32,
    top: Attempt,
    left_over: Um,
) -> Attempt {
    let third = filled
        .iter()
        .map(|f| scaled_size(f.row, scale))
        .min()
        .unwrap_or(Um(0))
        .permille(flow.leading / 3);
    let most = Um(left_over.0 / top.gaps.max(1)).min(third);
    let tries = [most, Um(most.0 / 2), Um(most.0 / 4)];
    tries
        .into_iter()
        .map(|extra| attempt_at(flow, filled, room, scale, extra))
        .find(|a| a.failed.is_none())
        .unwrap_or(top)
}

fn scaled_size(row: &Row, scale: i32) -> Um {
    row.size.permille(scale).max(row.min_size)
}

/// Lays the rows out at `scale` thousandths of their sizes, with `extra` space in the gaps that may be widened.
fn attempt_at(
    flow: &Flow,
    filled: &mut [&mut Filled],
    room: &Room,
    scale: i32,
    extra: Um,
) -> Attempt {
    let mut out = Attempt {
        rows: Vec::with_capacity(filled.len()),
        bottom: room.area.y,
        lines: 0,
        gaps: 0,
        failed: None,
    };
    let ruled = filled.iter().position(|f| f.row.rule > Um(0));
    let mut above = None;
    for (n, filled) in filled.iter_mut().enumerate() {
        let row = filled.row;
        let widened = n > 0 && ruled.is_none_or(|ruled| n >= ruled);
        let gap = if n > 0 {
            row.gap.permille(500 + scale / 2) // half of it at the smallest size
        } else {
            Um(0)
        };
        let gap = if widened { gap + extra } else { gap };
        out.gaps += i32::from(widened);
        let setting = Setting::new(flow, row, room, scaled_size(row, scale), gap, above);
        let Some(set) = filled.memory.set_row(setting, &filled.words.words) else {
            out.failed = Some(n);
            return out;
        };
        (above, out.bottom) = (Some(set.last), set.last.baseline + set.last.ink);
        out.lines += u32::from(set.lines);
        out.rows.push(set.drawn);
    }
    out
}
