//! A template file is read, and every mistake in it named by its line.

use super::innermost::innermost_bad;
use super::{BarcodeBox, Element, Flow, Form, Row, Template};
use crate::data::Field;
use crate::font::{Weight, font_face};
use crate::geometry::{Area, Um};
use crate::json::JsonError;
use crate::json::Step::{self, Item, Key};
use crate::law::label_law;
use crate::symbology::Symbology;
use crate::words::Lang;

/// Smallest font size a template may ask for: below this no printer at hand draws a letter.
const SMALLEST_FONT: Um = Um(1_000);
/// Largest font size: letters of 10 cm.
const LARGEST_FONT: Um = Um(100_000);
/// Most forms, elements of a form, rows of a flow, and fields of a row.
const MOST_PARTS: usize = 200;
/// Longest side of a label.
const LONGEST: Um = Um(2_000_000);
/// Largest file.
const MOST_BYTES: usize = 1_000_000;
/// Longest id, and text of a row.
const MOST_LETTERS: usize = 2_000;

/// A mistake: from where on the path, what, and what its sentence needs besides.
struct Mistake {
    path: Vec<Step>,
    code: &'static str,
    args: Vec<(&'static str, String)>,
}

type Checked = Result<(), Mistake>;

fn mistake_at(path: &[Step], code: &'static str) -> Mistake {
    Mistake {
        path: path.to_vec(),
        code,
        args: Vec::new(),
    }
}

impl Template {
    /// Reads a template from JSON and checks it.
    ///
    /// # Errors
    /// [`JsonError`] says where the first mistake is.
    pub fn parse(json: &str) -> Result<Template, JsonError> {
        if json.len() > MOST_BYTES {
            return Err(JsonError::at_path("", &[], "too_large"));
        }
        let template: Template = serde_json::from_str(json)
            .map_err(|e| JsonError::of_form(json, &e, |tree| innermost_bad(json, tree)))?;
        template.check_template().map_err(|found| {
            let error = JsonError::at_path(json, &found.path, found.code);
            let with = |error: JsonError, (name, value)| error.with_arg(name, value);
            found.args.into_iter().fold(error, with)
        })?;
        Ok(template)
    }

    fn check_template(&self) -> Checked {
        let is_plain =
            |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
        if self.id.is_empty() || self.id.len() > 64 || !self.id.bytes().all(is_plain) {
            return Err(mistake_at(&[Key("id")], "id"));
        }
        let name = self.name.get("vi").map_or("", |name| name.trim());
        if name.is_empty() || name.chars().count() > MOST_LETTERS {
            return Err(mistake_at(&[Key("name")], "name"));
        }
        if self.forms.is_empty() || self.forms.len() > MOST_PARTS {
            return Err(mistake_at(&[Key("forms")], "forms"));
        }
        self.groups_checked()?;
        for (n, form) in self.forms.iter().enumerate() {
            form.check_form(self.goods_label)
                .map_err(|found| found.within_part(&[Key("forms"), Item(n)]))?;
        }
        Ok(())
    }

    fn groups_checked(&self) -> Checked {
        let Some(law) = label_law() else {
            return Ok(());
        };
        let known: Vec<&str> = law.groups.iter().map(|group| group.code.as_str()).collect();
        let mut groups = self.groups.iter().enumerate();
        match groups.find(|(_, group)| !known.contains(&group.as_str())) {
            None => Ok(()),
            Some((n, group)) => Err(mistake_at(&[Key("groups"), Item(n)], "unknown_word")
                .with_arg("word", group)
                .with_arg("known", known.join(", "))),
        }
    }
}

impl Mistake {
    fn within_part(mut self, outer: &[Step]) -> Mistake {
        self.path.splice(0..0, outer.iter().copied());
        self
    }

    fn with_arg(mut self, name: &'static str, value: impl ToString) -> Mistake {
        self.args.push((name, value.to_string()));
        self
    }
}

impl Form {
    fn check_form(&self, goods_label: bool) -> Checked {
        for (key, side) in [("width", self.width), ("height", self.height)] {
            if side <= Um(0) || side > LONGEST {
                return Err(mistake_at(&[Key(key)], "side"));
            }
        }
        if self.elements.is_empty() || self.elements.len() > MOST_PARTS {
            return Err(mistake_at(&[Key("elements")], "elements"));
        }
        let label = Area {
            x: Um(0),
            y: Um(0),
            w: self.width,
            h: self.height,
        };
        for (n, element) in self.elements.iter().enumerate() {
            let checked = if is_within(label, element.area()) {
                element.check_element(goods_label)
            } else {
                Err(mistake_at(&[Key("area")], "outside").with_arg("element", n + 1))
            };
            checked.map_err(|found| found.within_part(&[Key("elements"), Item(n)]))?;
        }
        self.flows_apart()
    }

