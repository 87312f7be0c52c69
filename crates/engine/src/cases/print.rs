//! Printing. A print is refused when any finding is an error; otherwise the PDF stands complete under its name and the ledger holds what
//! was printed, or neither. A file system and a database do not commit together, so the print is announced first, durably: a program
//! that dies once the PDF stands enters it in the ledger at its next start, and no label goes out that the ledger does not know.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use jiff::SignedDuration;
use nuong_labels::{Language, RenderError, Resolution, Run, Sheet};

use super::draft::{self, Draft, file_error};
use super::label::Job;
use super::label_codes::Codes;
use super::lot_status::is_held;
use super::said::Said;
use super::witness::{Witness, Writing};
use crate::store::{Announced, PrintInput, Reader, mint};
use crate::views::{LabelRequest, LabelResult, Progress};
use crate::{App, AppError, OnProgress, Result};

/// A print announced longer ago whose PDF is not there was given up.
const GIVEN_UP: SignedDuration = SignedDuration::from_hours(24);

impl App {
    /// Writes the PDF to `out` and enters it in the ledger. When a finding is an error nothing is written and `labels` is 0.
    ///
    /// # Errors
    /// As [`App::label_preview`]; `label_count_zero`; `file_not_writable`, `disk_full`, `disk_error` (args `path`); `cancelled`.
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
    /// `printer_for_pdf_only`; `picture_of_one_page`; `dpi_unknown` (args `value`); `page_too_large`.
    pub fn print_labels_as(
        &self,
        request: LabelRequest,
        format: PrintFormat,
        out: &Path,
        progress: OnProgress<'_>,
    ) -> Result<LabelResult> {
        if format != PrintFormat::Pdf && !request.printer.is_empty() {
            return Err(AppError::new("printer_for_pdf_only", &request.printer));
        }
        let how = How {
            again: None,
            format,
        };
        self.print(&request, &how, out, progress, &|| self.job(&request))
    }

    /// Draws a job, puts it in its place and enters it. The job is made once more when the records change while it is drawn.
    pub(super) fn print(
        &self,
        request: &LabelRequest,
        how: &How,
        out: &Path,
        progress: OnProgress<'_>,
        make: &dyn Fn() -> Result<Job>,
    ) -> Result<LabelResult> {
        if request.count == 0 {
            return Err(AppError::new("label_count_zero", "count is 0"));
        }
        // An announcement left behind must not take this print's PDF for its own.
        self.settle_prints()?;
        let job = make()?;
        if job.refused() {
            return Ok(refused(job));
        }
        let id = mint(self.host(), self.host().now()).to_string();
        let draft = Draft::beside(out, &id)?;
        let codes = self.reserve_codes(&job, request)?;
        let mut witness = Witness::default();
        draft.fill(|file| {
            let mut file = Writing::new(file);
            render(&job, &codes, how.format, &mut file, out, progress)?;
            witness = file.done();
            Ok(())
        })?;
        let print = entry(&job, &codes, request, how.again.as_ref(), &draft.out);
        let announced = self.announced(print, &draft, witness);
        if !self
            .announce(&id, &job, how, &announced)
            .inspect_err(|_| draft::discard(&draft.part))?
        {
            draft::discard(&draft.part);
            return make().map(refused);
        }
        self.put_in_place(&id, &draft)?;
        Ok(LabelResult {
            labels: announced.print.labels,
            pages: announced.print.pages,
            payload: announced.print.payload,
            findings: job.findings,
        })
    }

    fn announced(&self, print: PrintInput, draft: &Draft, witness: Witness) -> Announced {
        // Absolute, because the next start may have another working folder.
        let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let text = |path: &Path| whole(path).to_string_lossy().into_owned();
        Announced {
            print,
            draft: text(&draft.part),
            out: text(&draft.out),
            at: self.host().now(),
            bytes: Some(witness.bytes),
            sha256: Some(witness.sha256),
        }
    }

