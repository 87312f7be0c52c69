//! Rows of text in a box: at the largest size at which they fit, around the codes, spread if asked.

mod findings;
mod room;
mod row;

use super::Outcome;
use super::words::{RowWords, row_words};
use crate::data::LabelData;
use crate::display::{Drawn, Item};
use crate::geometry::{Area, Um};
use crate::template::{Flow, Row, Valign};
use room::Room;
use row::Setting;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Sizes are tried in steps of 2 %.
const STEPS: i32 = 50;

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
    let mut filled = Vec::new();
    for row in &flow.rows {
        let words = row_words(row, data, &mut missing);
        if !words.words.is_empty() {
            filled.push(Filled { row, words });
        }
    }
    let attempt = largest(flow, &filled, &Room::new(area, codes));
    let mut findings = findings::unprintable(missing);
    findings.extend(attempt.failed.map(|row| findings::overflow(&filled, row)));
    Outcome {
        drawn: Arc::new(Drawn {
            items: attempt.items,
        }),
        findings,
        clear: None,
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
    let ruled = filled.iter().position(|f| f.row.rule > Um(0));
    let mut above = None;
    for (n, Filled { row, words }) in filled.iter().enumerate() {
        let widened = n > 0 && n >= ruled.unwrap_or_default();
        let gap = if n > 0 {
            row.gap.permille(500 + scale / 2)
        } else {
            Um(0)
        };
        let gap = if widened { gap + extra } else { gap };
        out.gaps += i32::from(widened);
        let Some(set) =
            Setting::new(flow, row, room, scaled(row, scale), gap, above).best(&words.words)
        else {
            out.failed = Some(n);
            return out;
        };
        (above, out.bottom) = (Some(set.last), set.last.baseline + set.last.ink);
        out.items.extend(set.items);
    }
    out
}
