//! Page by page from a file to a printer, whatever the way: progress, patience, and a stop only where a page ends, because a label printer
//! that got half a picture takes the next job's bytes for the other half.

use std::io::{self, ErrorKind, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::{Broken, Mark, Parcel, Sent, Tell, printer_error, printer_lost};
use crate::base::patience::Patience;
use crate::printer::view::Printer;
use crate::{AppError, Code};

const CHUNK: usize = 16 * 1024;

/// However many labels a printer is busy with, it takes something within ten minutes.
const MOST: Duration = Duration::from_secs(600);

/// `put` takes some of the bytes and says how many; `TimedOut` and `WouldBlock` mean none yet.
pub(crate) fn pump_parcel(
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
    let done = marks
        .iter()
        .try_for_each(|mark| pump.pump_page(parcel, *mark));
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
    fn pump_page(&mut self, parcel: &mut Parcel, mark: Mark) -> Result<(), AppError> {
        if (self.tell)(self.gone).is_break() {
            return Err(stopped_by_person());
        }
        let mut page = (&mut parcel.file).take(mark.bytes - self.gone);
        let mut chunk = [0; CHUNK];
        loop {
            let read = page.read(&mut chunk);
            match read.map_err(|e| crate::base::disk::of_io(&e, &parcel.path))? {
                0 => break,
                n => self.pump_chunk(chunk.get(..n).unwrap_or(&chunk))?,
            }
        }
        let busy = Duration::from_secs(u64::from(mark.labels));
        self.waits = self.waits.max(busy.min(MOST));
        Ok(())
    }

    fn pump_chunk(&mut self, mut rest: &[u8]) -> Result<(), AppError> {
        let mut since = Instant::now();
        while !rest.is_empty() {
            match (self.put)(rest) {
                Ok(0) => return Err(printer_lost(self.printer, &ErrorKind::WriteZero.into())),
                Ok(n) => {
                    rest = rest.get(n..).unwrap_or(&[]);
                    self.gone += n as u64;
                    since = Instant::now();
                }
                Err(e) if is_later(&e) => self.wait_more(since)?,
                Err(e) => return Err(printer_lost(self.printer, &e)),
            }
        }
        Ok(())
    }

    /// A printer that stands still may be stopped anywhere: there is no better moment to come.
    fn wait_more(&mut self, since: Instant) -> Result<(), AppError> {
        if since.elapsed() > self.waits {
            let seconds = since.elapsed().as_secs();
            return Err(
                printer_error(Code::PrinterStalled, self.printer, "no byte taken")
                    .with("seconds", seconds),
            );
        }
        match (self.tell)(self.gone).is_break() {
            true => Err(stopped_by_person()),
            false => Ok(()),
        }
    }
}

/// Between two looks at whether the person stopped it.
pub(crate) const STEP: Duration = Duration::from_millis(200);

/// Why there is no answer.
pub(crate) enum Unanswered {
    TooLong,
    Stopped,
    /// The thread could not be started, or is gone.
    Gone,
}

/// Does in a thread of its own what the system gives no time limit, and waits for it; when patience ends the thread is left behind, and ends
/// with its work.
pub(crate) fn do_apart<T: Send + 'static>(
    patience: Duration,
    tell: Tell<'_>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Unanswered> {
    let (told, heard) = channel();
    let worker = move || {
        // Whoever asked may have lost patience meanwhile.
        let _nobody_waits = told.send(work());
    };
    let started = thread::Builder::new().name("printer".into()).spawn(worker);
    started.map_err(|_| Unanswered::Gone)?;
    wait_for(&heard, patience, tell)
}

/// Waits for the answer of a thread.
pub(crate) fn wait_for<T>(
    heard: &Receiver<T>,
    patience: Duration,
    tell: Tell<'_>,
) -> Result<T, Unanswered> {
    let since = Instant::now();
    loop {
        let left = patience.saturating_sub(since.elapsed());
        match heard.recv_timeout(left.min(STEP)) {
            Ok(answer) => return Ok(answer),
            Err(RecvTimeoutError::Disconnected) => return Err(Unanswered::Gone),
            Err(RecvTimeoutError::Timeout) if left.is_zero() => return Err(Unanswered::TooLong),
            Err(RecvTimeoutError::Timeout) if tell(0).is_break() => {
                return Err(Unanswered::Stopped);
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

pub(crate) fn stopped_by_person() -> AppError {
    AppError::new(Code::Cancelled, "stopped by the person")
}

pub(crate) fn is_later(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::TimedOut | ErrorKind::WouldBlock | ErrorKind::Interrupted
    )
}
