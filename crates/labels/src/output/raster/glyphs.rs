//! Letters as dots, from the fonts' own outlines.

use super::dots::Dots;
use crate::display::TextRun;
use crate::font::{Weight, font_face};
use crate::geometry::Point;
use tiny_skia::{Path, PathBuilder};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// The outlines of both faces.
pub(super) struct Letters {
    regular: Option<Face<'static>>,
    bold: Option<Face<'static>>,
}

impl Letters {
    pub fn new() -> Letters {
        // The files are part of the program; `every_vietnamese_letter_has_a_glyph` proves that they are read.
        let outlines = |weight| Face::parse(font_face(weight).bytes, 0).ok();
        Letters {
            regular: outlines(Weight::Regular),
            bold: outlines(Weight::Bold),
        }
    }

    /// Draws a run of a label whose corner lies at `corner`.
    pub fn draw_run(&self, dots: &mut Dots, run: &TextRun, corner: Point, dots_per_um: f32) {
        let outlines = match run.weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        };
        let Some(outlines) = outlines else {
            return;
        };
        if let Some(path) = run_path(outlines, run, corner, dots_per_um) {
            dots.fill_path(&path);
        }
    }
}

fn run_path(outlines: &Face, run: &TextRun, corner: Point, dots_per_um: f32) -> Option<Path> {
    let size = run.size.0 as f32 * dots_per_um;
    let mut pen = Pen {
        path: PathBuilder::new(),
        x: corner.x.0.saturating_add(run.x.0) as f32 * dots_per_um,
        baseline: corner.y.0.saturating_add(run.baseline.0) as f32 * dots_per_um,
        scale: size / f32::from(outlines.units_per_em()),
    };
    for (c, glyph) in run.text.chars().zip(&run.glyphs) {
        outlines.outline_glyph(GlyphId(*glyph), &mut pen);
        let advance = font_face(run.weight).glyph(c).map_or(0, |g| g.advance);
        pen.x += size * advance as f32 / 1_000.0;
    }
    pen.path.finish()
}

struct Pen {
    path: PathBuilder,
    x: f32,
    baseline: f32,
    /// Dots in a unit of the font.
    scale: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.baseline - y * self.scale)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
