//! The check before paper is used: does it fit, can it be read, does it say what the law asks. Each finding names the
//! field and says how to fix it.

mod codes;
mod letters;
mod lot;
mod mandatory;

use crate::data::LabelData;
use crate::finding::{Finding, Severity};
use crate::sheet::Sheet;
use crate::template::Template;

/// Everything that is wrong, or worth knowing, about this label on this paper, worst first.
pub fn check(template: &Template, sheet: &Sheet, data: &LabelData) -> Vec<Finding> {
    let layout = crate::layout(template, sheet, data);
    let mut findings = layout.findings;
    findings.extend(lot::findings(data));
    findings.extend(mandatory::findings(template, sheet, data));
    findings.extend(letters::findings(template.goods_label, &layout.list, data));
    findings.extend(codes::findings(&layout.list));
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}

fn note(code: &'static str, field: Option<crate::data::Field>) -> Finding {
    Finding::new(Severity::Note, code, field)
}

fn error(code: &'static str, field: Option<crate::data::Field>) -> Finding {
    Finding::new(Severity::Error, code, field)
}
