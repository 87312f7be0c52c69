//! The display list: one label laid out, in integer micrometres from the label's top left corner. Every renderer draws
//! this and nothing else. It is grouped by template element, so that a renderer can write once what is equal for all.

use crate::font::{Weight, face};
use crate::geometry::{Area, Um};
use crate::qr::Matrix;
use std::sync::Arc;

/// One label, laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisplayList {
    /// Width of the label.
    pub width: Um,
    /// Height of the label.
    pub height: Um,
    /// What is drawn, element by element in the template's order.
    pub drawn: Vec<Arc<Drawn>>,
}

/// What one element of the template came to. Shared between labels that say the same there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The marks of this element.
    pub items: Vec<Item>,
}

/// One mark on the label, black.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A run of text on one baseline.
    Text(TextRun),
    /// The dark modules of a two-dimensional code.
    Modules(Modules),
    /// A filled rectangle: a dividing line.
    Rule(Rule),
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
        let glyphs = || self.text.chars().filter_map(|c| face(self.weight).glyph(c));
        let top = self
            .size
            .permille(glyphs().map(|g| g.top).max().unwrap_or_default());
        let bottom = self
            .size
            .permille(glyphs().map(|g| g.bottom).max().unwrap_or_default());
        Area {
            x: self.x,
            y: self.baseline - top,
            w: self.width,
            h: top + bottom,
        }
    }
}

/// A square matrix of modules. Its quiet zone is not included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modules {
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
}

/// A filled rectangle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Where.
    pub area: Area,
}

impl DisplayList {
    /// All items, in drawing order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.drawn.iter().flat_map(|drawn| drawn.items.iter())
    }

    /// All runs of text, in drawing order.
    pub fn texts(&self) -> impl Iterator<Item = &TextRun> {
        self.items().filter_map(|item| {
            if let Item::Text(run) = item {
                Some(run)
            } else {
                None
            }
        })
    }

    /// All codes, in drawing order.
    pub fn codes(&self) -> impl Iterator<Item = &Modules> {
        self.items().filter_map(|item| {
            if let Item::Modules(modules) = item {
                Some(modules)
            } else {
                None
            }
        })
    }
}
