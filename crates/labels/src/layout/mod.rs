//! Layout: template and data become a display list. Text is measured with the font's own advances, wrapped, shrunk
//! within the template's limits, and never cut: what does not fit is a finding. An element that says the same as on
//! the label before is not laid out again.

mod barcode;
mod code;
mod figure;
mod flow;
mod lines;
mod refused;
mod words;
pub(crate) use refused::refused_value;

use crate::data::{Field, LabelData};
use crate::display::{DisplayList, Drawn, Item, Rule};
use crate::finding::{Finding, Severity};
use crate::geometry::{Area, Um};
use crate::paper::Sheet;
use crate::picture::Slot;
use crate::resolution::Resolution;
use crate::template::{Element, Form, Template};
use code::Stand;
use flow::Fitter;
use std::sync::Arc;

/// A label laid out, and what did not go well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// What is drawn.
    pub list: DisplayList,
    /// Of severity error: text that does not fit, letters that the font lacks, a code that cannot be made. A note: a row left out.
    pub findings: Vec<Finding>,
}

impl Layout {
    /// Whether this label must not be printed.
    pub fn is_refused(&self) -> bool {
        let mut severities = self.findings.iter().map(|finding| finding.severity);
        severities.any(|severity| severity == Severity::Error)
    }
}

/// Lays one label out.
pub fn layout(template: &Template, sheet: &Sheet, data: &LabelData) -> Layout {
    let form = template.form_for(sheet);
    Press::new(template, form.as_ref(), sheet).lay_label(data)
}

/// Lays out one label after the other, keeping what did not change.
pub(crate) struct Press<'a> {
    sheet: &'a Sheet,
    elements: Vec<Placed<'a>>,
    no_form: Option<Finding>,
    last: Option<LabelData>,
}

/// One element of the form, where it stands on this label, and how it came out last time.
struct Placed<'a> {
    element: &'a Element,
    area: Area,
    fields: Vec<Field>,
    /// Of an image: which.
    slot: Option<Slot>,
    /// Boxes of other elements that a code's quiet zone must keep clear of.
    others: Vec<Area>,
    /// Of a flow: its rows, and the codes that they ran around.
    fitter: Option<Fitter<'a>>,
    clear: Vec<Area>,
    out: Option<Outcome>,
}

/// A box on its label.
#[derive(Clone, Copy)]
struct Site<'a> {
    area: Area,
    label: Area,
    /// Boxes of other elements that may be full; rows of text run around codes by themselves.
    others: &'a [Area],
    /// Size of a printer dot to the micrometre; 0 where it is not known.
    dot: Um,
    /// The same exactly.
    resolution: Option<Resolution>,
}

impl Site<'_> {
    /// The largest module up to this one that is whole dots.
    fn whole_module(self, most: Um) -> Um {
        match self.resolution {
            Some(resolution) => resolution.whole_dots(most),
            None => most.snapped_down(self.dot),
        }
    }

    /// The largest module up to this one, and not below `least`, at which what a code takes meets no other box: short
    /// contents make wide modules, and these wide quiet zones. If there is none, the largest.
    fn clear_module(self, most: Um, least: Um, taken: impl Fn(Um) -> Area) -> Um {
        let largest = self.whole_module(most);
        let mut module = largest;
        while module >= least {
            let taken = taken(module);
            if !self.others.iter().any(|other| other.overlaps(taken)) {
                return module;
            }
            // Without a printer's dot every micrometre is a module: 1/64 at a time is fine enough and ends soon.
            module = self.whole_module(module - Um(1).max(Um(module.0 / 64)));
        }
        largest
    }
}

#[derive(Clone, Default)]
struct Outcome {
    drawn: Vec<Arc<Drawn>>,
    findings: Vec<Finding>,
    /// What text must run around.
    clear: Option<Area>,
}

