//! Takes another computer's file in: one transaction, in which a refused file leaves nothing behind.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use super::file::{ChangesFile, at_line};
use super::line::{Header, Line};
use super::taking::Taking;
use super::view::Merged;
use crate::base::disk::of_io;
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{App, AppError, Code, Result};

impl App {
    /// Takes in what another computer of the cooperative wrote; a computer that has none yet becomes one of it.
    ///
    /// # Errors
    /// Nothing is written then. `changes_unreadable`, `changes_incomplete`, `changes_too_long`, `changes_newer`, `changes_altered`,
    /// `changes_clock`, `changes_contradict` (args `line`); `changes_of_another` (args `organisation`);
    /// `file_not_found`, `disk_error` (args `path`); the store's own.
    pub fn merge_changes(&self, file: &Path) -> Result<Merged> {
        let opened = File::open(file).map_err(|e| of_io(&e, file))?;
        let mut source = BufReader::new(opened);
        let (taken, already_there, before) = self.write("", |tx| {
            let before = tx.reader().lots_to_review()?;
            let (taken, there) = take_file(tx, &mut source, file)?;
            Ok((taken, there, before))
        })?;
        // What is to review follows from the rest, behind which it is reckoned.
        let mut to_review = self.read(|r| r.lots_to_review())?;
        to_review.retain(|lot| !before.contains(lot));
        Ok(Merged {
            taken,
            already_there,
            to_review: to_review.into_iter().map(|(code, _)| code).collect(),
        })
    }
}

fn take_file(tx: &mut Tx<'_>, source: &mut dyn BufRead, path: &Path) -> Result<(u32, u32)> {
    let mut file = ChangesFile::new(source, path);
    let header = file.header()?;
    refuse_another(&tx.reader(), &header)?;
    let mut taking = Taking::new(&header.organisation);
    while let Some(record) = file.next_record()? {
        let named = |e: AppError| at_line(e, record.line);
        // What others name is there before they come.
        if !matches!(
            record.what,
            Line::Picture(_) | Line::Template(_) | Line::Entry(_)
        ) {
            taking.settle_records(tx)?;
        }
        taking
            .take_record(tx, record.what, record.line)
            .map_err(named)?;
    }
    taking.settle_records(tx)?;
    taking.settle_steps(tx)?;
    Ok((taking.taken, taking.already_there))
}

/// Ids hold the cooperative's code: another one's records are none of ours.
fn refuse_another(r: &Reader<'_>, header: &Header) -> Result<()> {
    match r.profile()? {
        Some(own) if own.organisation != header.organisation => {
            let other = AppError::new(Code::ChangesOfAnother, &header.organisation);
            Err(at_line(other, 1).with("organisation", &header.organisation))
        }
        _ => Ok(()),
    }
}
