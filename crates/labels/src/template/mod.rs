//! Templates: what stands where on a label, laid out once for each medium. They are data (`assets/templates`, described
//! in its README); this module reads and checks them, so that a mistake is named before anything is printed.

mod check;
mod element;
mod stretch;

pub use check::TemplateError;
pub(crate) use element::{
    Align, BarcodeBox, Bold, Element, Flow, ImageBox, QrBox, Row, SquareBox, Valign,
};
pub use element::{Level, Symbology};

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
