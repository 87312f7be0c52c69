//! Templates: what stands where on a label, laid out once for each medium. They are data (`assets/templates`, described
//! in its README); this module reads and checks them, so that a mistake is named before anything is printed.

mod check;
mod stretch;

pub use check::TemplateError;

use crate::data::Field;
use crate::geometry::{Area, Um};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A kind of label, for one or more label sizes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Name in commands and records: `trace`.
    pub id: String,
    /// Name for people, by language (`vi`, `en`).
    pub name: BTreeMap<String, String>,
    /// Whether this is the label that the law asks of goods (Decree 37/2026, Art. 42): then mandatory fields are checked.
    pub goods_label: bool,
    /// One arrangement for each label size.
    pub forms: Vec<Form>,
}

/// An arrangement for labels of one size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Width of the label it is drawn for.
    pub width: Um,
    /// Height of the label it is drawn for.
    pub height: Um,
    /// What is drawn, in this order.
    pub elements: Vec<Element>,
}

/// One thing on a label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Element {
    /// Rows of text that run around the codes and shrink together until they fit.
    Flow(Flow),
    /// A QR code of the link.
    Qr(QrBox),
    /// A linear code, its text below.
    Barcode(BarcodeBox),
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

/// One or more fields, one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The fields; two that do not fit on one line are parted between them.
    pub fields: Vec<Field>,
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
    /// A title: rather two lines in smaller letters than three, and lines about equally long.
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

/// A square code in a box. Its quiet zone lies outside the box, so that the dark modules line up with the text.
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
}

/// A linear code in a box. Its quiet zones lie beside the box; its text is the lowest part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BarcodeBox {
    /// Which code, of which field.
    pub symbology: Symbology,
    /// The box that bars and text fill.
    pub area: Area,
    /// Font size of the text; it shrinks until the text is no wider than the code.
    pub size: Um,
    /// Font size below which the code is refused.
    pub min_size: Um,
    /// Where the code stands when its whole modules do not fill the box.
    #[serde(default)]
    pub align: Align,
}

/// A linear code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Symbology {
    /// EAN-13, or EAN-8 for a GTIN of eight digits: [`Field::Gtin`].
    #[serde(rename = "ean")]
    Ean,
    /// GS1-128: [`Field::Elements`].
    #[serde(rename = "gs1_128")]
    Gs1128,
}

impl Symbology {
    /// The field that it encodes.
    pub fn field(self) -> Field {
        match self {
            Symbology::Ean => Field::Gtin,
            Symbology::Gs1128 => Field::Elements,
        }
    }
}

fn usual_leading() -> i32 {
    1_220
}

fn any_lines() -> u16 {
    u16::MAX
}

impl Form {
    /// The fields that this form shows, the link included where it has a code.
    pub fn fields(&self) -> Vec<Field> {
        self.elements.iter().flat_map(Element::fields).collect()
    }
}

impl Element {
    /// The element's box.
    pub fn area(&self) -> Area {
        match self {
            Element::Flow(flow) => flow.area,
            Element::Qr(qr) => qr.area,
            Element::Barcode(barcode) => barcode.area,
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
            Element::Qr(_) => vec![Field::Link],
            Element::Barcode(barcode) => vec![barcode.symbology.field()],
            Element::Rule { .. } => Vec::new(),
        }
    }
}

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    [
        include_str!("../../../../assets/templates/trace.json"),
        include_str!("../../../../assets/templates/goods.json"),
    ]
    .into_iter()
    .filter_map(|json| Template::parse(json).ok()) // `the_shipped_templates_are_sound` proves that none is lost
    .collect()
});

/// The templates that the program knows.
pub fn templates() -> &'static [Template] {
    &TEMPLATES
}

/// The template of that id.
pub fn template(id: &str) -> Option<&'static Template> {
    templates().iter().find(|template| template.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_templates_are_sound() {
        let ids: Vec<_> = templates().iter().map(|t| t.id.as_str()).collect();
        assert_eq!(ids, ["trace", "goods"]);
    }

    #[test]
    fn a_mistake_is_named_by_its_place() {
        let json = include_str!("../../../../assets/templates/trace.json");
        let unknown = Template::parse(&json.replace("\"lot\"", "\"lott\""))
            .unwrap_err()
            .to_string();
        assert!(
            unknown.contains("lott") && unknown.contains("line"),
            "{unknown}"
        );
        let mut outside = Template::parse(json).unwrap();
        outside.forms[0].width = Um(1_000);
        let error = Template::parse(&serde_json::to_string(&outside).unwrap())
            .unwrap_err()
            .to_string();
        assert_eq!(error, "form 1, element 1: leaves the label");
    }
}
