//! A form on a label of another size: its boxes are stretched to the label, its letters grow or shrink by the smaller of the two factors. So
//! every paper is filled, and no template needs a form for each.

use super::{BarcodeBox, Element, Flow, Form, ImageBox, QrBox, Row, SquareBox, Template, Under};
use crate::geometry::{Area, Um};
use crate::paper::Sheet;

/// A form shrinks to 7/10 at most; what is smaller needs one of its own.
const LEAST: (i64, i64) = (7, 10);

/// A form is meant for labels whose sides differ from its own by no more than this, in thousandths.
const NEAR: i64 = 1_200;

/// How much longer a side is: as a fraction, so that nothing drifts.
#[derive(Clone, Copy)]
struct Factor {
    to: i64,
    from: i64,
}

impl Factor {
    fn new(to: Um, from: Um) -> Factor {
        Factor {
            to: i64::from(to.0),
            from: i64::from(from.0.max(1)),
        }
    }

    fn scale_length(self, length: Um) -> Um {
        let long = i64::from(length.0) * self.to / self.from;
        Um(i32::try_from(long).unwrap_or(i32::MAX))
    }

    fn is_less(self, other: Factor) -> bool {
        self.to * other.from < other.to * self.from
    }

    fn is_too_small(self) -> bool {
        self.to * LEAST.1 < LEAST.0 * self.from
    }

    /// How far it is from 1, in either direction, in thousandths.
    fn distance_from_one(self) -> i64 {
        let (long, short) = (self.to.max(self.from), self.to.min(self.from));
        long * 1_000 / short.max(1)
    }
}

impl Template {
    /// Whether it is meant for this paper: one of its forms has about the label's size and shape. On other papers it can be printed too,
    /// where [`Template::form_for`] has a form, but it was not drawn for them.
    pub fn suits(&self, sheet: &Sheet) -> bool {
        self.forms.iter().any(|form| {
            let x = Factor::new(sheet.label_width, form.width).distance_from_one();
            let y = Factor::new(sheet.label_height, form.height).distance_from_one();
            x.max(y) <= NEAR
        })
    }

    /// The arrangement for a label size: the one drawn for it, or else the one whose shape is nearest, stretched to the label and set on
    /// whole printer dots. None when all are much larger than the label.
    pub fn form_for(&self, sheet: &Sheet) -> Option<Form> {
        let (width, height) = (sheet.label_width, sheet.label_height);
        let factors = |form: &Form| {
            let (x, y) = (
                Factor::new(width, form.width),
                Factor::new(height, form.height),
            );
            (x, y, if y.is_less(x) { y } else { x })
        };
        let fits = self
            .forms
            .iter()
            .filter(|form| !factors(form).2.is_too_small());
        let form = fits.min_by_key(|form| {
            let (x, y, _) = factors(form);
            // The product: twice too wide is as bad as twice too high, and both are worse.
            x.distance_from_one() * y.distance_from_one()
        })?;
        if (form.width, form.height) == (width, height) {
            return Some(form.clone());
        }
        let (x, y, letters) = factors(form);
        let stretch = Stretch {
            x,
            y,
            letters,
            dot: sheet.dot,
        };
        Some(Form {
            width,
            height,
            elements: form
                .elements
                .iter()
                .map(|e| stretch.stretch_element(e))
                .collect(),
        })
    }
}

struct Stretch {
    x: Factor,
    y: Factor,
    letters: Factor,
    dot: Um,
}

