//! Labels: `(template, sheet, label data) → display list → PDF or preview`.
//!
//! This crate owns layout, the check before paper is used, the PDF and the preview. Both pictures are drawn from one
//! [`DisplayList`] in integer micrometres, so what is seen is what is printed. It does no I/O beyond writing to the
//! `Write` it is handed, reads no clock, and draws no random numbers: same inputs, same bytes, on
//! however many threads pages are set (`pdf/pool.rs`, the only place that knows of threads).
//!
//! It refuses to cut text: what does not fit at the smallest legal size is a finding of severity error, and
//! [`render_pdf`] will not print such a label. Templates, sheets, the law's fields and every word on paper are files
//! under `assets/`.

mod check;
mod colour;
mod data;
mod display;
mod finding;
mod fit;
mod font;
mod geometry;
mod law;
mod layout;
mod linear;
mod pages;
mod pdf;
mod picture;
mod preview;
mod qr;
mod raster;
mod ruler;
mod run;
mod sheet;
mod svg_pages;
mod symbols;
mod template;
mod words;

pub use check::check;
pub use colour::Colour;
pub use data::{DateKind, ExpiryKind, Field, LabelData, QuantityKind, date_text};
pub use display::{Bars, DisplayList, Drawn, Item, Modules, Placed, Rule, Shape, Square, TextRun};
pub use finding::{Finding, Severity};
pub use fit::{Fit, FitError, Marks};
pub use font::Weight;
pub use geometry::{Area, Point, Um};
pub use layout::{Layout, layout};
pub use pdf::{Printed, RenderError, render_pdf, render_pdf_on, render_ruler};
pub use picture::{Picture, PictureError, Slot};
pub use preview::{preview_label, preview_page};
pub use qr::{Block, Matrix};
pub use raster::{Language, Resolution, render_dots, render_ruler_dots};
pub use run::Run;
pub use sheet::{Media, Sheet, SheetError, sheet, sheets};
pub use svg_pages::render_svg;
pub use symbols::{SymbolFacts, symbols};
pub use template::{Level, Symbology, Template, TemplateError, template, templates};
pub use words::Lang;
