//! Drawing a job into its file, as a PDF or as dots.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use nuong_labels::{Language, Order, RenderError, Resolution};

use super::job::LabelJob;
use super::page_ends::PageEnds;
use crate::base::progress::Progress;
use crate::files::draft::file_error;
use crate::files::witness::Writing;
use crate::label::Codes;
use crate::printer::Mark;
use crate::{AppError, Code, OnProgress, Result};

/// What a print is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintFormat {
    /// A PDF for any printer.
    Pdf,
    /// SVG, a document a page, for the window's print dialog.
    Pages,
    /// Dots: a picture, or what label printers understand, at the printer's resolution; a picture of office paper has 300 dpi.
    Dots(Language),
}

impl PrintFormat {
    /// Its name, and how files of it end.
    fn file_ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Pages => "svg",
            Self::Dots(Language::Png) => "png",
            Self::Dots(Language::Zpl) => "zpl",
            Self::Dots(Language::Tspl) => "tspl",
        }
    }
}

/// A file that says it is another kind than it would be misleads whoever opens it.
pub(crate) fn fits_name(out: &Path, format: PrintFormat) -> Result<()> {
    let ending = out.extension().map(|ending| ending.to_string_lossy());
    let ending = ending.map_or_else(String::new, |ending| ending.to_lowercase());
    let other = ["pdf", "png", "zpl", "tspl", "jpg", "jpeg", "svg"].contains(&ending.as_str());
    if other && ending != format.file_ending() {
        let error = AppError::new(Code::FileOfAnotherKind, format.file_ending());
        return Err(error
            .with("path", out.display())
            .with("format", format.file_ending()));
    }
    Ok(())
}

/// Draws a job; where its pages end.
pub(crate) fn render_job(
    job: &LabelJob,
    codes: &Codes,
    format: PrintFormat,
    file: &mut Writing<'_, BufWriter<File>>,
    out: &Path,
    progress: OnProgress<'_>,
) -> Result<Vec<Mark>> {
    let pages = PageEnds::default();
    let file = &mut pages.counting_file(file);
    let mut tell = |done, total| {
        pages.page_drawn(done);
        progress(Progress {
            job: "labels".into(),
            done,
            total,
        })
    };
    let labels = codes.coded_labels(
        &job.label.data,
        u32::try_from(job.run.count).unwrap_or(u32::MAX),
    );
    let order = Order {
        template: &job.template,
        sheet: &job.sheet,
        run: job.run,
        labels,
    };
    let printed = match format {
        PrintFormat::Pdf => nuong_labels::render_pdf(file, order, &mut tell),
        PrintFormat::Pages => nuong_labels::render_svg(file, order, &mut tell),
        PrintFormat::Dots(language) => {
            let dots = (language, picture_resolution(job, language)?);
            nuong_labels::render_dots(file, dots, order, &mut tell)
        }
    };
    let printed = printed.map_err(|e| match e {
        RenderError::Io(e) => file_error(&e, out),
        RenderError::Cancelled => AppError::new(Code::Cancelled, "stopped by the person"),
        RenderError::TooLarge => AppError::new(Code::PageTooLarge, e),
        other => AppError::new(Code::Internal, other),
    })?;
    Ok(pages.all_marks(printed.labels))
}

fn picture_resolution(job: &LabelJob, language: Language) -> Result<Resolution> {
    /// Dots an inch of pictures of office paper.
    const PICTURE: u32 = 300;
    let pages = job.page_count();
    let picture = match language {
        Language::Png if pages > 1 => return Err(AppError::new(Code::PictureOfOnePage, pages)),
        Language::Png => Resolution::dpi(PICTURE),
        Language::Zpl | Language::Tspl => None,
    };
    job.resolution
        .or(picture)
        .ok_or_else(|| AppError::new(Code::FormatNeedsLabelPaper, &job.sheet.id))
}
