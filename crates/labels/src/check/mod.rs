//! The check before paper is used: does it fit, can it be read, does it say what the law asks. Each finding names the
//! field, says how to fix it, and where on the label it is.

mod codes;
mod contrast;
mod dates;
mod elements;
mod letters;
mod link;
mod lot;
mod mandatory;
mod overlap;
mod phrases;
mod purpose;
mod quantity;

use crate::data::{Field, LabelData};
use crate::finding::{Finding, Severity};
use crate::layout::Press;
use crate::paper::Sheet;
use crate::template::{Form, Template};

/// Everything that is wrong, or worth knowing, about this label on this paper, worst first.
pub fn check(template: &Template, sheet: &Sheet, data: &LabelData) -> Vec<Finding> {
    let form = template.form_for(sheet);
    let mut press = Press::new(template, form.as_ref(), sheet);
    let layout = press.lay_label(data);
    let (list, mut findings) = (&layout.list, layout.findings);
    let shown = form.as_ref().map_or_else(Vec::new, Form::fields);
    findings.extend(purpose::purpose_findings(template, sheet, data));
    findings.extend(lot::lot_findings(data));
    let said = press.fields_said();
    findings.extend(purpose::in_one_language(&said, data));
    findings.extend(mandatory::mandatory_findings(template, &said, data));
    if let Some(form) = &form {
        findings.extend(mandatory::needed_missing(form, data));
    }
    if template.goods_label {
        findings.extend(phrases::phrase_findings(&shown, data));
        findings.extend(quantity::quantity_finding(&shown, data));
    }
    findings.extend(dates::date_findings(&shown, data));
    findings.extend(elements::element_findings(&shown, data));
    findings.extend(link::link_finding(&shown, data));
    findings.extend(letters::letter_finding(template.goods_label, list, data));
    findings.extend(codes::code_findings(list));
    findings.extend(contrast::contrast_findings(sheet, list));
    findings.extend(overlap::overlap_finding(list));
    // A finding about a field has its place on the label even where the check did not look there.
    for finding in findings.iter_mut().filter(|f| f.places.is_empty()) {
        let form = form.as_ref();
        finding.places = finding
            .field
            .map_or_else(Vec::new, |field| elements_of(form, field));
    }
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}

/// Where a field stands.
fn elements_of(form: Option<&Form>, field: Field) -> Vec<crate::geometry::Area> {
    let elements = form.map_or(&[][..], |form| &form.elements);
    let with_field = elements.iter().filter(|e| e.fields().contains(&field));
    with_field.map(|element| element.area()).collect()
}

fn note_on(code: &'static str, field: Option<Field>) -> Finding {
    Finding::new(Severity::Note, code, field)
}

fn warning_on(code: &'static str, field: Option<Field>) -> Finding {
    Finding::new(Severity::Warning, code, field)
}

fn error_on(code: &'static str, field: Option<Field>) -> Finding {
    Finding::new(Severity::Error, code, field)
}
