//! Content streams: display items as PDF operators. The page is scaled once so that one unit is one micrometre; after
//! that every number is an integer, and nothing drifts.

use super::used::Used;
use crate::display::{Bars, Drawn, Item, Modules, Placed, Rule, Shape, TextRun};
use crate::font::Weight;
use crate::geometry::{Area, Um};
use crate::paper::Fit;
use std::sync::Arc;

/// From here on one unit is one micrometre on paper, as this printer puts it. (Points in a micrometre: 72 / 25,400.)
pub(super) fn scale_to_micrometres(out: &mut Vec<u8>, fit: Fit, page_height: Um) {
    let exact = |n: f64| {
        let digits = format!("{n:.13}");
        let short = digits.trim_end_matches('0').trim_end_matches('.');
        if short == "-0" {
            "0".into()
        } else {
            short.to_owned()
        }
    };
    let matrix = fit.pdf_matrix(page_height).map(exact).join(" ");
    out.extend_from_slice(matrix.as_bytes());
    out.extend_from_slice(b" cm\n");
}

/// Appends parts of a label as operators. `height` is the label's: the display list counts down, PDF counts up.
pub(super) fn draw_parts<'l>(
    out: &mut Vec<u8>,
    parts: impl Iterator<Item = &'l Arc<Drawn>>,
    height: Um,
    used: &mut Used,
) {
    let mut in_text = false;
    for item in parts.flat_map(|part| &part.items) {
        let is_text = matches!(item, Item::Text(_));
        if is_text != in_text {
            out.extend_from_slice(if is_text { b"BT\n" } else { b"ET\n" });
            in_text = is_text;
        }
        match item {
            Item::Text(run) => draw_text(out, run, height, used),
            Item::Modules(modules) => draw_modules(out, modules, height),
            Item::Bars(marks) => draw_bars(out, marks, height),
            Item::Rule(Rule { area }) => draw_rule(out, *area, height),
            Item::Picture(placed) => draw_picture(out, placed, height, used),
            Item::Shape(outlines) => draw_shape(out, outlines, height),
        }
    }
    if in_text {
        out.extend_from_slice(b"ET\n");
    }
}

fn draw_text(out: &mut Vec<u8>, run: &TextRun, height: Um, used: &mut Used) {
    let name: &[u8] = match run.weight {
        Weight::Regular => b"/R ",
        Weight::Bold => b"/B ",
    };
    out.extend_from_slice(name);
    append_number(out, run.size.0);
    out.extend_from_slice(b"Tf 1 0 0 1 ");
    append_numbers(out, &[run.x.0, (height - run.baseline).0]);
    out.extend_from_slice(b"Tm <");
    for c in run.text.chars() {
        out.extend_from_slice(&hexadecimal(used.code_of(run.weight, c)));
    }
    out.extend_from_slice(b"> Tj\n");
}

/// One path, filled at once: modules that touch show no seam.
fn draw_modules(out: &mut Vec<u8>, code: &Modules, height: Um) {
    let (module, bottom) = (code.module.0, height - code.area().bottom());
    out.extend_from_slice(b"q ");
    append_numbers(out, &[module, 0, 0, module, code.x.0, bottom.0]);
    out.extend_from_slice(b"cm\n");
    let side = code.matrix.side();
    code.matrix.blocks(|b| {
        let bottom = side.saturating_sub(b.row + b.height);
        let numbers = [b.column, bottom, b.width, b.height];
        // Column, row and sizes then have two digits at most.
        if side < 100 {
            append_block(out, numbers);
        } else {
            numbers
                .iter()
                .for_each(|n| append_number(out, i32::from(*n)));
            out.extend_from_slice(b"re\n");
        }
    });
    out.extend_from_slice(b"f Q\n");
}

