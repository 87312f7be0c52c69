use std::path::Path;

use super::outlet::{How, To};
use super::render::{PrintFormat, fits_name};
use crate::label::{LabelPages, LabelRequest, LabelResult};
use crate::print::outlet::printer::format_for;
use crate::print::outlet::window::{Handed, window_pages};
use crate::printer::SendTo;
use crate::{App, OnProgress, Result};

impl App {
    /// Writes the PDF to `out` and enters it in the ledger. When a finding is an error nothing is written and `labels` is 0.
    ///
    /// # Errors
    /// As [`App::label_preview`]; `label_count_zero`; `skip_too_many` (args `skip`, `cells`, `most`); `file_not_writable`, `disk_full`, `disk_error` (args `path`); `cancelled`.
    pub fn print_labels(
        &self,
        request: LabelRequest,
        out: &Path,
        progress: OnProgress<'_>,
    ) -> Result<LabelResult> {
        self.print_labels_as(request, PrintFormat::Pdf, out, progress)
    }

    /// [`App::print_labels`] in another format.
    ///
    /// # Errors
    /// As [`App::print_labels`]; `format_needs_label_paper` when a label printer's language is asked for an office printer's paper;
    /// `file_of_another_kind` (args `path`, `format`); `picture_of_one_page`; `dpi_unknown` (args `value`); `page_too_large`.
    pub fn print_labels_as(
        &self,
        request: LabelRequest,
        format: PrintFormat,
        out: &Path,
        progress: OnProgress<'_>,
    ) -> Result<LabelResult> {
        fits_name(out, format)?;
        let how = How {
            again: None,
            format,
            to: To::File(out),
        };
        self.run_print(&request, &how, progress, &|| self.label_job(&request))
    }
}

impl App {
    /// [`App::print_labels`] to a printer. An end that the printer did not get is `sent_partly`, with the print in the ledger.
    ///
    /// # Errors
    /// As [`App::print_labels_as`], and nothing was printed: `printer_not_found`, `printer_language_unknown`, `printer_other_language` (args `language`, `asked`), `printer_address_wrong`,
    /// `printer_host_unknown`, `printer_refused`, `printer_no_answer`, `printer_not_ready` (args `state`), `printer_no_device`,
    /// `printer_device_forbidden`, `printer_busy`, `printing_not_installed`, `printer_queue_unknown`, `printer_queue_refused`,
    /// `printer_pdf_by_dialog`, `printer_lost`, `printer_stalled` (all with args `name` and `value`, the address); `cancelled`.
    /// `sent_not_entered` when all was sent and the ledger could not be written; it is entered at the next print or start.
    pub fn print_labels_to(
        &self,
        mut request: LabelRequest,
        to: &SendTo,
        progress: OnProgress<'_>,
    ) -> Result<LabelResult> {
        let printer = self.print_target(to)?;
        if request.printer.is_empty() {
            request.printer.clone_from(&printer.name);
        }
        let how = How {
            again: None,
            format: format_for(printer.language),
            to: To::Printer(&printer),
        };
        self.run_print(&request, &how, progress, &|| self.label_job(&request))
    }
}

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
        let result = self.run_print(&request, &how, progress, &|| self.label_job(&request))?;
        Ok(window_pages(result, handed))
    }
}
