//! What a template puts on a label: texts, codes, pictures, stars and lines, each in its box.

use crate::data::Field;
use crate::geometry::{Area, Um};
use crate::picture::Slot;
use crate::symbology::{Level, Symbology};
use crate::words::Lang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One thing on a label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Element {
    /// Rows of text that run around the codes and shrink together until they fit.
    Flow(Flow),
    /// A QR code of the link.
    Qr(QrBox),
    /// A GS1 DataMatrix of the elements.
    #[serde(rename = "datamatrix")]
    DataMatrix(SquareBox),
    /// A linear code, its text below.
    Barcode(BarcodeBox),
    /// A picture of the cooperative, its shape kept; nothing where there is none.
    Image(ImageBox),
    /// The OCOP stars; nothing where the goods have none.
    Stars(SquareBox),
    /// A filled rectangle: a dividing line.
    Rule {
        /// Where.
        area: Area,
    },
}

/// Rows of text in a box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// The box; nothing is ever drawn outside it.
    pub area: Area,
    /// Rows from top to bottom. A row whose fields are all empty is left out.
    pub rows: Vec<Row>,
    /// Where lines begin.
    #[serde(default)]
    pub align: Align,
    /// Where the rows stand when they do not fill the box.
    #[serde(default)]
    pub valign: Valign,
    /// Distance of baselines within a row, in thousandths of the font size.
    #[serde(default = "usual_leading")]
    pub leading: i32,
}

/// One or more fields, one after the other, or the template's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The fields; two that do not fit on one line are parted between them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// Words that stand here instead of fields, by the label's language (Vietnamese where the other is not given).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub text: BTreeMap<Lang, String>,
    /// Left out, last row first, where the label has no room for all rows: only of fields that the law does not ask for.
    #[serde(default)]
    pub optional: bool,
    /// Only the first field that has a value: a carton's content rather than one pack's.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub either: bool,
    /// Without any of the fields the label is refused: a price label needs its price.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needed: bool,
    /// Whether the words before the value ("NSX:") are printed.
    #[serde(default)]
    pub caption: bool,
    /// Font size to begin with.
    pub size: Um,
    /// Font size below which the text is refused.
    pub min_size: Um,
    /// What is bold.
    #[serde(default)]
    pub bold: Bold,
    /// Most lines the row may take.
    #[serde(default = "any_lines")]
    pub max_lines: u16,
    /// A title: rather two lines in smaller letters than three, unless they were much smaller, and lines about equally long.
    #[serde(default)]
    pub title: bool,
    /// Space above the row, when it is not the first; it shrinks with the text, to half at most.
    #[serde(default)]
    pub gap: Um,
    /// Thickness of a line drawn in that space; at most a third of it.
    #[serde(default)]
    pub rule: Um,
}

/// What of a row is bold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bold {
    /// Nothing.
    #[default]
    None,
    /// The words before the value.
    Caption,
    /// The value.
    Value,
    /// All of it.
    All,
}

/// Where lines begin, or a code stands, from left to right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the right.
    Right,
}

/// Where rows, or a code, stand from top to bottom.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Valign {
    /// At the top.
    #[default]
    Top,
    /// In the middle.
    Middle,
    /// At the bottom.
    Bottom,
    /// Spread: what is left over goes between the rows, from the first with a rule on if there is one, up to a third of
    /// a line each. For codes: the middle.
    Spread,
}

/// A QR code in a box. Its quiet zone lies outside the box, so that the dark modules line up with the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QrBox {
    /// The box that the modules fill; four modules around it stay empty.
    pub area: Area,
    /// Where the code stands when its whole modules do not fill the box.
    #[serde(default)]
    pub align: Align,
    /// The same from top to bottom.
    #[serde(default)]
    pub valign: Valign,
    /// Least error correction: it is raised as far as the code does not grow.
    #[serde(default)]
    pub level: Level,
    /// A line of text below the code's quiet zone, for people who cannot scan it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<Under>,
}

