//! A printer device: Linux' `/dev/usb/lp0`, a printer that another Windows laptop shares. Opening and writing may take for ever (no paper, no
//! reader) and have no time limit of their own, so a thread of its own does both; when patience ends it is left behind, and ends with its write.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::thread;
use std::time::Duration;

use super::pump::{STEP, Unanswered, pump_parcel, stopped_by_person, wait_for};
use super::{Broken, Parcel, Sent, Tell, printer_error};
use crate::base::patience::Patience;
use crate::printer::view::Printer;
use crate::{AppError, Code};

/// Small, because what is under way when a device vanishes is not known.
const CHUNK: usize = 4 * 1024;

pub(crate) fn send_to_device(
    printer: &Printer,
    mut parcel: Parcel,
    patience: Patience,
    tell: Tell<'_>,
) -> Sent {
    let way = open_device(printer, patience, tell).map_err(Broken::before_sending)?;
    let mut under_way = false;
    pump_parcel(printer, &mut parcel, patience, tell, &mut |bytes| {
        if !std::mem::replace(&mut under_way, true) {
            let chunk = bytes.get(..CHUNK).unwrap_or(bytes).to_vec();
            let gone = |_| io::Error::from(ErrorKind::BrokenPipe);
            way.chunks.send(chunk).map_err(gone)?;
        }
        let written = write_answer(&way.written, STEP)?;
        under_way = false;
        Ok(written)
    })
}

struct Way {
    chunks: SyncSender<Vec<u8>>,
    written: Receiver<io::Result<usize>>,
}

fn open_device(printer: &Printer, patience: Patience, tell: Tell<'_>) -> Result<Way, AppError> {
    let path = printer.address.clone();
    // A document that somebody names by mistake is not written over.
    if std::fs::metadata(&path).is_ok_and(|found| found.is_file() || found.is_dir()) {
        return Err(printer_error(
            Code::PrinterNoDevice,
            printer,
            "not a device",
        ));
    }
    let (chunks, to_write) = sync_channel(1);
    let (tells, written) = channel();
    let worker = move || {
        let opened = File::options().write(true).open(path);
        write_all(opened, &to_write, &tells);
    };
    let started = thread::Builder::new().name("printer".into()).spawn(worker);
    started.map_err(|e| AppError::of(Code::Internal, e))?;
    match wait_for(&written, patience.connect, tell) {
        Ok(Ok(_)) => Ok(Way { chunks, written }),
        Ok(Err(e)) => Err(device_refusal(printer, &e)),
        Err(Unanswered::Stopped) => Err(stopped_by_person()),
        Err(Unanswered::TooLong) => Err(device_refusal(printer, &ErrorKind::TimedOut.into())),
        Err(Unanswered::Gone) => Err(device_refusal(printer, &ErrorKind::BrokenPipe.into())),
    }
}

fn write_all(
    opened: io::Result<File>,
    to_write: &Receiver<Vec<u8>>,
    tells: &Sender<io::Result<usize>>,
) {
    let (mut file, opened) = match opened {
        Ok(file) => (Some(file), Ok(0)),
        Err(e) => (None, Err(e)),
    };
    // Nobody listens any more once patience has ended.
    let mut heard = tells.send(opened).is_ok();
    while let (true, Some(file)) = (heard, file.as_mut()) {
        let Ok(chunk) = to_write.recv() else { return };
        heard = tells.send(file.write(&chunk)).is_ok();
    }
}

fn write_answer(written: &Receiver<io::Result<usize>>, patience: Duration) -> io::Result<usize> {
    match written.recv_timeout(patience) {
        Ok(answer) => answer,
        Err(RecvTimeoutError::Timeout) => Err(ErrorKind::TimedOut.into()),
        Err(RecvTimeoutError::Disconnected) => Err(ErrorKind::BrokenPipe.into()),
    }
}

fn device_refusal(printer: &Printer, e: &io::Error) -> AppError {
    let code = match e.kind() {
        ErrorKind::PermissionDenied => Code::PrinterDeviceForbidden,
        ErrorKind::TimedOut => Code::PrinterNoAnswer,
        ErrorKind::ResourceBusy => Code::PrinterBusy,
        _ => Code::PrinterNoDevice,
    };
    printer_error(code, printer, e)
}