impl<'a> Press<'a> {
    /// `form` is the template's for this sheet.
    pub fn new(template: &Template, form: Option<&'a Form>, sheet: &'a Sheet) -> Press<'a> {
        let no_form = form.is_none().then(|| {
            Finding::new(Severity::Error, "no_form", None)
                .with_arg("template", &template.id)
                .with_arg("width_mm", sheet.label_width.to_mm())
                .with_arg("height_mm", sheet.label_height.to_mm())
        });
        let elements = form.map_or_else(Vec::new, |form| {
            let elements = form.elements.iter();
            elements
                .map(|element| placed_element(element, form))
                .collect()
        });
        Press {
            sheet,
            elements,
            no_form,
            last: None,
        }
    }

    pub fn lay_label(&mut self, data: &LabelData) -> Layout {
        let last = self.last.take();
        self.lay_codes(last.as_ref(), data);
        self.lay_texts(last.as_ref(), data);
        // Cloned only where it differs: most runs repeat one label.
        self.last = Some(
            last.filter(|last| last == data)
                .unwrap_or_else(|| data.clone()),
        );
        let outcomes = || {
            self.elements
                .iter()
                .filter_map(|placed| placed.out.as_ref())
        };
        Layout {
            list: DisplayList {
                width: self.sheet.label_width,
                height: self.sheet.label_height,
                drawn: outcomes().flat_map(|out| &out.drawn).cloned().collect(),
            },
            findings: self
                .no_form
                .iter()
                .chain(outcomes().flat_map(|out| &out.findings))
                .cloned()
                .collect(),
        }
    }

    /// The fields that the last label says: of a row that shows either of several, the one.
    pub fn fields_said(&self) -> Vec<Field> {
        self.elements.iter().flat_map(Placed::fields_said).collect()
    }

    // Codes come first: text runs around them.
    fn lay_codes(&mut self, last: Option<&LabelData>, data: &LabelData) {
        let (label, dot) = (self.sheet.face(), self.sheet.dot);
        let resolution = Resolution::of_dot(dot);
        for placed in &mut self.elements {
            if placed.is_unchanged(last, data) {
                continue;
            }
            let area = placed.area;
            let site = Site {
                area,
                label,
                others: &placed.others,
                dot,
                resolution,
            };
            placed.out = lay_element(placed.element, site, data);
        }
    }

    fn lay_texts(&mut self, last: Option<&LabelData>, data: &LabelData) {
        let clear = self.clear_of_codes();
        for placed in &mut self.elements {
            if placed.clear == clear && placed.is_unchanged(last, data) {
                continue;
            }
            let Some(fitter) = &mut placed.fitter else {
                continue;
            };
            let outcome = fitter.fit_rows(&clear, data, |row| is_same(&row.fields, last, data));
            placed.out = Some(outcome);
            placed.clear.clone_from(&clear);
        }
    }

    fn clear_of_codes(&self) -> Vec<Area> {
        let outcomes = self.elements.iter();
        outcomes
            .filter_map(|placed| placed.out.as_ref()?.clear)
            .collect()
    }
}

impl Placed<'_> {
    fn fields_said(&self) -> Vec<Field> {
        if let Some(fitter) = &self.fitter {
            return fitter.fields_said().collect();
        }
        let drawn = self.out.iter().flat_map(|out| &out.drawn);
        let is_empty = drawn.flat_map(|drawn| &drawn.items).next().is_none();
        let fields = self.fields.iter().filter(|_| !is_empty);
        fields.copied().collect()
    }

    fn is_unchanged(&self, last: Option<&LabelData>, data: &LabelData) -> bool {
        let is_same_picture = |slot: Slot| {
            last.is_some_and(|last| last.pictures.get(&slot) == data.pictures.get(&slot))
        };
        self.out.is_some()
            && is_same(&self.fields, last, data)
            && self.slot.is_none_or(is_same_picture)
    }
}

/// What an element other than a flow comes to.
fn lay_element(element: &Element, site: Site, data: &LabelData) -> Option<Outcome> {
    let stand = |align, valign| Stand { align, valign };
    Some(match element {
        Element::Qr(qr) => code::lay_qr(site, stand(qr.align, qr.valign), qr, data),
        Element::DataMatrix(square) => {
            code::lay_data_matrix(site, stand(square.align, square.valign), data)
        }
        Element::Barcode(barcode) => barcode::lay_barcode(barcode, site, data),
        Element::Image(image) => {
            figure::lay_picture(site, stand(image.align, image.valign), image.of, data)
        }
        Element::Stars(square) => figure::lay_stars(site, stand(square.align, square.valign), data),
        Element::Rule { .. } => lay_rule(site.area),
        Element::Flow(_) => return None,
    })
}

/// Whether these fields say the same as on the label before.
fn is_same(fields: &[Field], last: Option<&LabelData>, data: &LabelData) -> bool {
    last.is_some_and(|last| {
        let same = |field: &Field| last.get(*field) == data.get(*field);
        last.same_wording(data) && fields.iter().all(same)
    })
}

/// Boxes beside this element's own; what it lies upon is the template's own affair.
fn areas_beside(element: &Element, form: &Form) -> Vec<Area> {
    let elements = form.elements.iter();
    let fixed = elements.filter(|other| !matches!(other, Element::Flow(_)));
    let areas = fixed.map(Element::area);
    areas
        .filter(|area| !area.overlaps(element.area()))
        .collect()
}

fn placed_element<'a>(element: &'a Element, form: &Form) -> Placed<'a> {
    Placed {
        element,
        area: element.area(),
        others: areas_beside(element, form),
        fields: element.fields(),
        slot: match element {
            Element::Image(image) => Some(image.of),
            _ => None,
        },
        fitter: match element {
            Element::Flow(flow) => Some(Fitter::new(flow, flow.area)),
            _ => None,
        },
        clear: Vec::new(),
        out: None,
    }
}

fn lay_rule(area: Area) -> Outcome {
    Outcome {
        drawn: vec![Arc::new(Drawn {
            items: vec![Item::Rule(Rule { area })],
        })],
        findings: Vec::new(),
        clear: None,
    }
}