/// Text below a code, in the middle. It lies outside the code's box, like the quiet zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Under {
    /// What it says; nothing where the field is empty.
    pub field: Field,
    /// Font size; it shrinks until the text is no wider than the code with its quiet zone.
    pub size: Um,
    /// Font size below which the text is refused.
    pub min_size: Um,
}

/// A box that holds a GS1 DataMatrix, whose quiet zone lies outside it, or stars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SquareBox {
    /// The box.
    pub area: Area,
    /// Where what is drawn stands when it does not fill the box.
    #[serde(default)]
    pub align: Align,
    /// The same from top to bottom.
    #[serde(default)]
    pub valign: Valign,
}

/// A picture in a box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImageBox {
    /// Which picture.
    pub of: Slot,
    /// The box that it fills in one direction.
    pub area: Area,
    /// Where it stands when it does not fill the box.
    #[serde(default)]
    pub align: Align,
    /// The same from top to bottom.
    #[serde(default)]
    pub valign: Valign,
}

/// A linear code in a box. Its quiet zones lie beside the box; its text is the lowest part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BarcodeBox {
    /// Which code.
    pub symbology: Symbology,
    /// What it holds, where that is not the symbology's usual.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Of>,
    /// Of the elements, only these application identifiers, where one code cannot hold them all; empty: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<String>,
    /// Left out where there is nothing to encode, or where the code would be smaller than the standard allows.
    #[serde(default)]
    pub optional: bool,
    /// The box that bars and text fill.
    pub area: Area,
    /// Bars are no wider than this, however wide the box; 0: as wide as it lets them be.
    #[serde(default, skip_serializing_if = "Um::is_zero")]
    pub most_module: Um,
    /// Font size of the text; it shrinks until the text is no wider than the code.
    pub size: Um,
    /// Font size below which the code is refused.
    pub min_size: Um,
    /// Where the code stands when its whole modules do not fill the box.
    #[serde(default)]
    pub align: Align,
}

/// What a linear code holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// [`Field::Gtin`]; in a GS1-128 as `(01)…`.
    Gtin,
    /// [`Field::Elements`].
    Elements,
    /// [`Field::Sscc`], as `(00)…`.
    Sscc,
}

impl BarcodeBox {
    /// The field that it encodes.
    pub fn field(&self) -> Field {
        match (self.symbology, self.of) {
            (Symbology::Ean, _) | (Symbology::Gs1128, Some(Of::Gtin)) => Field::Gtin,
            (Symbology::Gs1128, Some(Of::Sscc)) => Field::Sscc,
            (Symbology::Gs1128, Some(Of::Elements) | None) => Field::Elements,
        }
    }
}

fn usual_leading() -> i32 {
    1_220
}

fn any_lines() -> u16 {
    u16::MAX
}

impl Element {
    /// The element's box.
    pub fn area(&self) -> Area {
        match self {
            Element::Flow(flow) => flow.area,
            Element::Qr(qr) => qr.area,
            Element::DataMatrix(square) | Element::Stars(square) => square.area,
            Element::Barcode(barcode) => barcode.area,
            Element::Image(image) => image.area,
            Element::Rule { area } => *area,
        }
    }

    /// The fields it shows.
    pub fn fields(&self) -> Vec<Field> {
        match self {
            Element::Flow(flow) => flow
                .rows
                .iter()
                .flat_map(|row| row.fields.iter().copied())
                .collect(),
            Element::Qr(qr) => {
                let under = qr.under.iter().map(|under| under.field);
                std::iter::once(Field::Link).chain(under).collect()
            }
            Element::DataMatrix(_) => vec![Field::Elements],
            Element::Stars(_) => vec![Field::Ocop],
            Element::Barcode(barcode) => vec![barcode.field()],
            Element::Image(_) | Element::Rule { .. } => Vec::new(),
        }
    }
}
