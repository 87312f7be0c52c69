//! Reads a file of changes line by line: never more of it than a line may have, and never beyond what a file may have.

use std::io::{BufRead, Read};
use std::path::Path;

use serde::de::DeserializeOwned;

use super::line::{FORMAT, Header, Line, VERSION};
use crate::base::disk::of_io;
use crate::{AppError, Code, Result};

/// The largest picture in hexadecimal digits, and a step of ten thousand lines with notes.
const MOST_LINE_BYTES: u64 = 24 * 1024 * 1024;

/// Ten years of a large cooperative.
const MOST_RECORDS: u64 = 20_000_000;

/// Where a file is read from, and how far.
pub(super) struct ChangesFile<'f> {
    source: &'f mut dyn BufRead,
    path: &'f Path,
    /// Lines read so far.
    line: u64,
    rank: u8,
}

/// What a line says, by its number.
pub(super) struct Numbered {
    pub line: u64,
    pub what: Line,
}

impl<'f> ChangesFile<'f> {
    pub fn new(source: &'f mut dyn BufRead, path: &'f Path) -> Self {
        Self {
            source,
            path,
            line: 0,
            rank: 0,
        }
    }

    /// The first line.
    ///
    /// # Errors
    /// `changes_unreadable`, `changes_newer`, `disk_error`.
    pub fn header(&mut self) -> Result<Header> {
        let bytes = self.next_bytes()?;
        let bytes = bytes.ok_or_else(|| self.unreadable("an empty file"))?;
        let value: serde_json::Value = self.parsed(&bytes)?;
        if value.get("format").and_then(|f| f.as_str()) != Some(FORMAT) {
            return Err(self.unreadable("no file of changes"));
        }
        // Before its form is judged: that of a later program may be another.
        if value.get("version").and_then(|v| v.as_u64()) > Some(u64::from(VERSION)) {
            return Err(at_line(AppError::new(Code::ChangesNewer, "version"), 1));
        }
        serde_json::from_value(value).map_err(|e| self.unreadable(&e.to_string()))
    }

    /// The next record; none at the end mark, behind which there is nothing.
    ///
    /// # Errors
    /// `changes_unreadable` (args `line`), `changes_incomplete`, `changes_too_long`, `disk_error`.
    pub fn next_record(&mut self) -> Result<Option<Numbered>> {
        let Some(bytes) = self.next_bytes()? else {
            return Err(at_line(
                AppError::new(Code::ChangesIncomplete, "no end mark"),
                self.line,
            ));
        };
        let what: Line = self.parsed(&bytes)?;
        if what.rank() < self.rank {
            return Err(self.unreadable("not in order"));
        }
        self.rank = what.rank();
        match what {
            Line::End(end) => self.finish(end.count).map(|()| None),
            what => Ok(Some(Numbered {
                line: self.line,
                what,
            })),
        }
    }

    fn finish(&mut self, count: u64) -> Result<()> {
        // Without the header and the mark itself.
        if count != self.line.saturating_sub(2) {
            let error = AppError::new(Code::ChangesIncomplete, "lines are missing");
            return Err(at_line(error, self.line));
        }
        match self.next_bytes()? {
            None => Ok(()),
            Some(_) => Err(self.unreadable("lines behind the end")),
        }
    }

    fn next_bytes(&mut self) -> Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        let mut limited = (&mut *self.source).take(MOST_LINE_BYTES + 1);
        let read = limited.read_until(b'\n', &mut bytes);
        read.map_err(|e| of_io(&e, self.path))?;
        if bytes.is_empty() {
            return Ok(None);
        }
        self.line += 1;
        let too_long = bytes.len() as u64 > MOST_LINE_BYTES;
        if too_long || self.line > MOST_RECORDS {
            let error = AppError::new(Code::ChangesTooLong, MOST_RECORDS);
            return Err(at_line(error, self.line));
        }
        Ok(Some(bytes))
    }

    fn parsed<T: DeserializeOwned>(&self, bytes: &[u8]) -> Result<T> {
        serde_json::from_slice(bytes).map_err(|e| self.unreadable(&e.to_string()))
    }

    fn unreadable(&self, why: &str) -> AppError {
        at_line(AppError::new(Code::ChangesUnreadable, why), self.line)
    }
}

/// An error, with the line that it is about; what the disk refuses is no line's fault.
pub(super) fn at_line(error: AppError, line: u64) -> AppError {
    let by_disk = matches!(
        error.code,
        Code::Busy | Code::DiskError | Code::DiskFull | Code::FolderNotWritable | Code::Internal
    );
    match by_disk || error.args.contains_key("line") {
        true => error,
        false => error.with("line", line),
    }
}

/// What a line says and cannot be.
pub(super) fn unreadable<T: ToString>(why: T) -> AppError {
    AppError::new(Code::ChangesUnreadable, why)
}
