//! Whether the template was drawn for this paper and these goods: it may do for others, but somebody should look.

use super::note;
use crate::data::LabelData;
use crate::finding::Finding;
use crate::sheet::Sheet;
use crate::template::Template;

pub(super) fn findings(template: &Template, sheet: &Sheet, data: &LabelData) -> Vec<Finding> {
    let mut findings = Vec::new();
    if template.form_for(sheet).is_some() && !template.suits(sheet) {
        findings.push(
            note("other_paper", None)
                .arg("width_mm", sheet.label_width.to_mm())
                .arg("height_mm", sheet.label_height.to_mm()),
        );
    }
    if !template.groups.is_empty() && !template.groups.contains(&data.goods_group) {
        findings.push(note("other_group", None));
    }
    findings
}
