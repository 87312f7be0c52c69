//! Whether the template was drawn for this paper, these goods and two languages: it may do for others, but somebody
//! should look.

use super::note_on;
use crate::data::{Field, LabelData};
use crate::finding::Finding;
use crate::paper::Sheet;
use crate::template::Template;

pub(super) fn purpose_findings(
    template: &Template,
    sheet: &Sheet,
    data: &LabelData,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    if template.form_for(sheet).is_some() && !template.suits(sheet) {
        findings.push(
            note_on("other_paper", None)
                .with_arg("width_mm", sheet.label_width.to_mm())
                .with_arg("height_mm", sheet.label_height.to_mm()),
        );
    }
    if !template.groups.is_empty() && !template.groups.contains(&data.goods_group) {
        findings.push(note_on("other_group", None));
    }
    findings
}

/// What is recorded in the second language, too, but said in the first only.
pub(super) fn in_one_language(said: &[Field], data: &LabelData) -> Vec<Finding> {
    let unsaid = |field: &&Field| {
        let other = field
            .in_other_language()
            .filter(|other| data.get(*other).is_some());
        other.is_some_and(|other| !said.contains(&other))
    };
    let fields = said.iter().filter(|_| data.other_lang.is_some());
    fields
        .filter(unsaid)
        .map(|field| note_on("in_one_language", Some(*field)))
        .collect()
}