    /// False when a conflict came to light, or the lot was held back, while the PDF was being drawn.
    fn announce(&self, id: &str, job: &Job, how: &How, announced: &Announced) -> Result<bool> {
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

    fn put_in_place(&self, id: &str, draft: &Draft) -> Result<()> {
        if let Err(error) = draft.put_in_place() {
            self.write("", |tx| tx.forget_print(id))?;
            return Err(error);
        }
        // What cannot be entered must not be used; the announcement is dropped at the next start.
        self.write("", |tx| tx.enter_announced(id))
            .inspect_err(|_| draft::discard(&draft.out))
    }

    /// Enters what a program that died had printed already, and forgets what it had not. A print that is under way in another window
    /// has its draft still, and is left alone.
    pub(crate) fn settle_prints(&self) -> Result<()> {
        for (id, announced) in self.read(|r| r.announced_prints())? {
            match self.fate(&announced) {
                Fate::Stands => self.write("", |tx| tx.enter_announced(&id))?,
                Fate::Lost => {
                    draft::discard(Path::new(&announced.draft));
                    self.write("", |tx| tx.forget_print(&id))?;
                }
                Fate::Unknown => {}
            }
        }
        Ok(())
    }

    fn fate(&self, announced: &Announced) -> Fate {
        let (draft, out) = (Path::new(&announced.draft), Path::new(&announced.out));
        let old = self.host().now().duration_since(announced.at) > GIVEN_UP;
        match (draft.exists(), out.exists()) {
            (false, true) if is_it(announced, out) => Fate::Stands,
            // A power cut took the new file and left an older one of that name.
            (false, true) => Fate::Lost,
            (false, false) if out.parent().is_some_and(Path::is_dir) => Fate::Lost,
            _ if old => Fate::Lost,
            _ => Fate::Unknown,
        }
    }
}

/// What a print is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintFormat {
    /// A PDF for any printer.
    Pdf,
    /// Dots: a picture, or what label printers understand. At so many dots an inch; none: 203 on papers that name a dot, or 300 for a picture.
    Dots(Language, Option<u32>),
}

/// How a print is made.
pub(super) struct How {
    /// Whose labels it replaces.
    pub again: Option<Again>,
    /// What it is written as.
    pub format: PrintFormat,
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

/// What became of an announced print.
enum Fate {
    /// The PDF is in its place.
    Stands,
    /// It never came there.
    Lost,
    /// Under way, or on a drive that is not here.
    Unknown,
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

/// Whether the file is the one announced. Programs before this one wrote down nothing to know it by.
fn is_it(announced: &Announced, out: &Path) -> bool {
    match (announced.bytes, &announced.sha256) {
        (Some(bytes), Some(sha256)) => {
            Witness::of(out).is_ok_and(|found| found.bytes == bytes && found.sha256 == *sha256)
        }
        _ => true,
    }
}

fn refused(job: Job) -> LabelResult {
    LabelResult {
        labels: 0,
        pages: 0,
        payload: job.label.payload,
        findings: job.findings,
    }
}

fn entry(
    job: &Job,
    codes: &Codes,
    request: &LabelRequest,
    again: Option<&Again>,
    out: &Path,
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
        file: out
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default(),
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

fn render(
    job: &Job,
    codes: &Codes,
    format: PrintFormat,
    file: &mut Writing<'_, BufWriter<File>>,
    out: &Path,
    progress: OnProgress<'_>,
) -> Result<()> {
    let mut tell = |done, total| {
        progress(Progress {
            job: "labels".into(),
            done,
            total,
        })
    };
    let labels = codes.labels(
        &job.label.data,
        u32::try_from(job.run.count).unwrap_or(u32::MAX),
    );
    let (template, sheet, run) = (&*job.template, &*job.sheet, job.run);
    let printed = match format {
        PrintFormat::Pdf => nuong_labels::render_pdf(file, template, sheet, run, labels, &mut tell),
        PrintFormat::Dots(language, dpi) => {
            let dots = (language, resolution(sheet, run, language, dpi)?);
            nuong_labels::render_dots(file, dots, template, sheet, run, labels, &mut tell)
        }
    };
    printed.map(|_| ()).map_err(|e| match e {
        RenderError::Io(e) => file_error(&e, out),
        RenderError::Cancelled => AppError::new("cancelled", "stopped by the person"),
        RenderError::TooLarge => AppError::new("page_too_large", e),
        other => AppError::new("internal", other),
    })
}

fn resolution(sheet: &Sheet, run: Run, language: Language, dpi: Option<u32>) -> Result<Resolution> {
    /// Of pictures of office paper.
    const PICTURE: u32 = 300;
    /// A dot of the label printers whose papers are shipped: eight a millimetre.
    const THERMAL: u32 = 203;
    let dpi = match (dpi, language) {
        (_, Language::Png) if run.pages(sheet) > 1 => {
            return Err(AppError::new("picture_of_one_page", run.pages(sheet)));
        }
        (Some(dpi), _) => dpi,
        (None, _) if sheet.dot.0 > 0 => THERMAL,
        (None, Language::Png) => PICTURE,
        (None, Language::Zpl | Language::Tspl) => {
            return Err(AppError::new("format_needs_label_paper", &sheet.id));
        }
    };
    Resolution::dpi(dpi).ok_or_else(|| AppError::new("dpi_unknown", dpi).with("value", dpi))
}
