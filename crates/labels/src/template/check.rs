//! Mistakes of a template file, each named by its place.

use super::{Element, Form, Row, Template};
use crate::data::Field;
use crate::geometry::{Area, Um};

/// Smallest font size a template may ask for: below this no printer at hand draws a letter.
const SMALLEST_FONT: Um = Um(1_000);
/// Largest font size: letters of 10 cm.
const LARGEST_FONT: Um = Um(100_000);
/// Most elements of a form, and rows of a flow.
const MOST_PARTS: usize = 200;

/// Why a template is refused.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// The file is not JSON of the template's form; the message names line and column.
    #[error("not a template: {0}")]
    Form(#[from] serde_json::Error),
    /// The template has no form, or a form has nothing to draw or too much.
    #[error("form {form}: {what}")]
    Empty {
        /// Which form, from 1.
        form: usize,
        /// What is missing or too many.
        what: &'static str,
    },
    /// An element leaves its label.
    #[error("form {form}, element {element}: leaves the label")]
    Outside {
        /// Which form, from 1.
        form: usize,
        /// Which element, from 1.
        element: usize,
    },
    /// A font size or a leading makes no sense.
    #[error("form {form}, element {element}, row {row}: {what}")]
    Row {
        /// Which form, from 1.
        form: usize,
        /// Which element, from 1.
        element: usize,
        /// Which row, from 1.
        row: usize,
        /// What is wrong.
        what: &'static str,
    },
}

impl Template {
    /// Reads a template from JSON and checks it.
    ///
    /// # Errors
    /// [`TemplateError`] says where the mistake is.
    pub fn parse(json: &str) -> Result<Template, TemplateError> {
        let template: Template = serde_json::from_str(json)?;
        if template.forms.is_empty() {
            return Err(TemplateError::Empty {
                form: 1,
                what: "there is no form",
            });
        }
        for (n, form) in template.forms.iter().enumerate() {
            form.checked(n + 1)?;
        }
        Ok(template)
    }
}

impl Form {
    fn checked(&self, form: usize) -> Result<(), TemplateError> {
        if self.elements.is_empty() || self.elements.len() > MOST_PARTS {
            return Err(TemplateError::Empty {
                form,
                what: "needs 1 to 200 elements",
            });
        }
        let limit = Um(2_000_000);
        if self.width <= Um(0) || self.height <= Um(0) || self.width > limit || self.height > limit
        {
            return Err(TemplateError::Empty {
                form,
                what: "width or height is out of range",
            });
        }
        let label = Area {
            x: Um(0),
            y: Um(0),
            w: self.width,
            h: self.height,
        };
        for (n, element) in self.elements.iter().enumerate() {
            element.checked(label, form, n + 1)?;
        }
        Ok(())
    }
}

impl Element {
    fn checked(&self, label: Area, form: usize, element: usize) -> Result<(), TemplateError> {
        let area = self.area();
        if area.w <= Um(0) || area.h <= Um(0) || !label.contains(area) {
            return Err(TemplateError::Outside { form, element });
        }
        let flow = match self {
            Element::Flow(flow) => flow,
            Element::Barcode(barcode) => {
                return sizes(barcode.size, barcode.min_size).map_err(|what| TemplateError::Row {
                    form,
                    element,
                    row: 1,
                    what,
                });
            }
            _ => return Ok(()),
        };
        if flow.rows.is_empty()
            || flow.rows.len() > MOST_PARTS
            || !(1_000..=3_000).contains(&flow.leading)
        {
            return Err(TemplateError::Row {
                form,
                element,
                row: 1,
                what: "needs 1 to 200 rows and a leading of 1000 to 3000",
            });
        }
        for (n, row) in flow.rows.iter().enumerate() {
            row.checked().map_err(|what| TemplateError::Row {
                form,
                element,
                row: n + 1,
                what,
            })?;
        }
        Ok(())
    }
}

impl Row {
    fn checked(&self) -> Result<(), &'static str> {
        if self.fields.is_empty() == self.text.is_empty() {
            return Err("needs either fields or text");
        }
        if self.fields.len() > MOST_PARTS || self.max_lines == 0 {
            return Err("needs at most 200 fields and at least one line");
        }
        if self.fields.contains(&Field::Link) {
            return Err("links are for codes, not for text");
        }
        sizes(self.size, self.min_size)?;
        if self.gap < Um(0) || self.gap > LARGEST_FONT {
            return Err("gap is out of range");
        }
        if self.rule < Um(0) || self.rule * 3 > self.gap {
            return Err("rule must be at most a third of gap");
        }
        Ok(())
    }
}

fn sizes(size: Um, min_size: Um) -> Result<(), &'static str> {
    if min_size < SMALLEST_FONT || size > LARGEST_FONT || min_size > size {
        return Err("sizes must satisfy 1000 ≤ min_size ≤ size ≤ 100000");
    }
    Ok(())
}
