//! Printers, and where each of them puts a page on a paper.

use nuong_engine::Result;
use nuong_engine::views::{KnownPrinter, Printer, PrinterFit, SendTo};
use tauri::{AppHandle, State, command};

use crate::desk::Desk;
use crate::long::{aside, drawn};

type D<'a> = State<'a, Desk>;

#[command(async)]
pub fn alignments(desk: D<'_>) -> Result<Vec<PrinterFit>> {
    desk.app()?.printers()
}

#[command(async)]
pub fn save_alignment(desk: D<'_>, alignment: PrinterFit) -> Result<PrinterFit> {
    desk.app()?.teach_printer(&alignment)
}

#[command(async)]
pub fn forget_alignment(desk: D<'_>, printer: String, paper: String) -> Result<()> {
    desk.app()?.forget_printer(&printer, &paper)
}

// The system is asked for its queues, which takes a while where it asks the network.
#[command]
pub async fn printers(handle: AppHandle) -> Result<Vec<KnownPrinter>> {
    aside(handle, |_, app| app.known_printers()).await
}

#[command(async)]
pub fn save_printer(desk: D<'_>, printer: Printer) -> Result<Printer> {
    desk.app()?.save_printer(&printer)
}

#[command(async)]
pub fn remove_printer(desk: D<'_>, name: String) -> Result<()> {
    desk.app()?.remove_printer(&name)
}

#[command]
pub async fn test_printer(handle: AppHandle, to: SendTo, paper: String) -> Result<()> {
    drawn(handle, move |app, progress| {
        app.test_printer(&to, &paper, progress)
    })
    .await
}