    /// Rows keep clear of codes and pictures, but not of another flow's rows.
    fn flows_apart(&self) -> Checked {
        let elements = self.elements.iter().enumerate();
        let flows = elements.filter(|(_, element)| matches!(element, Element::Flow(_)));
        let flows: Vec<(usize, Area)> = flows.map(|(n, flow)| (n, flow.area())).collect();
        for (later, (n, flow)) in flows.iter().enumerate() {
            let mut earlier = flows.iter().take(later);
            if let Some((other, _)) = earlier.find(|(_, other)| flow.overlaps(*other)) {
                return Err(
                    mistake_at(&[Key("elements"), Item(*n), Key("area")], "flows_overlap")
                        .with_arg("element", n + 1)
                        .with_arg("other", other + 1),
                );
            }
        }
        Ok(())
    }
}

fn is_within(label: Area, area: Area) -> bool {
    area.w > Um(0) && area.h > Um(0) && label.contains(area)
}

impl Element {
    fn check_element(&self, goods_label: bool) -> Checked {
        match self {
            Element::Flow(flow) => flow.check_flow(goods_label),
            Element::Barcode(barcode) => barcode.check_barcode(),
            Element::Qr(qr) => match &qr.under {
                Some(under) => check_sizes(under.size, under.min_size)
                    .map_err(|found| found.within_part(&[Key("under")])),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }
}

impl BarcodeBox {
    fn check_barcode(&self) -> Checked {
        let is_gtin = self.field() == Field::Gtin;
        if self.symbology == Symbology::Ean
            && self.of.is_some_and(|of| !is_gtin || of != super::Of::Gtin)
        {
            return Err(mistake_at(&[Key("of")], "ean_of"));
        }
        check_sizes(self.size, self.min_size)
    }
}

impl Flow {
    fn check_flow(&self, goods_label: bool) -> Checked {
        if self.rows.is_empty() || self.rows.len() > MOST_PARTS {
            return Err(mistake_at(&[Key("rows")], "rows"));
        }
        if !(1_000..=3_000).contains(&self.leading) {
            return Err(mistake_at(&[Key("leading")], "leading"));
        }
        for (n, row) in self.rows.iter().enumerate() {
            row.check_row(goods_label)
                .map_err(|found| found.within_part(&[Key("rows"), Item(n)]))?;
        }
        Ok(())
    }
}

impl Row {
    fn check_row(&self, goods_label: bool) -> Checked {
        if self.fields.is_empty() == self.text.is_empty() || self.fields.len() > MOST_PARTS {
            return Err(mistake_at(&[], "row_content"));
        }
        if self.fields.contains(&Field::Link) {
            return Err(mistake_at(&[Key("fields")], "row_link"));
        }
        self.check_words()?;
        if self.needed && (self.optional || self.fields.is_empty()) {
            return Err(mistake_at(&[Key("needed")], "needed"));
        }
        if self.max_lines == 0 {
            return Err(mistake_at(&[Key("max_lines")], "max_lines"));
        }
        check_sizes(self.size, self.min_size)?;
        if self.gap < Um(0) || self.gap > LARGEST_FONT {
            return Err(mistake_at(&[Key("gap")], "gap"));
        }
        // Thicker than a third of its gap it would crowd the letters.
        if self.rule < Um(0) || self.rule * 3 > self.gap {
            return Err(mistake_at(&[Key("rule")], "rule"));
        }
        let asked = |field: &&Field| label_law().is_some_and(|law| law.asks_for(**field));
        match self.fields.iter().find(asked) {
            Some(field) if self.optional && goods_label => {
                Err(mistake_at(&[Key("optional")], "optional")
                    .with_arg("field", format!("labels.field.{}", field.key())))
            }
            _ => Ok(()),
        }
    }

    /// The template's own words: in Vietnamese at least, in letters that the font has.
    fn check_words(&self) -> Checked {
        let own = self.text.get(&Lang::Vi).map_or("", |text| text.trim());
        let is_long = |text: &String| text.chars().count() > MOST_LETTERS;
        if !self.text.is_empty() && (own.is_empty() || self.text.values().any(is_long)) {
            return Err(mistake_at(&[Key("text")], "row_text"));
        }
        let letters = self.text.values().flat_map(|text| text.chars());
        let missing = letters.filter(|c| font_face(Weight::Regular).glyph(*c).is_none());
        let missing: String = missing.take(10).collect();
        if missing.is_empty() {
            return Ok(());
        }
        Err(mistake_at(&[Key("text")], "row_letters").with_arg("letters", missing))
    }
}

fn check_sizes(size: Um, min_size: Um) -> Checked {
    if min_size < SMALLEST_FONT || size > LARGEST_FONT || min_size > size {
        return Err(mistake_at(&[Key("size")], "sizes"));
    }
    Ok(())
}
