//! Labels: `(template, sheet, label data) → display list → PDF or preview`.
//!
//! This crate owns layout, the check before paper is used, the PDF and the preview. Both pictures are drawn from one
//! [`DisplayList`] in integer micrometres, so what is seen is what is printed. It does no I/O beyond writing to the
//! `Write` it is handed, reads no clock, and draws no random numbers: same inputs, same bytes, on
//! however many threads pages are set (`output/pdf/pool.rs`, the only place that knows of threads).
//!
//! It refuses to cut text: what does not fit at the smallest legal size is a finding of severity error, and
//! [`render_pdf`] will not print such a label. Templates, sheets, the law's fields and every word on paper are files
//! under `assets/`.

// The floors, from the bottom up: a module names only those above its own line.

mod geometry;

// What paper, printers, people and codes are told by.
mod colour;
mod resolution;
mod symbology;
mod words;

mod json;
mod picture;

// What a label says, and what there is to say about it.
mod data;

mod finding;
mod font;
mod law;

// Codes as bars and modules.
mod linear;
mod qr;

// What is drawn, on what, and where it stands.
mod display;

mod paper;

mod template;

mod layout;

// What is asked of a label that is laid out.
mod check;
mod symbols;

mod output;

pub use check::check;
pub use colour::Colour;
pub use data::{DateKind, ExpiryKind, Field, LabelData, QuantityKind, date_text};
pub use display::{Bars, DisplayList, Drawn, Item, Modules, Placed, Rule, Shape, Square, TextRun};
pub use finding::{Finding, Severity};
pub use font::Weight;
pub use geometry::{Area, Point, Um};
pub use json::{JsonError, Step as JsonStep, line_at, span_of};
pub use layout::{Layout, layout};
pub use output::pdf::{render_pdf, render_pdf_on, render_ruler};
pub use output::raster::{Language, render_dots, render_ruler_dots};
pub use output::svg::{preview_label, preview_page, render_svg};
pub use output::{Order, Printed, RenderError};
pub use paper::{Fit, FitError, Marks, Media, Run, Sheet, SheetError, sheet, sheets};
pub use picture::{Picture, PictureError, Slot};
pub use qr::{Block, Matrix};
pub use resolution::Resolution;
pub use symbology::{Level, Symbology};
pub use symbols::{SymbolFacts, symbols};
pub use template::{Template, template, templates};
pub use words::Lang;
