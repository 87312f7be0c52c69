//! The display list: one label laid out, in integer micrometres from the label's top left corner. Every renderer draws
//! this and nothing else. It is grouped by template element and row of text, so that a renderer can write once what is equal for all.

use crate::data::Field;
use crate::font::{Weight, font_face};
use crate::geometry::{Area, Point, Um};
use crate::picture::Picture;
use crate::qr::Matrix;
use crate::symbology::{Level, Symbology};
use std::sync::Arc;

/// One label, laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisplayList {
    /// Width of the label.
    pub width: Um,
    /// Height of the label.
    pub height: Um,
    /// What is drawn, in the template's order.
    pub drawn: Vec<Arc<Drawn>>,
}

/// What one element of the template, or one row of its text, came to. Shared between labels that say the same there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The marks.
    pub items: Vec<Item>,
}

/// One mark on the label, black.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A run of text on one baseline.
    Text(TextRun),
    /// The dark modules of a two-dimensional code.
    Modules(Modules),
    /// The bars of a linear code.
    Bars(Bars),
    /// A filled rectangle: a dividing line.
    Rule(Rule),
    /// A picture.
    Picture(Placed),
    /// A filled outline, such as a star.
    Shape(Shape),
}

impl Item {
    /// The rectangle that its ink stays within; of a linear code, its bars without the guards' ends.
    pub fn area(&self) -> Area {
        match self {
            Item::Text(run) => run.ink(),
            Item::Modules(code) => code.area(),
            Item::Bars(code) => code.area,
            Item::Rule(rule) => rule.area,
            Item::Picture(placed) => placed.area,
            Item::Shape(shape) => shape.area(),
        }
    }
}

/// Text on one baseline in one face and size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRun {
    /// Regular or bold.
    pub weight: Weight,
    /// Font size: the em.
    pub size: Um,
    /// Left end of the run.
    pub x: Um,
    /// The baseline.
    pub baseline: Um,
    /// Advance width of the whole run.
    pub width: Um,
    /// The characters, NFC.
    pub text: String,
    /// Glyph ids of the full font, one for each character.
    pub glyphs: Vec<u16>,
}

impl TextRun {
    /// The rectangle that the run's ink stays within.
    pub fn ink(&self) -> Area {
        let glyphs = || {
            self.text
                .chars()
                .filter_map(|c| font_face(self.weight).glyph(c))
        };
        let top = self
            .size
            .permille(glyphs().map(|g| g.top).max().unwrap_or(0));
        let bottom = self
            .size
            .permille(glyphs().map(|g| g.bottom).max().unwrap_or(0));
        Area {
            x: self.x,
            y: self.baseline - top,
            w: self.width,
            h: top + bottom,
        }
    }
}

/// Which square code it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Square {
    /// A QR code of the link.
    Qr {
        /// 1 to 40.
        version: u8,
        /// Its error correction, which may be better than the template asks for.
        level: Level,
    },
    /// A GS1 DataMatrix of the elements.
    DataMatrix,
}

impl Square {
    /// The field that it encodes.
    pub fn field(self) -> Field {
        match self {
            Square::Qr { .. } => Field::Link,
            Square::DataMatrix => Field::Elements,
        }
    }

    /// Modules that must stay empty on every side: four (ISO/IEC 18004); one (ISO/IEC 16022), and one more for a knife that is not exact.
    pub fn quiet_modules(self) -> i32 {
        match self {
            Square::Qr { .. } => 4,
            Square::DataMatrix => 2,
        }
    }
}

/// A square matrix of modules. Its quiet zone is not included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modules {
    /// Which code it is.
    pub square: Square,
    /// Left edge of the first module.
    pub x: Um,
    /// Top edge of the first module.
    pub y: Um,
    /// Side of one module.
    pub module: Um,
    /// Which modules are dark.
    pub matrix: Matrix,
}

impl Modules {
    /// The square that the dark and light modules cover, without quiet zone.
    pub fn area(&self) -> Area {
        let side = self.module * i32::from(self.matrix.side());
        Area {
            x: self.x,
            y: self.y,
            w: side,
            h: side,
        }
    }

