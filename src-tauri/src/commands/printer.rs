//! Printers, and where each of them puts a page on a paper.

use nuong_engine::Result;
use nuong_engine::views::{KnownPrinter, Printer, PrinterFit, SendTo};
use tauri::{AppHandle, State, command};

use crate::desk::Desk;
use crate::long::{aside, drawn};

type D<'a> = State<'a, Desk>;

/// Every printer and paper whose ruler page was read.
#[command(async)]
pub fn alignments(desk: D<'_>) -> Result<Vec<PrinterFit>> {
    desk.app()?.alignments()
}

/// Keeps what was read off the ruler page of a printer and a paper.
#[command(async)]
pub fn save_alignment(desk: D<'_>, alignment: PrinterFit) -> Result<PrinterFit> {
    desk.app()?.save_alignment(&alignment)
}

/// Forgets what was read; pages come out uncorrected again.
#[command(async)]
pub fn forget_alignment(desk: D<'_>, printer: String, paper: String) -> Result<()> {
    desk.app()?.forget_alignment(&printer, &paper)
}

// The system is asked for its queues, which takes a while where it asks the network.
/// Printers that labels are sent to: own ones, then the system's queues.
#[command]
pub async fn printers(handle: AppHandle) -> Result<Vec<KnownPrinter>> {
    aside(handle, |_, app| app.printers()).await
}

/// Adds a printer, or changes the one of that name.
#[command(async)]
pub fn save_printer(desk: D<'_>, printer: Printer) -> Result<Printer> {
    desk.app()?.save_printer(&printer)
}

/// Forgets an own printer, and what was read off its ruler pages.
#[command(async)]
pub fn remove_printer(desk: D<'_>, name: String) -> Result<()> {
    desk.app()?.remove_printer(&name)
}

/// Sends the paper's ruler page. Sending tells its progress as job `send` in bytes, and is stopped as `labels`.
#[command]
pub async fn test_printer(handle: AppHandle, to: SendTo, paper: String) -> Result<()> {
    drawn(handle, move |app, progress| {
        app.test_printer(&to, &paper, progress)
    })
    .await
}
