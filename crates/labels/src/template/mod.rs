//! Templates: what stands where on a label, laid out once for each medium. They are data (`assets/templates`, described
//! in its README); this module reads and checks them, so that a mistake is named before anything is printed.

mod check;
mod element;
mod innermost;
mod stretch;

pub(crate) use element::{
    Align, BarcodeBox, Bold, Element, Flow, ImageBox, Of, QrBox, Row, SquareBox, Under, Valign,
};

use crate::data::Field;
use crate::geometry::Um;
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
    /// Goods groups that it is drawn for, by code; empty: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
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

impl Form {
    /// The fields that this form shows, the link included where it has a code.
    pub fn fields(&self) -> Vec<Field> {
        self.elements.iter().flat_map(Element::fields).collect()
    }

    /// Its rows of text.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &Row> {
        let flows = self.elements.iter().filter_map(|element| match element {
            Element::Flow(flow) => Some(flow),
            _ => None,
        });
        flows.flat_map(|flow| &flow.rows)
    }
}

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    [
        include_str!("../../../../assets/templates/trace.json"),
        include_str!("../../../../assets/templates/goods.json"),
        include_str!("../../../../assets/templates/goods-grain.json"),
        include_str!("../../../../assets/templates/goods-food.json"),
        include_str!("../../../../assets/templates/goods-drink.json"),
        include_str!("../../../../assets/templates/goods-liquor.json"),
        include_str!("../../../../assets/templates/goods-material.json"),
        include_str!("../../../../assets/templates/price.json"),
        include_str!("../../../../assets/templates/stall.json"),
        include_str!("../../../../assets/templates/sack.json"),
        include_str!("../../../../assets/templates/carton.json"),
        include_str!("../../../../assets/templates/pallet.json"),
    ]
    .into_iter()
    // `the_shipped_templates_are_sound` proves that none is lost: only a build can spoil them.
    .filter_map(|json| Template::parse(json).ok())
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
mod tests;
