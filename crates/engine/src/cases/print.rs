//! Printing. A print is refused when any finding is an error; otherwise the PDF stands complete under its name and the ledger holds what
//! was printed, or neither. A file system and a database do not commit together, so the print is announced first, durably: a program
//! that dies once the PDF stands enters it in the ledger at its next start, and no label goes out that the ledger does not know. What is
//! sent to a printer (`send.rs`) is announced before its first byte, and is in the ledger once a byte went out.

use std::path::Path;

use super::draft::{self, Draft, absolute};
use super::label::Job;
use super::label_codes::Codes;
use super::lot_status::is_held;
use super::render::{PrintFormat, fits_name, render};
use super::said::Said;
use super::send::parcel;
use super::under_way::UnderWay;
use super::window_print::{Handed, few_enough};
use super::witness::{Witness, Writing};
use crate::printers::Parcel;
use crate::store::{Announced, Drawing, PrintInput, Reader, mint};
use crate::views::{LabelRequest, LabelResult, Printer};
use crate::{App, AppError, OnProgress, Result};

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
        self.print(&request, &how, progress, &|| self.job(&request))
    }

    /// Draws a job, puts it in its place and enters it. The job is made once more when the records change while it is drawn.
    pub(super) fn print(
        &self,
        request: &LabelRequest,
        how: &How<'_>,
        progress: OnProgress<'_>,
        make: &dyn Fn() -> Result<Job>,
    ) -> Result<LabelResult> {
        some(request.count)?;
        if let To::Window(_) = how.to {
            few_enough(request.count)?;
        }
        // An announcement left behind must not take this print's PDF for its own.
        self.settle_prints()?;
        let job = make()?;
        cells_left(request, &job)?;
        if job.refused() {
            return Ok(refused(job));
        }
        let id = mint(self.host(), self.host().now()).to_string();
        let _under_way = UnderWay::begin(self.dir(), &id)?;
        let draft = match how.to {
            To::File(out) => Draft::beside(out, &id)?,
            To::Printer(_) | To::Window(_) => Draft::to_send(self.dir(), &id)?,
        };
        let drawn = self.draw(request, how, progress, &job, &id, &draft);
        let Ok(Some(parcel)) = drawn else {
            self.drop_draft(&id, &draft)?;
            drawn?;
            return make().map(refused);
        };
        let (print, sent_partly) = match (how.to, parcel) {
            (To::Printer(printer), Some(parcel)) => {
                self.deliver(&id, &draft, printer, parcel, progress)?
            }
            (To::Window(handed), _) => (self.hand_over(&id, &draft, &job, handed)?, None),
            _ => (self.put_in_place(&id, &draft)?, None),
        };
        Ok(LabelResult {
            labels: request.count,
            pages: job.pages(),
            payload: job.label.payload,
            findings: job.findings,
            print,
            sent_partly,
        })
    }

    /// Draws and announces; what is to be sent, if it is. The outer none: a conflict came to light meanwhile.
    fn draw(
        &self,
        request: &LabelRequest,
        how: &How<'_>,
        progress: OnProgress<'_>,
        job: &Job,
        id: &str,
        draft: &Draft,
    ) -> Result<Option<Option<Parcel>>> {
        self.note_drawing(id, draft)?;
        let codes = self.reserve_codes(job, request)?;
        let (marks, witness) = draft.fill(|file| {
            let mut file = Writing::new(file);
            let marks = render(job, &codes, how.format, &mut file, &draft.out, progress)?;
            Ok((marks, file.done()))
        })?;
        let parcel = match how.to {
            To::File(_) | To::Window(_) => None,
            To::Printer(_) => Some(parcel(job, draft, draft.open()?, marks)),
        };
        let (file, printer) = match how.to {
            To::File(_) => (name(&draft.out), String::new()),
            To::Printer(printer) => (printer.name.clone(), printer.name.clone()),
            To::Window(_) => (String::new(), String::new()),
        };
        let print = entry(job, &codes, request, how.again.as_ref(), file);
        let announced = self.announced(print, printer, draft, witness);
        let clear = self.announce(id, job, how, &announced)?;
        Ok(clear.then_some(parcel))
    }

    /// Leaves nothing of a print that is not to be.
    pub(super) fn drop_draft(&self, id: &str, draft: &Draft) -> Result<()> {
        draft::discard(&draft.part);
        self.write("", |tx| tx.forget_print(id))
    }

    fn note_drawing(&self, id: &str, draft: &Draft) -> Result<()> {
        let drawing = Drawing {
            draft: whole(&draft.part),
            at: self.host().now(),
        };
        self.write("", |tx| tx.note_drawing(id, &drawing))
    }

    fn announced(
        &self,
        print: PrintInput,
        printer: String,
        draft: &Draft,
        witness: Witness,
    ) -> Announced {
        Announced {
            print,
            draft: whole(&draft.part),
            out: whole(&draft.out),
            printer,
            at: self.host().now(),
            bytes: Some(witness.bytes),
            sha256: Some(witness.sha256),
        }
    }

    /// False when a conflict came to light, or the lot was held back, while the PDF was being drawn.
    fn announce(&self, id: &str, job: &Job, how: &How<'_>, announced: &Announced) -> Result<bool> {
        self.write("", |tx| {
            if let Some(again) = &how.again {
                unchanged(&tx.reader(), again)?;
            }
            let lot = tx.reader().lot(job.label.lot.id)?;
            if lot.is_none_or(|lot| lot.phi_conflict || is_held(&lot)) {
                return Ok(false);
            }
            tx.announce_print(id, announced)?;
            Ok(true)
        })
    }

    fn put_in_place(&self, id: &str, draft: &Draft) -> Result<String> {
        if let Err(error) = draft.put_in_place() {
            self.drop_draft(id, draft)?;
            return Err(error);
        }
        // What cannot be entered must not be used; the announcement is dropped at the next start.
        let entered = self
            .write("", |tx| tx.enter_announced(id))
            .inspect_err(|_| draft::discard(&draft.out))?;
        Ok(entered.unwrap_or_default())
    }
}

