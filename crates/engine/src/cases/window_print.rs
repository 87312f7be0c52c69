//! Labels through the system's print dialog: the window draws the pages, at true scale, and the system asks where they go. Nobody can tell
//! from here what came of it, as with a PDF, so the print is in the ledger before the window gets a page.

use std::cell::RefCell;

use super::draft::{self, Draft};
use super::label::Job;
use super::print::{How, To};
use super::render::PrintFormat;
use crate::views::{LabelPages, LabelRequest, LabelResult, ReprintRequest};
use crate::{App, AppError, OnProgress, Result};

/// The window holds all pages of a print at once; more labels are a PDF.
const MOST: u32 = 500;

/// The drawing of a print that is in the ledger, and its paper in micrometres.
pub(super) type Handed = RefCell<(String, [i32; 2])>;

impl App {
    /// [`App::print_labels`] as pages that the window shows to the system's print dialog.
    ///
    /// # Errors
    /// As [`App::print_labels`]; `window_print_too_many` (args `most`).
    pub fn print_labels_in_window(
        &self,
        request: LabelRequest,
        progress: OnProgress<'_>,
    ) -> Result<LabelPages> {
        let handed = Handed::default();
        let how = How {
            again: None,
            format: PrintFormat::Pages,
            to: To::Window(&handed),
        };
        let result = self.print(&request, &how, progress, &|| self.job(&request))?;
        Ok(pages(result, handed))
    }

    /// [`App::reprint_labels`] as pages that the window shows to the system's print dialog.
    ///
    /// # Errors
    /// As [`App::reprint_labels`]; `window_print_too_many` (args `most`).
    pub fn reprint_labels_in_window(
        &self,
        request: &ReprintRequest,
        progress: OnProgress<'_>,
    ) -> Result<LabelPages> {
        let handed = Handed::default();
        let format = PrintFormat::Pages;
        let result = self.reprint(request, format, To::Window(&handed), progress)?;
        Ok(pages(result, handed))
    }

    /// Enters what was drawn and hands it over; the print's id in the ledger.
    pub(super) fn hand_over(
        &self,
        id: &str,
        draft: &Draft,
        job: &Job,
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
        let print = entered?.unwrap_or_default();
        handed.replace((svg, [job.sheet.page_width.0, job.sheet.page_height.0]));
        Ok(print)
    }
}

/// # Errors
/// `window_print_too_many` (args `most`).
pub(super) fn few_enough(labels: u32) -> Result<()> {
    match labels > MOST {
        true => Err(AppError::new("window_print_too_many", labels).with("most", MOST)),
        false => Ok(()),
    }
}

fn pages(result: LabelResult, handed: Handed) -> LabelPages {
    const END: &str = "</svg>\n";
    let (svg, paper) = handed.into_inner();
    let pages = svg.split_inclusive(END).map(ToOwned::to_owned).collect();
    LabelPages {
        result,
        pages,
        paper,
    }
}
