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
    use crate::words::Lang;
    use proptest::prelude::*;

    #[test]
    fn the_shipped_templates_are_sound() {
        let ids: Vec<_> = templates().iter().map(|t| t.id.as_str()).collect();
        let folder = std::fs::read_dir("../../assets/templates").unwrap();
        let files =
            folder.filter(|f| f.as_ref().unwrap().path().extension() == Some("json".as_ref()));
        assert_eq!(ids.len(), files.count(), "{ids:?}");
    }

    /// A template of one label, a line for each part.
    const SMALL: &str = r#"{
  "id": "small", "name": { "vi": "Nhỏ" }, "goods_label": true,
  "forms": [
    { "width": 50000, "height": 30000, "elements": [
      { "kind": "qr", "area": [35500, 15500, 12500, 12500] },
      { "kind": "barcode", "symbology": "ean", "area": [5000, 2000, 30000, 9000], "size": 2000, "min_size": 1700 },
      { "kind": "flow", "area": [2000, 1600, 46000, 26800], "rows": [
        { "fields": ["product"], "size": 2900, "min_size": 2000 },
        { "text": { "vi": "Lời" }, "size": 2900, "min_size": 2000 },
        { "fields": ["price"], "size": 2900, "min_size": 2000, "optional": true, "gap": 600, "rule": 100 }
      ] }
    ] }
  ]
}"#;

    #[test]
    fn a_mistake_is_named_by_its_line() {
        assert!(Template::parse(SMALL).is_ok());
        for (right, wrong, line, said) in [
            ("\"forms\": [", "\"forms\": [,", 3, "JSON"),
            ("    ] }\n  ]\n}", "    ] }\n  ]\n", 14, "ends too early"),
            ("\"small\"", "\"Nhỏ\"", 2, "id"),
            ("\"Nhỏ\" }", "\" \" }", 2, "name"),
            ("\"name\":", "\"nam\":", 2, "“nam”"),
            ("50000", "-1", 4, "width"),
            ("\"height\": 30000, ", "", 4, "“height”"),
            ("[35500", "[48000", 5, "element 1"),
            ("\"qr\"", "\"qrr\"", 5, "“qrr”"),
            (
                "[35500, 15500",
                "[35500, true",
                5,
                "here stands true, but it must be a whole number",
            ),
            ("[35500, 15500, 12500, 12500]", "[1, 2]", 5, "a box of four"),
            (
                "[35500, 15500, 12500, 12500]",
                "{}",
                5,
                "here stands an object in braces, but it must be a box of four",
            ),
            (
                "{ \"vi\": \"Nhỏ\" }",
                "\"Nhỏ\"",
                2,
                "here stands \"Nhỏ\", but it must be an object",
            ),
            (
                "true,",
                "\"yes\",",
                2,
                "here stands \"yes\", but it must be true or false",
            ),
            (
                "true,",
                "true, \"groups\": [\"food\", \"honey\"],",
                2,
                "“honey” is not known. Known here: grain, food,",
            ),
            (
                "\"qr\",",
                "\"qr\", \"level\": \"X\",",
                5,
                "Known here: L, M, Q, H.",
            ),
            (
                "{ \"kind\": \"qr\"",
                "{ \"kind\": \"flow\", \"area\": [2000, 20000, 9000, 9000], \"rows\": [{ \"fields\": [\"lot\"], \"size\": 2000, \"min_size\": 2000 }] },\n { \"kind\": \"qr\"",
                8,
                "elements 1 and 4 cover each other",
            ),
            ("\"size\": 2000,", "", 6, "“size”"),
            ("\"ean\",", "\"ean\", \"of\": \"sscc\",", 6, "EAN"),
            ("\"product\"", "\"produkt\"", 8, "“produkt”"),
            ("\"product\"", "\"link\"", 8, "link"),
            (
                "\"min_size\": 2000 },\n        { \"text",
                "\"min_size\": 3000 },\n        { \"text",
                8,
                "1000",
            ),
            ("\"Lời\"", "\"😀\"", 9, "😀"),
            ("{ \"vi\": \"Lời\" }", "{}", 9, "text"),
            ("\"vi\": \"Lời\"", "\"en\": \"Words\"", 9, "Vietnamese"),
            ("\"price\"", "\"origin\"", 10, "the origin"),
            ("\"rule\": 100", "\"rule\": 300", 10, "third"),
            (
                "\"rule\": 100",
                "\"rule\": 100, \"rulle\": 1",
                10,
                "“rulle”",
            ),
            ("\"rule\": 100", "\"rule\": 100, \"gap\": 1", 10, "“gap”"),
        ] {
            assert!(SMALL.contains(right), "{right}");
            let error = Template::parse(&SMALL.replacen(right, wrong, 1)).unwrap_err();
            let sentence = error.to_string();
            assert!(sentence.contains(said), "{wrong}: {sentence}");
            assert_eq!(error.line, line, "{wrong}: {sentence}");
            assert!(sentence.starts_with(&format!("Line {line}")), "{sentence}");
            for lang in [Lang::Vi, Lang::En] {
                let sentence = error.message(lang);
                let is_whole = sentence.ends_with('.') && !sentence.contains(['{', '}']);
                assert!(is_whole && !sentence.contains("labels."), "{sentence}");
            }
        }
    }

    proptest! {
        /// Whatever a person does to a file, it is a template or has a mistake on one of its lines.
        #[test]
        fn no_file_panics(at in 0..900usize, with in "\\PC{0,3}", cut in 0..20usize) {
            let mut letters: Vec<char> = SMALL.chars().collect();
            let at = at.min(letters.len());
            let end = (at + cut).min(letters.len());
            letters.splice(at..end, with.chars());
            let text: String = letters.into_iter().collect();
            if let Err(error) = Template::parse(&text) {
                // As editors count: behind the last line end is a line, too, where a file may end too soon.
                prop_assert!(error.line <= text.split('\n').count(), "{}", error);
            }
        }
    }
}
