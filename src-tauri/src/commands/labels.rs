//! Labels: choices, preview, print, the ledger of prints.

use std::path::{Path, PathBuf};

use nuong_engine::views::{
    KnownPrinter, LabelBalance, LabelPages, LabelPreview, LabelRequest, LabelResult, MoveRequest,
    MoveRow, Paper, PrintQuery, PrintRow, Printer, PrinterFit, ReprintRequest, RulerMarks, SendTo,
    SheetChoice, VoidRequest,
};
use nuong_engine::{App, OnProgress, Result};
use tauri::{AppHandle, State, WebviewWindow, command};

use crate::desk::Desk;
use crate::long::{aside, watched};
use crate::print_dialog;

type D<'a> = State<'a, Desk>;

#[command(async)]
pub fn sheets(desk: D<'_>) -> Result<Vec<SheetChoice>> {
    desk.app()?.sheets()
}

#[command(async)]
pub fn save_paper(desk: D<'_>, paper: Paper) -> Result<SheetChoice> {
    desk.app()?.save_paper(&paper)
}

#[command(async)]
pub fn delete_paper(desk: D<'_>, id: String) -> Result<()> {
    desk.app()?.delete_paper(&id)
}

#[command(async)]
pub fn restore_paper(desk: D<'_>, id: String) -> Result<()> {
    desk.app()?.restore_paper(&id)
}

#[command(async)]
pub fn printers(desk: D<'_>) -> Result<Vec<PrinterFit>> {
    desk.app()?.printers()
}

#[command(async)]
pub fn ruler_marks(desk: D<'_>, sheet: String) -> Result<RulerMarks> {
    desk.app()?.ruler_marks(&sheet)
}

#[command]
pub async fn ruler_page(handle: AppHandle, sheet: String, path: PathBuf) -> Result<()> {
    let job = move |desk: &Desk, app: &App| {
        app.ruler_page(&sheet, &path)?;
        desk.keep(&path);
        Ok(())
    };
    aside(handle, job).await
}

#[command(async)]
pub fn teach_printer(desk: D<'_>, taught: PrinterFit) -> Result<PrinterFit> {
    desk.app()?.teach_printer(&taught)
}

#[command(async)]
pub fn forget_printer(desk: D<'_>, printer: String, sheet: String) -> Result<()> {
    desk.app()?.forget_printer(&printer, &sheet)
}

// The system is asked for its queues, which takes a while where it asks the network.
#[command]
pub async fn known_printers(handle: AppHandle) -> Result<Vec<KnownPrinter>> {
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
pub async fn test_printer(handle: AppHandle, to: SendTo, sheet: String) -> Result<()> {
    sent(handle, move |app, progress| {
        app.test_printer(&to, &sheet, progress)
    })
    .await
}

#[command]
pub async fn print_labels_to(
    handle: AppHandle,
    request: LabelRequest,
    to: SendTo,
) -> Result<LabelResult> {
    sent(handle, move |app, progress| {
        app.print_labels_to(request, &to, progress)
    })
    .await
}

#[command]
pub async fn reprint_labels_to(
    handle: AppHandle,
    request: ReprintRequest,
    to: SendTo,
) -> Result<LabelResult> {
    sent(handle, move |app, progress| {
        app.reprint_labels_to(&request, &to, progress)
    })
    .await
}

#[command]
pub async fn label_preview(handle: AppHandle, request: LabelRequest) -> Result<LabelPreview> {
    aside(handle, |_, app| app.label_preview(request)).await
}

#[command]
pub async fn print_labels(
    handle: AppHandle,
    request: LabelRequest,
    path: PathBuf,
) -> Result<LabelResult> {
    printed(handle, path, |app, path, progress| {
        app.print_labels(request, path, progress)
    })
    .await
}

#[command]
pub async fn reprint_labels(
    handle: AppHandle,
    request: ReprintRequest,
    path: PathBuf,
) -> Result<LabelResult> {
    printed(handle, path, move |app, path, progress| {
        app.reprint_labels(&request, path, progress)
    })
    .await
}

#[command]
pub async fn print_labels_in_window(
    handle: AppHandle,
    request: LabelRequest,
) -> Result<LabelPages> {
    sent(handle, move |app, progress| {
        app.print_labels_in_window(request, progress)
    })
    .await
}

#[command]
pub async fn reprint_labels_in_window(
    handle: AppHandle,
    request: ReprintRequest,
) -> Result<LabelPages> {
    sent(handle, move |app, progress| {
        app.reprint_labels_in_window(&request, progress)
    })
    .await
}

/// Width and height in micrometres.
#[command]
pub async fn print_dialog(window: WebviewWindow, paper: (i32, i32)) -> Result<bool> {
    let (width, height) = (f64::from(paper.0) / 1e3, f64::from(paper.1) / 1e3);
    print_dialog::open(window, (width, height)).await
}

#[command]
pub async fn void_labels(handle: AppHandle, request: VoidRequest) -> Result<PrintRow> {
    aside(handle, move |_, app| app.void_labels(&request)).await
}

#[command(async)]
pub fn label_ledger(desk: D<'_>, query: PrintQuery) -> Result<Vec<PrintRow>> {
    desk.app()?.label_ledger(&query)
}

#[command(async)]
pub fn label_balance(desk: D<'_>, lot: String) -> Result<LabelBalance> {
    desk.app()?.label_balance(&lot)
}

#[command(async)]
pub fn send_labels(desk: D<'_>, moved: MoveRequest) -> Result<MoveRow> {
    desk.app()?.send_labels(&moved)
}

#[command(async)]
pub fn take_back_labels(desk: D<'_>, moved: MoveRequest) -> Result<MoveRow> {
    desk.app()?.take_back_labels(&moved)
}

#[command(async)]
pub fn label_moves(desk: D<'_>, lot: String) -> Result<Vec<MoveRow>> {
    desk.app()?.label_moves(&lot)
}

#[command(async)]
pub fn sscc_digit(desk: D<'_>) -> Result<Option<u8>> {
    desk.app()?.sscc_digit()
}

#[command(async)]
pub fn set_sscc_digit(desk: D<'_>, digit: u8) -> Result<()> {
    desk.app()?.set_sscc_digit(digit)
}

/// Sends or draws beside the window, with progress; stopped as `labels`.
async fn sent<T: Send + 'static>(
    handle: AppHandle,
    send: impl FnOnce(&App, OnProgress<'_>) -> Result<T> + Send + 'static,
) -> Result<T> {
    let page = handle.clone();
    let job = move |desk: &Desk, app: &App| {
        watched(&page, desk, "labels", |progress| send(app, progress))
    };
    aside(handle, job).await
}

/// Prints beside the window, with progress; the page may open what it wrote.
async fn printed(
    handle: AppHandle,
    path: PathBuf,
    print: impl FnOnce(&App, &Path, OnProgress<'_>) -> Result<LabelResult> + Send + 'static,
) -> Result<LabelResult> {
    let page = handle.clone();
    let job = move |desk: &Desk, app: &App| {
        let printed = watched(&page, desk, "labels", |progress| {
            print(app, &path, progress)
        })?;
        if printed.labels > 0 {
            desk.keep(&path);
        }
        Ok(printed)
    };
    aside(handle, job).await
}
