//! What stands on each page of a run, for renderers that draw page by page.

use super::RenderError;
use crate::data::LabelData;
use crate::display::DisplayList;
use crate::geometry::Point;
use crate::layout::Press;
use crate::paper::{Run, Sheet};
use std::borrow::Borrow;

/// The pages of a run, one after the other.
pub(super) struct Pages<'a> {
    pub press: Press<'a>,
    pub sheet: &'a Sheet,
    pub run: Run,
}

impl Pages<'_> {
    /// What stands on a page, and where.
    pub fn page_lists<L: Borrow<LabelData>>(
        &mut self,
        page: u64,
        labels: &mut impl Iterator<Item = L>,
    ) -> Result<Vec<(Point, DisplayList)>, RenderError> {
        let mut lists = Vec::new();
        for label in self.run.labels_on(self.sheet, page) {
            let (given, wanted) = (label, self.run.count);
            let data = labels.next().ok_or(RenderError::TooFew { given, wanted })?;
            let layout = self.press.lay_label(data.borrow());
            if layout.is_refused() {
                let findings = layout.findings;
                return Err(RenderError::Refused { label, findings });
            }
            lists.push((self.run.cell_of(self.sheet, label).1, layout.list));
        }
        Ok(lists)
    }
}
