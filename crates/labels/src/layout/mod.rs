//! Layout.
use crate::data::LabelData;
use crate::display::DisplayList;
use crate::finding::Finding;
use crate::sheet::Sheet;
use crate::template::Template;

/// A label laid out, and what did not go well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// What is drawn.
    pub list: DisplayList,
    /// Text that does not fit, letters that the font lacks, a code that does not fit: all of severity error.
    pub findings: Vec<Finding>,
}

/// Lays one label out.
pub fn layout(template: &Template, sheet: &Sheet, data: &LabelData) -> Layout {
    let _ = (template, data);
    Layout {
        list: DisplayList {
            width: sheet.label_width,
            height: sheet.label_height,
            drawn: Vec::new(),
        },
        findings: Vec::new(),
    }
}