/// A rectangle of four numbers below 100, which is most of what a page consists of: put together in a register, 15
/// bytes at most.
fn append_block(out: &mut Vec<u8>, numbers: [u16; 4]) {
    let (mut text, mut bits) = (0_u128, 0);
    for n in numbers {
        let (tens, ones) = (
            u128::from(b'0' + (n / 10) as u8),
            u128::from(b'0' + (n % 10) as u8),
        );
        // Little-endian: the first character is the lowest byte; 0x20 is the space behind.
        let (digits, length) = if n < 10 {
            (ones | 0x2000, 16)
        } else {
            (tens | ones << 8 | 0x20_0000, 24)
        };
        text |= digits << bits;
        bits += length;
    }
    text |= u128::from(u32::from_le_bytes(*b"re\n\0")) << bits;
    let end = out.len() + bits / 8 + 3;
    // Always 16 bytes, then cut: a copy of known length is one instruction.
    out.extend_from_slice(&text.to_le_bytes());
    out.truncate(end);
}

/// One path, too.
fn draw_bars(out: &mut Vec<u8>, bars: &Bars, height: Um) {
    for area in bars.bar_areas() {
        append_rectangle(out, area, height);
    }
    out.extend_from_slice(b"f\n");
}

fn draw_rule(out: &mut Vec<u8>, area: Area, height: Um) {
    append_rectangle(out, area, height);
    out.extend_from_slice(b"f\n");
}

/// A picture is one unit a side; it stands once in the file, under a name of its own.
fn draw_picture(out: &mut Vec<u8>, placed: &Placed, height: Um, used: &mut Used) {
    let area = placed.area;
    out.extend_from_slice(b"q ");
    let bottom = (height - area.bottom()).0;
    append_numbers(out, &[area.w.0, 0, 0, area.h.0, area.x.0, bottom]);
    let name = used.picture_name(&placed.picture);
    out.extend_from_slice(format!("cm\n/{name} Do Q\n").as_bytes());
}

fn draw_shape(out: &mut Vec<u8>, shape: &Shape, height: Um) {
    for ring in &shape.rings {
        for (n, corner) in ring.iter().enumerate() {
            append_numbers(out, &[corner.x.0, (height - corner.y).0]);
            out.extend_from_slice(if n == 0 { b"m " } else { b"l " });
        }
        out.extend_from_slice(b"h\n");
    }
    out.extend_from_slice(b"f*\n");
}

fn append_rectangle(out: &mut Vec<u8>, area: Area, height: Um) {
    append_numbers(
        out,
        &[area.x.0, (height - area.bottom()).0, area.w.0, area.h.0],
    );
    out.extend_from_slice(b"re\n");
}

pub(super) fn append_numbers(out: &mut Vec<u8>, numbers: &[i32]) {
    numbers.iter().for_each(|n| append_number(out, *n));
}

/// Appends a whole number and a space.
pub(super) fn append_number(out: &mut Vec<u8>, n: i32) {
    if n < 0 {
        out.push(b'-');
    }
    let mut left = n.unsigned_abs();
    let mut digits = [b' '; 11];
    let mut length = 1; // the space
    for digit in digits.iter_mut().rev().skip(1) {
        *digit = b'0' + (left % 10) as u8;
        left /= 10;
        length += 1;
        if left == 0 {
            break;
        }
    }
    let (_, written) = digits.split_at(digits.len() - length);
    out.extend_from_slice(written);
}

fn hexadecimal(n: u16) -> [u8; 4] {
    [12, 8, 4, 0].map(|shift| match (n >> shift & 15) as u8 {
        digit @ 0..=9 => b'0' + digit,
        letter => b'A' - 10 + letter,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_format_does() {
        for n in [0, 7, 10, 99, 100, 1_234_567, i32::MAX, -1, -10, i32::MIN] {
            let mut out = Vec::new();
            append_number(&mut out, n);
            assert_eq!(String::from_utf8(out).unwrap(), format!("{n} "));
        }
        assert_eq!(&hexadecimal(0x1EF9), b"1EF9");
    }

    #[test]
    fn blocks_are_written_as_numbers_are() {
        for numbers in [[0, 9, 10, 99], [99, 99, 99, 99], [1, 2, 3, 4]] {
            let (mut fast, mut plain) = (vec![b'x'], vec![b'x']);
            append_block(&mut fast, numbers);
            super::append_numbers(&mut plain, &numbers.map(i32::from));
            plain.extend_from_slice(b"re\n");
            assert_eq!(fast, plain);
        }
    }
}
