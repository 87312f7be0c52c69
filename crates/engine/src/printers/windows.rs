//! The system's spooler on Windows. Label printers' languages go to a queue as they are (RAW). An office printer's queue takes no PDF: that is
//! printed from the window of whatever program shows PDFs, and the file itself asks not to be scaled.

use std::io::Read;

use ::printers::common::base::job::PrinterJobOptions;

use super::{Broken, Parcel, Patience, Sent, Tell, error};
use crate::views::{Printer, PrinterLanguage};

/// The queues' names.
pub(crate) fn queues(_patience: Patience) -> Vec<String> {
    let all = ::printers::get_printers().into_iter();
    all.map(|queue| queue.name).collect()
}

pub(super) fn send(
    printer: &Printer,
    mut parcel: Parcel,
    _patience: Patience,
    _tell: Tell<'_>,
) -> Sent {
    let before = |code: &str, detail: &str| Err(Broken::before(error(code, printer, detail)));
    if printer.language == PrinterLanguage::Pdf {
        return before("printer_pdf_by_dialog", "no PDF to a queue");
    }
    let Some(queue) = ::printers::get_printer_by_name(&printer.address) else {
        return before("printer_queue_unknown", "no such queue");
    };
    let mut bytes = Vec::new();
    if let Err(e) = parcel.file.read_to_end(&mut bytes) {
        return Err(Broken::before(crate::store::of_io(&e, &parcel.path)));
    }
    let options = PrinterJobOptions {
        name: Some(&parcel.title),
        ..PrinterJobOptions::none()
    };
    match queue.print(&bytes, options) {
        Ok(_job) => Ok(()),
        Err(e) => before("printer_queue_refused", &e.message),
    }
}
