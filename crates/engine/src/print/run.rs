//! Printing. A print is refused when any finding is an error; otherwise the PDF stands complete under its name and the ledger holds what
//! was printed, or neither. A file system and a database do not commit together, so the print is announced first, durably: a program
//! that dies once the PDF stands enters it in the ledger at its next start, and no label goes out that the ledger does not know. What is
//! sent to a printer (`send.rs`) is announced before its first byte, and is in the ledger once a byte went out.

use std::borrow::Cow;
use std::path::Path;

use super::announced_rows::{Announced, Drawing};
use super::job::{LabelJob, cells_left, some_labels};
use super::outlet::{Again, How, To};
use super::render::render_job;
use super::under_way::UnderWay;
use crate::files::draft::{FileDraft, absolute};
use crate::files::witness::{Witness, Writing};
use crate::label::{Codes, LabelRequest, LabelResult, Said};
use crate::label_ledger::PrintInput;
use crate::lot::is_held;
use crate::print::outlet::printer::parcel_of;
use crate::print::outlet::window::few_enough;
use crate::printer::Parcel;
use crate::store::reader::Reader;
use crate::store::tx::mint;
use crate::{App, AppError, Code, OnProgress, Result};

impl App {
    /// Draws a job, puts it in its place and enters it. The job is made once more when the records change while it is drawn.
    pub(crate) fn run_print(
        &self,
        request: &LabelRequest,
        how: &How<'_>,
        progress: OnProgress<'_>,
        make: &dyn Fn() -> Result<LabelJob>,
    ) -> Result<LabelResult> {
        some_labels(request.count)?;
        if let To::Window(_) = how.to {
            few_enough(request.count)?;
        }
        // An announcement left behind must not take this print's PDF for its own.
        self.settle_prints()?;
        let job = make()?;
        cells_left(request, &job)?;
        if job.is_refused() {
            return Ok(refused_result(job));
        }
        let id = mint(self.host(), self.host().now()).to_string();
        let _under_way = UnderWay::begin_print(self.dir(), &id)?;
        let draft = match how.to {
            To::File(out) => FileDraft::beside(out, &id)?,
            To::Printer(_) | To::Window(_) => FileDraft::to_send(self.dir(), &id)?,
        };
        let drawn = self.draw_print(request, how, progress, &job, &id, &draft);
        let Ok(Some(parcel)) = drawn else {
            self.drop_draft(&id, &draft)?;
            drawn?;
            return make().map(refused_result);
        };
        let (print, sent_partly) = match (how.to, parcel) {
            (To::Printer(printer), Some(parcel)) => {
                self.deliver_print(&id, &draft, printer, parcel, progress)?
            }
            (To::Window(handed), _) => (self.hand_over(&id, &draft, &job, handed)?, None),
            _ => (self.put_in_place(&id, &draft)?, None),
        };
        Ok(LabelResult {
            labels: request.count,
            pages: job.page_count(),
            payload: job.label.payload,
            findings: job.findings,
            print,
            sent_partly,
        })
    }

    /// Draws and announces; what is to be sent, if it is. The outer none: a conflict came to light meanwhile.
    fn draw_print(
        &self,
        request: &LabelRequest,
        how: &How<'_>,
        progress: OnProgress<'_>,
        job: &LabelJob,
        id: &str,
        draft: &FileDraft,
    ) -> Result<Option<Option<Parcel>>> {
        self.note_drawing(id, draft)?;
        let codes = self.reserve_codes(&job.codes, job.label.lot.id, request)?;
        let (marks, witness) = draft.fill(|file| {
            let mut file = Writing::new(file);
            let marks = render_job(job, &codes, how.format, &mut file, &draft.out, progress)?;
            Ok((marks, file.done()))
        })?;
        let parcel = match how.to {
            To::File(_) | To::Window(_) => None,
            To::Printer(_) => Some(parcel_of(job, draft, draft.open()?, marks)),
        };
        let (file, printer) = match how.to {
            To::File(_) => (file_name(&draft.out), String::new()),
            To::Printer(printer) => (printer.name.clone(), printer.name.clone()),
            To::Window(_) => (String::new(), String::new()),
        };
        let print = ledger_entry(job, &codes, request, how.again.as_ref(), file)?;
        let announced = self.as_announced(print, printer, draft, witness);
        let clear = self.announce_drawn(id, job, how, &announced)?;
        Ok(clear.then_some(parcel))
    }

