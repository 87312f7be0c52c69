//! Labels through the system's print dialog: the window draws the pages, at true scale, and the system asks where they go. Nobody can tell
//! from here what came of it, as with a PDF, so the print is in the ledger before the window gets a page.

use std::cell::RefCell;

use crate::files::draft;
use crate::files::draft::FileDraft;
use crate::label::{LabelPages, LabelResult};
use crate::print::job::LabelJob;
use crate::{App, AppError, Code, Result};

/// The window holds all pages of a print at once; more labels are a PDF.
const MOST: u32 = 500;

/// The drawing of a print that is in the ledger, and its paper in micrometres.
pub(crate) type Handed = RefCell<(String, [i32; 2])>;

impl App {
    /// Enters what was drawn and hands it over; the print's id in the ledger.
    pub(crate) fn hand_over(
        &self,
        id: &str,
        draft: &FileDraft,
        job: &LabelJob,
        handed: &Handed,
    ) -> Result<String> {
        let svg = match draft.read() {
            Ok(svg) => svg,
            Err(error) => {
                self.drop_draft(id, draft)?;
                return Err(error);
            }
        };
        let entered = self.write("", |tx| tx.enter_announced(id));
        draft::discard(&draft.part);
        // None: another window that started meanwhile entered it, and knows its id.
        let print = entered?.unwrap_or_default();
        handed.replace((svg, [job.sheet.page_width.0, job.sheet.page_height.0]));
        Ok(print)
    }
}

/// # Errors
/// `window_print_too_many` (args `most`).
pub(crate) fn few_enough(labels: u32) -> Result<()> {
    match labels > MOST {
        true => Err(AppError::new(Code::WindowPrintTooMany, labels).with("most", MOST)),
        false => Ok(()),
    }
}

pub(crate) fn window_pages(result: LabelResult, handed: Handed) -> LabelPages {
    const END: &str = "</svg>\n";
    let (svg, paper) = handed.into_inner();
    let pages = svg.split_inclusive(END).map(ToOwned::to_owned).collect();
    LabelPages {
        result,
        pages,
        paper,
    }
}
