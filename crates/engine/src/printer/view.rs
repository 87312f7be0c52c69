//! Printers: how they are reached and what they understand, and what a person read off the ruler page.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Four lengths on the ruler page, in micrometres: as it should be, or as read off paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RulerMarks {
    /// From the paper's left edge to the left line.
    pub left: i32,
    /// From the paper's top edge to the upper line.
    pub top: i32,
    /// From the left line to the right one.
    pub width: i32,
    /// From the upper line to the lower one.
    pub height: i32,
}

/// A printer that was taught on a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PrinterFit {
    /// What people call the printer.
    pub printer: String,
    /// Sheet id.
    pub sheet: String,
    /// What was read.
    pub read: RulerMarks,
}

/// How a printer is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// A queue of the system's spooler.
    System,
    /// `host:port` on the network, port 9100 where none is given.
    Network,
    /// A printer device: `/dev/usb/lp0`, or on Windows a shared printer `\\laptop\printer`.
    Device,
}

/// What a printer understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PrinterLanguage {
    /// PDF: office printers.
    Pdf,
    /// Zebra's ZPL II.
    Zpl,
    /// TSC's TSPL2.
    Tspl,
}

/// A printer that labels are sent to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Printer {
    /// What people call it.
    pub name: String,
    /// How it is reached.
    pub reach: Reach,
    /// Where: the queue's name, `host:port`, or the device's path.
    pub address: String,
    /// What it understands.
    pub language: PrinterLanguage,
    /// Dots an inch (203, 300, 600); 0: not known, the paper's.
    pub dpi: u32,
    /// Whether it is asked how it is (paper, head, pause) before labels are sent; some printers answer nonsense.
    #[serde(default = "yes")]
    pub asks: bool,
}

fn yes() -> bool {
    true
}

/// A printer for the picker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct KnownPrinter {
    /// The printer.
    pub printer: Printer,
    /// True for a person's own; false for a queue of the system that nobody described yet.
    pub own: bool,
    /// Papers that it was aligned on.
    pub aligned: Vec<String>,
}

/// Labels straight to a printer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SendTo {
    /// A person's own printer, a queue of the system, or `tcp://host:port`.
    pub printer: String,
    /// What is sent where that is not what the printer is known to understand; always needed with `tcp://`.
    #[serde(default)]
    pub language: Option<PrinterLanguage>,
}

/// A print whose end did not reach the printer. It stands in the ledger with all its labels; printing it again from `next` sets that right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SentPartly {
    /// The print's id in the ledger.
    pub print: String,
    /// Labels whose data went out whole; the printer may have got fewer onto paper.
    pub labels: u32,
    /// The label to go on from, when all that went out was printed.
    pub next: u32,
    /// Bytes that went out.
    pub bytes: u64,
    /// Of so many.
    pub of_bytes: u64,
    /// Why it ended there.
    pub error: crate::AppError,
}
