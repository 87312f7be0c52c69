//! Where pages end in a file while it is drawn, so that a printer that vanishes leaves a known number of labels. Equal pages are written once
//! with their number, so a label may be drawn long before its bytes are there.

use std::cell::{Cell, RefCell};
use std::io::{Result, Write};

use crate::printer::Mark;

#[derive(Default)]
pub(crate) struct PageEnds {
    bytes: Cell<u64>,
    /// Labels drawn so far.
    drawn: Cell<u32>,
    marks: RefCell<Vec<Mark>>,
}

impl PageEnds {
    /// The file, counted.
    pub fn counting_file<'a, W: Write>(&'a self, file: &'a mut W) -> Counting<'a, W> {
        Counting {
            file,
            bytes: &self.bytes,
        }
    }

    /// A page was drawn; bytes that have come since the last one are of the pages before it.
    pub fn page_drawn(&self, labels: u64) {
        self.end_page();
        self.drawn.set(u32::try_from(labels).unwrap_or(u32::MAX));
    }

    /// The ends of all pages.
    pub fn all_marks(self, labels: u64) -> Vec<Mark> {
        self.drawn.set(u32::try_from(labels).unwrap_or(u32::MAX));
        self.end_page();
        self.marks.into_inner()
    }

    fn end_page(&self) {
        let mut marks = self.marks.borrow_mut();
        let (bytes, labels) = (self.bytes.get(), self.drawn.get());
        if bytes > marks.last().map_or(0, |mark| mark.bytes) && labels > 0 {
            marks.push(Mark { bytes, labels });
        }
    }
}

pub(crate) struct Counting<'a, W> {
    file: &'a mut W,
    bytes: &'a Cell<u64>,
}

impl<W: Write> Write for Counting<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let written = self.file.write(bytes)?;
        self.bytes.set(self.bytes.get() + written as u64);
        Ok(written)
    }

    fn flush(&mut self) -> Result<()> {
        self.file.flush()
    }
}
