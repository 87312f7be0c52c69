//! A run on paper: as a PDF, as dots for label printers, as pages of SVG. What is refused is refused alike by all three, and nothing is ever
//! printed cut.

mod pages;
pub(crate) mod pdf;
pub(crate) mod raster;
pub(crate) mod svg;

use crate::finding::Finding;
use crate::paper::{Run, Sheet};
use crate::template::Template;

/// What is to be printed.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a, L> {
    /// What stands where on a label.
    pub template: &'a Template,
    /// The paper.
    pub sheet: &'a Sheet,
    /// How many labels, and where they begin.
    pub run: Run,
    /// What each label of the run says, from the first. For labels that are all equal: `std::iter::repeat(&data)`.
    pub labels: L,
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printed {
    /// Labels.
    pub labels: u64,
    /// Pages.
    pub pages: u64,
}

/// Why a run was not written. The output then holds an unusable part of it: throw it away.
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
    /// The document's frame could not be made: a mistake of the program.
    #[error("the document's frame could not be made")]
    Frame(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The page has more dots than a picture may have.
    #[error("the page is too large")]
    TooLarge,
    /// The progress function asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// The output could not be written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}