    fn note_drawing(&self, id: &str, draft: &FileDraft) -> Result<()> {
        let drawing = Drawing {
            draft: whole_path(&draft.part),
            at: self.host().now(),
        };
        self.write("", |tx| tx.note_drawing(id, &drawing))
    }

    fn as_announced(
        &self,
        print: PrintInput,
        printer: String,
        draft: &FileDraft,
        witness: Witness,
    ) -> Announced {
        Announced {
            print,
            draft: whole_path(&draft.part),
            out: whole_path(&draft.out),
            printer,
            at: self.host().now(),
            bytes: Some(witness.bytes),
            sha256: Some(witness.sha256),
        }
    }

    /// False when a conflict came to light, or the lot was held back, while the PDF was being drawn.
    fn announce_drawn(
        &self,
        id: &str,
        job: &LabelJob,
        how: &How<'_>,
        announced: &Announced,
    ) -> Result<bool> {
        self.write("", |tx| {
            if let Some(again) = &how.again {
                check_unchanged(&tx.reader(), again)?;
            }
            let lot = tx.reader().lot(job.label.lot.id)?;
            if lot.is_none_or(|lot| lot.phi_conflict || is_held(&lot)) {
                return Ok(false);
            }
            tx.announce_print(id, announced)?;
            Ok(true)
        })
    }
}

fn whole_path(path: &Path) -> String {
    absolute(path).to_string_lossy().into_owned()
}

fn file_name(out: &Path) -> String {
    let name = out.file_name().map(|name| name.to_string_lossy());
    name.map_or_else(String::new, Cow::into_owned)
}

/// Two that print the same labels again at once must not both count.
fn check_unchanged(r: &Reader<'_>, again: &Again) -> Result<()> {
    let under_way = r.announced_prints()?.into_iter();
    let mut replaced = under_way.filter_map(|(_, other)| other.print.reprint_of);
    if replaced.any(|print| print == again.print)
        || r.print_named(&again.print)?.spoilt != again.spoilt
    {
        return Err(AppError::new(Code::ReprintChanged, &again.print));
    }
    Ok(())
}

fn refused_result(job: LabelJob) -> LabelResult {
    LabelResult {
        labels: 0,
        pages: 0,
        payload: job.label.payload,
        findings: job.findings,
        print: String::new(),
        sent_partly: None,
    }
}

fn ledger_entry(
    job: &LabelJob,
    codes: &Codes,
    request: &LabelRequest,
    again: Option<&Again>,
    file: String,
) -> Result<PrintInput> {
    let last = request.count.saturating_sub(1);
    Ok(PrintInput {
        lot: job.label.lot.id.to_string(),
        payload: job.label.payload.clone(),
        template: job.template.id.clone(),
        template_version: env!("CARGO_PKG_VERSION").to_owned(),
        sheet: job.sheet.id.clone(),
        labels: request.count,
        skipped: job.run.skipped(&job.sheet),
        pages: job.page_count(),
        file,
        said: Said::of_label(&job.label.data, &job.label.claims).said_json()?,
        template_text: serde_json::to_string(&*job.template)
            .map_err(|e| AppError::of(Code::Internal, e))?,
        reprint_of: again.map(|a| a.print.clone()),
        reason: again.map_or_else(String::new, |a| a.reason.clone()),
        replaced_from: again.map(|a| a.from),
        first_serial: codes.serial_of(0),
        last_serial: codes.serial_of(last),
        first_sscc: codes.sscc_of(0),
        last_sscc: codes.sscc_of(last),
    })
}
