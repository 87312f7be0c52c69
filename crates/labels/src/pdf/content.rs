//! Content streams: display items as PDF operators. The page is scaled once so that one unit is one micrometre; after
//! that every number is an integer, and nothing drifts.

use super::fonts::Fonts;
use crate::display::{Item, Modules, Rule, TextRun};
use crate::font::Weight;
use crate::geometry::Um;
use std::fmt::Write;

/// Points in a micrometre: 72 / 25,400.
pub(super) const UNIT: &str = "0.0028346456693 0 0 0.0028346456693 0 0 cm\n";

/// Appends items as operators. `height` is the label's: the display list counts down, PDF counts up.
pub(super) fn draw(out: &mut String, items: &[Item], height: Um, fonts: &mut Fonts) {
    let mut in_text = false;
    for item in items {
        let is_text = matches!(item, Item::Text(_));
        if is_text != in_text {
            out.push_str(if is_text { "BT\n" } else { "ET\n" });
            in_text = is_text;
        }
        match item {
            Item::Text(run) => text(out, run, height, fonts),
            Item::Modules(modules) => code(out, modules, height),
            Item::Rule(Rule { area }) => {
                put(
                    out,
                    format_args!(
                        "{} {} {} {} re f\n",
                        area.x.0,
                        (height - area.bottom()).0,
                        area.w.0,
                        area.h.0
                    ),
                );
            }
        }
    }
    if in_text {
        out.push_str("ET\n");
    }
}

fn text(out: &mut String, run: &TextRun, height: Um, fonts: &mut Fonts) {
    let name = font_name(run.weight);
    put(
        out,
        format_args!(
            "/{name} {} Tf 1 0 0 1 {} {} Tm <",
            run.size.0,
            run.x.0,
            (height - run.baseline).0
        ),
    );
    for (c, glyph) in run.text.chars().zip(&run.glyphs) {
        put(
            out,
            format_args!("{:04X}", fonts.used(run.weight, *glyph, c)),
        );
    }
    out.push_str("> Tj\n");
}

/// One path, filled at once: modules that touch show no seam.
fn code(out: &mut String, code: &Modules, height: Um) {
    let bottom = height - code.area().bottom();
    put(
        out,
        format_args!(
            "q {0} 0 0 {0} {1} {2} cm\n",
            code.module.0, code.x.0, bottom.0
        ),
    );
    let side = code.matrix.side();
    code.matrix.blocks(|b| {
        let bottom = side.saturating_sub(b.row + b.height);
        put(
            out,
            format_args!("{} {bottom} {} {} re\n", b.column, b.width, b.height),
        );
    });
    out.push_str("f Q\n");
}

pub(super) fn font_name(weight: Weight) -> &'static str {
    match weight {
        Weight::Regular => "R",
        Weight::Bold => "B",
    }
}

/// Appends formatted text; writing to a `String` cannot fail.
pub(super) fn put(out: &mut String, args: std::fmt::Arguments) {
    let _ = out.write_fmt(args);
}
