//! Page by page from a file to a printer, whatever the way: progress, patience, and a stop only where a page ends, because a label printer
//! that got half a picture takes the next job's bytes for the other half.

use std::io::{self, ErrorKind, Read};
use std::time::{Duration, Instant};

use super::{Broken, Mark, Parcel, Patience, Sent, Tell, error, lost};
use crate::AppError;
use crate::views::Printer;

const CHUNK: usize = 16 * 1024;
/// However many labels a printer is busy with, it takes something within ten minutes.
const MOST: Duration = Duration::from_secs(600);

/// `put` takes some of the bytes and says how many; `TimedOut` and `WouldBlock` mean none yet.
pub(super) fn pump(
    printer: &Printer,
    parcel: &mut Parcel,
    patience: Patience,
    tell: Tell<'_>,
    put: &mut dyn FnMut(&[u8]) -> io::Result<usize>,
) -> Sent {
    let mut pump = Pump {
        printer,
        gone: 0,
        waits: patience.stall,
        tell,
        put,
    };
    let marks = std::mem::take(&mut parcel.marks);
    let done = marks.iter().try_for_each(|mark| pump.page(parcel, *mark));
    done.map_err(|error| Broken {
        bytes: pump.gone,
        error,
    })
}

struct Pump<'a> {
    printer: &'a Printer,
    gone: u64,
    waits: Duration,
    tell: Tell<'a>,
    put: &'a mut dyn FnMut(&[u8]) -> io::Result<usize>,
}

impl Pump<'_> {
    fn page(&mut self, parcel: &mut Parcel, mark: Mark) -> Result<(), AppError> {
        if (self.tell)(self.gone).is_break() {
            return Err(stopped());
        }
        let mut page = (&mut parcel.file).take(mark.bytes - self.gone);
        let mut chunk = [0; CHUNK];
        loop {
            let read = page.read(&mut chunk);
            match read.map_err(|e| crate::store::of_io(&e, &parcel.path))? {
                0 => break,
                n => self.chunk(chunk.get(..n).unwrap_or_default())?,
            }
        }
        let busy = Duration::from_secs(u64::from(mark.labels));
        self.waits = self.waits.max(busy.min(MOST));
        Ok(())
    }

    fn chunk(&mut self, mut rest: &[u8]) -> Result<(), AppError> {
        let mut since = Instant::now();
        while !rest.is_empty() {
            match (self.put)(rest) {
                Ok(0) => return Err(lost(self.printer, &ErrorKind::WriteZero.into())),
                Ok(n) => {
                    rest = rest.get(n..).unwrap_or_default();
                    self.gone += n as u64;
                    since = Instant::now();
                }
                Err(e) if is_later(&e) => self.wait(since)?,
                Err(e) => return Err(lost(self.printer, &e)),
            }
        }
        Ok(())
    }

    /// A printer that stands still may be stopped anywhere: there is no better moment to come.
    fn wait(&mut self, since: Instant) -> Result<(), AppError> {
        if since.elapsed() > self.waits {
            let seconds = since.elapsed().as_secs();
            return Err(
                error("printer_stalled", self.printer, "no byte taken").with("seconds", seconds)
            );
        }
        match (self.tell)(self.gone).is_break() {
            true => Err(stopped()),
            false => Ok(()),
        }
    }
}

pub(super) fn stopped() -> AppError {
    AppError::new("cancelled", "stopped by the person")
}

pub(super) fn is_later(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::TimedOut | ErrorKind::WouldBlock | ErrorKind::Interrupted
    )
}
