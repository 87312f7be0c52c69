//! The system's spooler on Windows. Label printers' languages go to a queue as they are (RAW). An office printer's queue takes no PDF: that is
//! printed from the window of whatever program shows PDFs, and the file itself asks not to be scaled.

use crate::Code;
use std::io::Read;

use ::printers::common::base::job::PrinterJobOptions;
use printers::common::base::printer::{Printer as Queue, PrinterState};
use winreg::RegKey;
use winreg::enums::HKEY_CURRENT_USER;

use super::pump::{Unanswered, do_apart, stopped_by_person};
use super::{Broken, Parcel, Sent, Tell, printer_error};
use crate::base::patience::Patience;
use crate::printer::view::{Printer, PrinterLanguage};

/// Where Windows names the printers of whoever is at the laptop, also while the spooler stands still.
const QUEUES: &str = r"Software\Microsoft\Windows NT\CurrentVersion\Devices";

/// The queues' names. Not asked of `printers`: it reads through a null pointer when there is no printer.
pub(crate) fn system_queues(_patience: Patience) -> Vec<String> {
    let Ok(found) = RegKey::predef(HKEY_CURRENT_USER).open_subkey(QUEUES) else {
        return Vec::new();
    };
    let names = found.enum_values().flatten().map(|(name, _)| name);
    names.collect()
}

pub(crate) fn send_to_system(
    printer: &Printer,
    mut parcel: Parcel,
    patience: Patience,
    tell: Tell<'_>,
) -> Sent {
    let before = |code: Code, detail: &str| {
        let error = printer_error(code, printer, detail);
        Err(Broken::before_sending(error))
    };
    if printer.language == PrinterLanguage::Pdf {
        return before(Code::PrinterPdfByDialog, "no PDF to a queue");
    }
    if !system_queues(patience).contains(&printer.address) {
        return before(Code::PrinterQueueUnknown, "no such queue");
    }
    let mut bytes = Vec::new();
    if let Err(e) = parcel.file.read_to_end(&mut bytes) {
        return Err(Broken::before_sending(crate::base::disk::of_io(
            &e,
            &parcel.path,
        )));
    }
    let (queue, title) = (queue_of(&printer.address), parcel.title);
    let print = move || {
        let options = PrinterJobOptions {
            name: Some(&title),
            ..PrinterJobOptions::none()
        };
        queue.print(&bytes, options).map_err(|e| e.message)
    };
    let error = match do_apart(patience.spooler, tell, print) {
        Ok(Ok(_job)) => return Ok(()),
        Ok(Err(refusal)) => return before(Code::PrinterQueueRefused, &refusal),
        Err(Unanswered::Stopped) => stopped_by_person(),
        Err(Unanswered::TooLong | Unanswered::Gone) => {
            let seconds = patience.spooler.as_secs();
            printer_error(Code::PrinterStalled, printer, "the spooler does not answer")
                .with("seconds", seconds)
        }
    };
    // The spooler may still print what it was given, and nobody knows how much of it.
    Err(Broken { bytes: 1, error })
}

/// A queue by its name: all that printing asks of it.
fn queue_of(name: &str) -> Queue {
    Queue {
        name: name.to_owned(),
        system_name: name.to_owned(),
        driver_name: String::new(),
        uri: String::new(),
        port_name: String::new(),
        processor: String::new(),
        data_type: String::new(),
        description: String::new(),
        location: String::new(),
        is_default: false,
        is_shared: false,
        state: PrinterState::UNKNOWN,
        state_reasons: Vec::new(),
    }
}
