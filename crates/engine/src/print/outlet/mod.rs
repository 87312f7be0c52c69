mod file;
pub(crate) mod printer;
pub(crate) mod window;

use std::path::Path;

use window::Handed;

use super::render::PrintFormat;
use crate::files::draft;
use crate::files::draft::FileDraft;
use crate::printer::Printer;
use crate::{App, Result};

impl App {
    /// Leaves nothing of a print that is not to be.
    pub(crate) fn drop_draft(&self, id: &str, draft: &FileDraft) -> Result<()> {
        draft::discard(&draft.part);
        self.write("", |tx| tx.forget_print(id))
    }
}

/// How a print is made.
pub(crate) struct How<'a> {
    /// Whose labels it replaces.
    pub again: Option<Again>,
    /// What it is written as.
    pub format: PrintFormat,
    /// Where it goes.
    pub to: To<'a>,
}

/// Where a print goes.
#[derive(Clone, Copy)]
pub(crate) enum To<'a> {
    /// A file of that name.
    File(&'a Path),
    /// Straight to a printer.
    Printer(&'a Printer),
    /// Through the system's print dialog, by the window.
    Window(&'a Handed),
}

/// The print whose labels another one replaces.
pub(crate) struct Again {
    /// Its id.
    pub print: String,
    /// The first label replaced, from 1.
    pub from: u32,
    /// Its labels that were replaced already when this one was begun.
    pub spoilt: u32,
    /// Why.
    pub reason: String,
}