    /// The code and the space around it that must stay empty.
    pub fn with_quiet_zone(&self) -> Area {
        self.area().grown(self.module * self.square.quiet_modules())
    }
}

/// A linear code. Its quiet zones are not included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    /// Which code it is.
    pub symbology: Symbology,
    /// The field that it encodes.
    pub field: Field,
    /// From the first bar to the end of the last.
    pub area: Area,
    /// Width of one module.
    pub module: Um,
    /// Widths in modules: bar, space, bar … bar.
    pub widths: Vec<u8>,
    /// Modules that must stay empty left and right.
    pub quiet: [u8; 2],
    /// How far the guard bars of an EAN code reach below the others.
    pub guards: Um,
}

impl Bars {
    /// Modules from the first bar to the end of the last.
    pub fn modules(&self) -> u32 {
        self.widths.iter().map(|width| u32::from(*width)).sum()
    }

    /// Whether an EAN code has eight digits, which are 67 modules.
    pub fn is_ean8(&self) -> bool {
        self.symbology == Symbology::Ean && self.modules() == 67
    }

    /// Each bar.
    pub fn bar_areas(&self) -> impl Iterator<Item = Area> {
        let bars = self.widths.len().div_ceil(2);
        let mut right = self.area.x;
        self.widths
            .iter()
            .enumerate()
            .filter_map(move |(n, width)| {
                let (x, w) = (right, self.module * i32::from(*width));
                right = x + w;
                let deeper = if is_guard(n / 2, bars) {
                    self.guards
                } else {
                    Um(0)
                };
                let h = self.area.h + deeper;
                n.is_multiple_of(2).then_some(Area {
                    x,
                    w,
                    h,
                    ..self.area
                })
            })
    }

    /// The code and the space beside it that must stay empty.
    pub fn with_quiet_zones(&self) -> Area {
        let [left, right] = self.quiet.map(|modules| self.module * i32::from(modules));
        Area {
            x: self.area.x - left,
            w: left + self.area.w + right,
            ..self.area
        }
    }
}

/// Whether a bar is one of the outer two or the middle two.
fn is_guard(bar: usize, bars: usize) -> bool {
    let from_end = bars.saturating_sub(bar + 1);
    bar < 2 || from_end < 2 || bar.abs_diff(from_end) == 1
}

/// A filled rectangle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Where.
    pub area: Area,
}

/// A picture and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The rectangle that it fills, of its own shape.
    pub area: Area,
    /// What is drawn.
    pub picture: Arc<Picture>,
}

/// Closed outlines, filled by the even-odd rule: one within another is a hole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// The corners of each outline.
    pub rings: Vec<Vec<Point>>,
}

impl Shape {
    /// The rectangle around its corners.
    pub fn area(&self) -> Area {
        let corners = || self.rings.iter().flatten();
        let (x, y) = (
            corners().map(|p| p.x).min().unwrap_or(Um(0)),
            corners().map(|p| p.y).min().unwrap_or(Um(0)),
        );
        let (right, bottom) = (
            corners().map(|p| p.x).max().unwrap_or(Um(0)),
            corners().map(|p| p.y).max().unwrap_or(Um(0)),
        );
        Area {
            x,
            y,
            w: right - x,
            h: bottom - y,
        }
    }
}

impl DisplayList {
    /// All items, in drawing order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.drawn.iter().flat_map(|drawn| drawn.items.iter())
    }

    /// All runs of text, in drawing order.
    pub fn text_runs(&self) -> impl Iterator<Item = &TextRun> {
        self.items().filter_map(|item| {
            if let Item::Text(run) = item {
                Some(run)
            } else {
                None
            }
        })
    }

    /// All two-dimensional codes, in drawing order.
    pub fn square_codes(&self) -> impl Iterator<Item = &Modules> {
        self.items().filter_map(|item| {
            if let Item::Modules(modules) = item {
                Some(modules)
            } else {
                None
            }
        })
    }

    /// All linear codes, in drawing order.
    pub fn linear_codes(&self) -> impl Iterator<Item = &Bars> {
        self.items().filter_map(|item| {
            if let Item::Bars(bars) = item {
                Some(bars)
            } else {
                None
            }
        })
    }
}
