//! The way to a printer: a queue of the system, a socket on port 9100, a device. It carries bytes that are drawn already, page by page, and
//! tells how far it came; what a label says and what the ledger holds is none of its business. The only place that knows how each system prints.

pub(crate) mod ask;
pub(crate) mod device;
pub(crate) mod network;
mod pump;
#[cfg_attr(windows, path = "windows.rs")]
#[cfg_attr(not(windows), path = "cups.rs")]
mod system;

use std::fs::File;
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;

pub(crate) use system::system_queues;

use super::view::{Printer, Reach};
use crate::base::patience::Patience;
use crate::{AppError, Code};

/// Where a page ends in what is sent, and the last label up to there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    pub bytes: u64,
    pub labels: u32,
}

/// What is sent.
pub(crate) struct Parcel {
    /// Opened for reading, at its begin.
    pub file: File,
    /// Its path, for the system's spooler.
    pub path: PathBuf,
    /// Ends of pages, in order; the last is the parcel's end.
    pub marks: Vec<Mark>,
    /// What the spooler shows.
    pub title: String,
    /// Page width and height in micrometres.
    #[cfg_attr(windows, expect(dead_code, reason = "Windows' queues take no PDF"))]
    pub page: (i32, i32),
}

/// A parcel that did not arrive whole.
#[derive(Debug)]
pub(crate) struct Broken {
    /// Bytes that went out.
    pub bytes: u64,
    /// Why no more.
    pub error: AppError,
}

impl Broken {
    /// Nothing went out.
    pub fn before_sending(error: AppError) -> Self {
        Self { bytes: 0, error }
    }
}

pub(crate) type Sent = Result<(), Broken>;

pub(crate) type Tell<'a> = &'a mut dyn FnMut(u64) -> ControlFlow<()>;

/// Sends a parcel. `tell` hears how many bytes went out, and may stop it at the end of a page.
pub(crate) fn send_parcel(
    printer: &Printer,
    parcel: Parcel,
    patience: Patience,
    tell: Tell<'_>,
) -> Sent {
    match printer.reach {
        Reach::System => system::send_to_system(printer, parcel, patience, tell),
        Reach::Network => network::send_to_network(printer, parcel, patience, tell),
        Reach::Device => device::send_to_device(printer, parcel, patience, tell),
    }
}

pub(crate) fn printer_error(code: Code, printer: &Printer, detail: impl ToString) -> AppError {
    AppError::new(code, detail)
        .with("name", &printer.name)
        .with("value", &printer.address)
}

/// The way to the printer broke.
pub(crate) fn printer_lost(printer: &Printer, detail: &io::Error) -> AppError {
    printer_error(Code::PrinterLost, printer, detail)
}
