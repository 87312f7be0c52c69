//! Labels straight to a printer. Nothing is in the ledger while no byte went out; once one did, the whole print is, because nobody can tell
//! from here what came onto paper: a person looks, and prints again from the label that failed.

use std::fs::File;

use nuong_labels::Language;

use crate::base::progress::Progress;
use crate::files::draft;
use crate::files::draft::{FileDraft, absolute};
use crate::print::job::LabelJob;
use crate::print::render::PrintFormat;
use crate::printer::{Broken, Mark, Parcel, Printer, PrinterLanguage, SentPartly};
use crate::{App, AppError, Code, OnProgress, Result};

impl App {
    /// Sends what was announced under `id`; its id in the ledger.
    pub(crate) fn deliver_print(
        &self,
        id: &str,
        draft: &FileDraft,
        printer: &Printer,
        parcel: Parcel,
        progress: OnProgress<'_>,
    ) -> Result<(String, Option<SentPartly>)> {
        let marks = parcel.marks.clone();
        let sent = self.carry_parcel(printer, parcel, progress);
        if let Err(Broken { bytes: 0, error }) = sent {
            self.drop_draft(id, draft)?;
            return Err(error);
        }
        let entered = self.write("", |tx| tx.enter_announced(id));
        let Ok(Some(print)) = entered else {
            return Err(not_entered(printer, &entered));
        };
        draft::discard(&draft.part);
        let partly = sent.err().map(|broken| sent_partly(&print, &marks, broken));
        Ok((print, partly))
    }

    /// Carries a parcel to its printer, with progress in bytes.
    pub(crate) fn carry_parcel(
        &self,
        printer: &Printer,
        parcel: Parcel,
        progress: OnProgress<'_>,
    ) -> std::result::Result<(), Broken> {
        let total = parcel.marks.last().map_or(0, |mark| mark.bytes);
        crate::printer::send_parcel(printer, parcel, self.patience, &mut |done| {
            progress(Progress {
                job: "send".into(),
                done,
                total,
            })
        })
    }
}

pub(crate) fn format_for(language: PrinterLanguage) -> PrintFormat {
    match language {
        PrinterLanguage::Pdf => PrintFormat::Pdf,
        PrinterLanguage::Zpl => PrintFormat::Dots(Language::Zpl),
        PrinterLanguage::Tspl => PrintFormat::Dots(Language::Tspl),
    }
}

/// What is sent for a job that was drawn.
pub(crate) fn parcel_of(job: &LabelJob, draft: &FileDraft, file: File, marks: Vec<Mark>) -> Parcel {
    Parcel {
        file,
        path: absolute(&draft.part),
        marks,
        title: format!("Nương {}", job.label.lot.code),
        page: (job.sheet.page_width.0, job.sheet.page_height.0),
    }
}

fn sent_partly(print: &str, marks: &[Mark], broken: Broken) -> SentPartly {
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
    let detail = match why {
        Err(error) => error.to_string(),
        Ok(_) => String::new(),
    };
    AppError::new(Code::SentNotEntered, detail).with("name", &printer.name)
}
