//! Preview.
use crate::data::LabelData;
use crate::run::Run;
use crate::sheet::Sheet;
use crate::template::Template;
use std::borrow::Borrow;

/// One page (from 0) of a run as SVG at true scale; `labels` begins at that page's first label. Each cell is a group
/// with `data-cell` (from 0) and class `label`, `skipped` or `free`.
pub fn preview_page<L: Borrow<LabelData>>(
    template: &Template,
    sheet: &Sheet,
    run: Run,
    page: u64,
    labels: impl IntoIterator<Item = L>,
) -> String {
    let _ = (template, sheet, run, page, labels.into_iter());
    String::new()
}

/// One label as SVG at true scale.
pub fn preview_label(template: &Template, sheet: &Sheet, data: &LabelData) -> String {
    let _ = (template, sheet, data);
    String::new()
}