impl Stretch {
    fn stretch_element(&self, element: &Element) -> Element {
        match element {
            Element::Flow(flow) => Element::Flow(Flow {
                area: self.stretch_area(flow.area),
                rows: flow.rows.iter().map(|row| self.stretch_row(row)).collect(),
                ..flow.clone()
            }),
            Element::Qr(qr) => Element::Qr(QrBox {
                area: self.stretch_area(qr.area),
                under: qr.under.as_ref().map(|under| Under {
                    size: self.letters.scale_length(under.size).max(under.min_size),
                    ..under.clone()
                }),
                ..qr.clone()
            }),
            Element::DataMatrix(square) => Element::DataMatrix(self.stretch_square(square)),
            Element::Stars(square) => Element::Stars(self.stretch_square(square)),
            Element::Image(image) => Element::Image(ImageBox {
                area: self.stretch_area(image.area),
                ..image.clone()
            }),
            Element::Barcode(barcode) => Element::Barcode(BarcodeBox {
                area: self.stretch_area(barcode.area),
                size: self
                    .letters
                    .scale_length(barcode.size)
                    .max(barcode.min_size),
                ..barcode.clone()
            }),
            Element::Rule { area } => Element::Rule {
                area: self.stretch_area(*area),
            },
        }
    }

    fn stretch_square(&self, square: &SquareBox) -> SquareBox {
        SquareBox {
            area: self.stretch_area(square.area),
            ..square.clone()
        }
    }

    /// Edges move, so that boxes that touch go on touching.
    fn stretch_area(&self, area: Area) -> Area {
        let edge = |factor: Factor, at: Um| factor.scale_length(at).snapped_down(self.dot);
        let (left, top) = (edge(self.x, area.x), edge(self.y, area.y));
        Area {
            x: left,
            y: top,
            w: (edge(self.x, area.right()) - left).max(self.dot),
            h: (edge(self.y, area.bottom()) - top).max(self.dot),
        }
    }

    /// The smallest letters that the law allows do not depend on the label.
    fn stretch_row(&self, row: &Row) -> Row {
        Row {
            size: self.letters.scale_length(row.size).max(row.min_size),
            gap: self.letters.scale_length(row.gap),
            rule: self.letters.scale_length(row.rule),
            ..row.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn paper(width: Um, height: Um, dot: i32) -> Sheet {
        Sheet {
            page_width: width,
            page_height: height,
            label_width: width,
            label_height: height,
            dot: Um(dot),
            ..crate::sheet("roll-50x30").unwrap().clone()
        }
    }

    #[test]
    fn a_label_of_the_form_s_own_size_takes_it_as_it_is() {
        let trace = crate::template("trace").unwrap();
        for form in &trace.forms {
            let same = trace.form_for(&paper(form.width, form.height, 125));
            assert_eq!(same.as_ref(), Some(form));
        }
    }

    #[test]
    fn a_larger_label_is_filled_and_its_letters_grow_with_its_smaller_side() {
        let trace = crate::template("trace").unwrap();
        let wide = trace.form_for(&paper(Um::mm(150), Um::mm(60), 0)).unwrap();
        assert_eq!((wide.width, wide.height), (Um::mm(150), Um::mm(60)));
        let flow = wide.elements.iter().find_map(|element| match element {
            Element::Flow(flow) => Some(flow),
            _ => None,
        });
        let flow = flow.unwrap();
        assert_eq!(flow.area.w, Um(139_500));
        assert_eq!(flow.rows[0].size, Um(6_960)); // 5.8 mm × 1.2
        assert_eq!(flow.rows[0].min_size, Um(2_200));
    }

    #[test]
    fn a_label_much_smaller_than_every_form_has_none() {
        let trace = crate::template("trace").unwrap();
        assert!(trace.form_for(&paper(Um::mm(24), Um::mm(24), 0)).is_none());
        assert!(trace.form_for(&paper(Um::mm(25), Um::mm(20), 0)).is_some());
    }

    proptest! {
        /// Whatever the label, elements stay on it, and a form that is stretched is a form.
        #[test]
        fn nothing_leaves_the_label(w in 20..400i32, h in 15..400i32, dot in prop::sample::select(vec![0, 125])) {
            for template in crate::templates() {
                let Some(form) = template.form_for(&paper(Um::mm(w), Um::mm(h), dot)) else { continue };
                let alone = Template { forms: vec![form], ..template.clone() };
                let json = serde_json::to_string(&alone).unwrap();
                prop_assert!(Template::parse(&json).is_ok(), "{:?}", Template::parse(&json));
            }
        }
    }
}
