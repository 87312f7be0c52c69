//! Labels straight to a printer. Nothing is in the ledger while no byte went out; once one did, the whole print is, because nobody can tell
//! from here what came onto paper: a person looks, and prints again from the label that failed.

use std::fs::File;

use nuong_domain::clean;
use nuong_labels::Language;

use super::draft::{self, Draft, absolute};
use super::label::Job;
use super::print::{How, To};
use super::render::PrintFormat;
use crate::printers::{self, Broken, Mark, Parcel};
use crate::views::{
    LabelRequest, LabelResult, Printer, PrinterLanguage, Progress, Reach, ReprintRequest, SendTo,
    SentPartly,
};
use crate::{App, AppError, OnProgress, Result};

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
        let printer = self.target(to)?;
        if request.printer.is_empty() {
            request.printer.clone_from(&printer.name);
        }
        let how = How {
            again: None,
            format: format(printer.language),
            to: To::Printer(&printer),
        };
        self.print(&request, &how, progress, &|| self.job(&request))
    }

    /// [`App::reprint_labels`] to a printer.
    ///
    /// # Errors
    /// As [`App::reprint_labels`] and [`App::print_labels_to`].
    pub fn reprint_labels_to(
        &self,
        request: &ReprintRequest,
        to: &SendTo,
        progress: OnProgress<'_>,
    ) -> Result<LabelResult> {
        let printer = self.target(to)?;
        let mut request = request.clone();
        if request.printer.is_empty() {
            request.printer.clone_from(&printer.name);
        }
        let format = format(printer.language);
        self.reprint(&request, format, To::Printer(&printer), progress)
    }

    /// The printer a person names: their own, a queue of the system, or `tcp://host:port`.
    pub(super) fn target(&self, to: &SendTo) -> Result<Printer> {
        let name = clean(&to.printer);
        let own = self.read(|r| r.printer(&name))?;
        let mut printer = match own {
            Some(printer) => understands(printer, to.language)?,
            None if name.starts_with("tcp://") => at_address(&name, to.language)?,
            None => self.queue(&name)?,
        };
        printer.language = to.language.unwrap_or(printer.language);
        Ok(printer)
    }

    fn queue(&self, name: &str) -> Result<Printer> {
        match printers::queues(self.patience).iter().any(|q| q == name) {
            true => Ok(queue(name)),
            false => Err(AppError::new("printer_not_found", "no such printer").with("name", name)),
        }
    }

    /// Sends what was announced under `id`; its id in the ledger.
    pub(super) fn deliver(
        &self,
        id: &str,
        draft: &Draft,
        printer: &Printer,
        parcel: Parcel,
        progress: OnProgress<'_>,
    ) -> Result<(String, Option<SentPartly>)> {
        let marks = parcel.marks.clone();
        let sent = self.carry(printer, parcel, progress);
        if let Err(Broken { bytes: 0, error }) = sent {
            self.drop_draft(id, draft)?;
            return Err(error);
        }
        let entered = self.write("", |tx| tx.enter_announced(id));
        let Ok(Some(print)) = entered else {
            return Err(not_entered(printer, &entered));
        };
        draft::discard(&draft.part);
        let partly = sent.err().map(|broken| partly(&print, &marks, broken));
        Ok((print, partly))
    }

    /// Carries a parcel to its printer, with progress in bytes.
    pub(super) fn carry(
        &self,
        printer: &Printer,
        parcel: Parcel,
        progress: OnProgress<'_>,
    ) -> std::result::Result<(), Broken> {
        let total = parcel.marks.last().map_or(0, |mark| mark.bytes);
        printers::send(printer, parcel, self.patience, &mut |done| {
            progress(Progress {
                job: "send".into(),
                done,
                total,
            })
        })
    }
}

/// What a person said of their printer holds: bytes of another language come out as pages of nonsense.
fn understands(printer: Printer, asked: Option<PrinterLanguage>) -> Result<Printer> {
    match asked {
        Some(asked) if asked != printer.language => {
            Err(AppError::new("printer_other_language", &printer.name)
                .with("name", &printer.name)
                .with("language", word(printer.language))
                .with("asked", word(asked)))
        }
        _ => Ok(printer),
    }
}

fn word(language: PrinterLanguage) -> &'static str {
    match language {
        PrinterLanguage::Pdf => "PDF",
        PrinterLanguage::Zpl => "ZPL",
        PrinterLanguage::Tspl => "TSPL",
    }
}

/// A queue of the system that nobody described: an office printer.
pub(super) fn queue(name: &str) -> Printer {
    Printer {
        name: name.to_owned(),
        reach: Reach::System,
        address: name.to_owned(),
        language: PrinterLanguage::Pdf,
        dpi: 0,
        asks: true,
    }
}

fn at_address(name: &str, language: Option<PrinterLanguage>) -> Result<Printer> {
    let wrong = || AppError::new("printer_address_wrong", name).with("value", name);
    let unknown = || AppError::new("printer_language_unknown", name).with("name", name);
    Ok(Printer {
        name: name.to_owned(),
        reach: Reach::Network,
        address: printers::network_address(name).ok_or_else(wrong)?,
        language: language.ok_or_else(unknown)?,
        dpi: 0,
        asks: true,
    })
}

fn format(language: PrinterLanguage) -> PrintFormat {
    match language {
        PrinterLanguage::Pdf => PrintFormat::Pdf,
        PrinterLanguage::Zpl => PrintFormat::Dots(Language::Zpl),
        PrinterLanguage::Tspl => PrintFormat::Dots(Language::Tspl),
    }
}

/// What is sent for a job that was drawn.
pub(super) fn parcel(job: &Job, draft: &Draft, file: File, marks: Vec<Mark>) -> Parcel {
    Parcel {
        file,
        path: absolute(&draft.part),
        marks,
        title: format!("Nương {}", job.label.lot.code),
        page: (job.sheet.page_width.0, job.sheet.page_height.0),
    }
}

fn partly(print: &str, marks: &[Mark], broken: Broken) -> SentPartly {
    let whole = marks.iter().take_while(|mark| mark.bytes <= broken.bytes);
    let labels = whole.last().map_or(0, |mark| mark.labels);
    let all = marks.last().map_or(0, |mark| mark.labels);
    SentPartly {
        print: print.to_owned(),
        labels,
        next: (labels + 1).min(all.max(1)),
        bytes: broken.bytes,
        of_bytes: marks.last().map_or(0, |mark| mark.bytes),
        error: broken.error,
    }
}

fn not_entered(printer: &Printer, why: &Result<Option<String>>) -> AppError {
    let detail = why.as_ref().err().map(ToString::to_string);
    AppError::new("sent_not_entered", detail.unwrap_or_default()).with("name", &printer.name)
}
