//! Check.
use crate::data::LabelData;
use crate::finding::Finding;
use crate::sheet::Sheet;
use crate::template::Template;

/// Everything that is wrong, or worth knowing, about this label on this paper, worst first.
pub fn check(template: &Template, sheet: &Sheet, data: &LabelData) -> Vec<Finding> {
    crate::layout(template, sheet, data).findings
}