/// No labels are no print.
pub(super) fn some(count: u32) -> Result<()> {
    match count {
        0 => Err(AppError::new("label_count_zero", "count is 0")),
        _ => Ok(()),
    }
}

/// More used cells than the first sheet has are a mistake, which would print beside what is free.
pub(super) fn cells_left(request: &LabelRequest, job: &Job) -> Result<()> {
    let cells = job.sheet.cells();
    if request.skip == 0 || request.skip < cells {
        return Ok(());
    }
    Err(AppError::new("skip_too_many", request.skip)
        .with("skip", request.skip)
        .with("cells", cells)
        .with("most", cells.saturating_sub(1)))
}

fn whole(path: &Path) -> String {
    absolute(path).to_string_lossy().into_owned()
}

fn name(out: &Path) -> String {
    let name = out.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// How a print is made.
pub(super) struct How<'a> {
    /// Whose labels it replaces.
    pub again: Option<Again>,
    /// What it is written as.
    pub format: PrintFormat,
    /// Where it goes.
    pub to: To<'a>,
}

/// Where a print goes.
#[derive(Clone, Copy)]
pub(super) enum To<'a> {
    /// A file of that name.
    File(&'a Path),
    /// Straight to a printer.
    Printer(&'a Printer),
    /// Through the system's print dialog, by the window.
    Window(&'a Handed),
}

/// The print whose labels another one replaces.
pub(super) struct Again {
    /// Its id.
    pub print: String,
    /// The first label replaced, from 1.
    pub from: u32,
    /// Its labels that were replaced already when this one was begun.
    pub spoilt: u32,
    /// Why.
    pub reason: String,
}

/// Two that print the same labels again at once must not both count.
fn unchanged(r: &Reader<'_>, again: &Again) -> Result<()> {
    let under_way = r.announced_prints()?.into_iter();
    let mut replaced = under_way.filter_map(|(_, other)| other.print.reprint_of);
    if replaced.any(|print| print == again.print)
        || r.print_named(&again.print)?.spoilt != again.spoilt
    {
        return Err(AppError::new("reprint_changed", &again.print));
    }
    Ok(())
}

fn refused(job: Job) -> LabelResult {
    LabelResult {
        labels: 0,
        pages: 0,
        payload: job.label.payload,
        findings: job.findings,
        print: String::new(),
        sent_partly: None,
    }
}

fn entry(
    job: &Job,
    codes: &Codes,
    request: &LabelRequest,
    again: Option<&Again>,
    file: String,
) -> PrintInput {
    let last = request.count.saturating_sub(1);
    PrintInput {
        lot: job.label.lot.id.to_string(),
        payload: job.label.payload.clone(),
        template: job.template.id.clone(),
        template_version: env!("CARGO_PKG_VERSION").to_owned(),
        sheet: job.sheet.id.clone(),
        labels: request.count,
        skipped: job.run.skipped(&job.sheet),
        pages: job.pages(),
        file,
        said: Said::of(&job.label.data, &job.label.claims).write(),
        // As above: texts, words and numbers.
        template_text: serde_json::to_string(&*job.template).unwrap_or_default(),
        reprint_of: again.map(|a| a.print.clone()),
        reason: again.map(|a| a.reason.clone()).unwrap_or_default(),
        replaced_from: again.map(|a| a.from),
        first_serial: codes.serial(0),
        last_serial: codes.serial(last),
        first_sscc: codes.sscc(0),
        last_sscc: codes.sscc(last),
    }
}
