//! Printers are taught once: a ruler page is printed, four lengths are read off it, and from then on labels come out where they belong.

use std::borrow::Cow;
use std::path::Path;

use nuong_domain::clean;
use nuong_labels::{FitError, Marks, RenderError, Sheet, Um};

use super::view::{PrinterFit, RulerMarks};
use crate::base::text::short;
use crate::files::draft::{FileDraft, file_error};
use crate::paper::paper_in_use;
use crate::store::reader::Reader;
use crate::store::tx::mint;
use crate::{App, AppError, Code, Result};

impl App {
    /// Every printer and paper that was taught.
    ///
    /// # Errors
    /// The store's own.
    pub fn alignments(&self) -> Result<Vec<PrinterFit>> {
        let taught = self.read(|r| r.printer_fits())?;
        let view = |(printer, sheet, marks)| PrinterFit {
            printer,
            sheet,
            read: marks_view(marks),
        };
        Ok(taught.into_iter().map(view).collect())
    }

    /// What the ruler page of a paper measures when a printer is exact.
    ///
    /// # Errors
    /// `sheet_not_found`.
    pub fn ruler_marks(&self, sheet: &str) -> Result<RulerMarks> {
        self.read(|r| Ok(marks_view(paper_in_use(r, sheet)?.ruler_marks())))
    }

    /// Writes the ruler page of a paper as a PDF.
    ///
    /// # Errors
    /// `sheet_not_found`; `file_not_writable`, `disk_full`, `disk_error` (args `path`).
    pub fn ruler_page(&self, sheet: &str, out: &Path) -> Result<()> {
        let sheet = self.read(|r| paper_in_use(r, sheet))?;
        let lang = self.paper_language()?;
        let id = mint(self.host(), self.host().now()).to_string();
        let draft = FileDraft::beside(out, &id)?;
        draft.fill(|file| {
            nuong_labels::render_ruler(file, &sheet, lang).map_err(|e| match e {
                RenderError::Io(e) => file_error(&e, out),
                other => AppError::new(Code::Internal, other),
            })
        })?;
        draft.put_in_place()
    }

    /// Keeps what was read off the ruler page.
    ///
    /// # Errors
    /// `name_empty`, `text_too_long`; `sheet_not_found`; `ruler_length` (args `field`, `expected`, `least`, `most` in millimetres) for a length that no
    /// printer is off by.
    pub fn save_alignment(&self, taught: &PrinterFit) -> Result<PrinterFit> {
        let printer = short("printer.printer", &taught.printer)?;
        if printer.is_empty() {
            return Err(AppError::new(Code::NameEmpty, "printer.printer"));
        }
        let marks = marks_read(taught.read);
        self.write("", |tx| {
            let sheet = paper_in_use(&tx.reader(), &taught.sheet)?;
            sheet.fit_of(marks).map_err(off_ruler)?;
            tx.put_printer_fit(&printer, &taught.sheet, marks)
        })?;
        Ok(PrinterFit {
            printer,
            ..taught.clone()
        })
    }

    /// Forgets what was read; pages come out uncorrected again.
    ///
    /// # Errors
    /// `printer_not_aligned` (args `name`, `value`: the paper).
    pub fn forget_alignment(&self, printer: &str, sheet: &str) -> Result<()> {
        let printer = clean(printer);
        self.write("", |tx| match tx.drop_alignment(&printer, sheet)? {
            true => Ok(()),
            false => Err(AppError::new(Code::PrinterNotAligned, "nothing was read")
                .with("name", &printer)
                .with("value", sheet)),
        })
    }
}

/// The paper as this printer puts it, and true; as it is for a printer that was not taught.
pub(crate) fn fitted_sheet(
    r: &Reader<'_>,
    mut sheet: Cow<'static, Sheet>,
    printer: &str,
) -> Result<(Cow<'static, Sheet>, bool)> {
    let Some(marks) = r.printer_fit(printer, &sheet.id)? else {
        return Ok((sheet, false));
    };
    // A paper that was changed since may not go with what was read.
    let Ok(fit) = sheet.fit_of(marks) else {
        return Ok((sheet, false));
    };
    sheet.to_mut().fit = fit;
    Ok((sheet, true))
}

fn off_ruler(error: FitError) -> AppError {
    AppError::new(Code::RulerLength, error)
        .with("field", format!("core.field.printer.{}", error.length))
        .with("expected", error.expected.to_mm())
        .with("least", error.least.to_mm())
        .with("most", error.most.to_mm())
}

fn marks_view(m: Marks) -> RulerMarks {
    RulerMarks {
        left: m.left.0,
        top: m.top.0,
        width: m.width.0,
        height: m.height.0,
    }
}

fn marks_read(m: RulerMarks) -> Marks {
    Marks {
        left: Um(m.left),
        top: Um(m.top),
        width: Um(m.width),
        height: Um(m.height),
    }
}
