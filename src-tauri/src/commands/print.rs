//! Printing: preview, into a file, to a printer, through the window; and this computer's pallet numbers.

use std::path::{Path, PathBuf};

use nuong_engine::views::{
    LabelPages, LabelPreview, LabelRequest, LabelResult, ReprintRequest, SendTo,
};
use nuong_engine::{App, OnProgress, Result};
use tauri::{AppHandle, State, WebviewWindow, command};

use crate::desk::Desk;
use crate::long::{aside, drawn, watched};
use crate::print_dialog;

type D<'a> = State<'a, Desk>;

/// Prints to a printer.
#[command]
pub async fn print_labels_to(
    handle: AppHandle,
    request: LabelRequest,
    to: SendTo,
) -> Result<LabelResult> {
    drawn(handle, move |app, progress| {
        app.print_labels_to(request, &to, progress)
    })
    .await
}

/// Prints labels of an earlier print again, to a printer; those labels are entered as spoilt.
#[command]
pub async fn reprint_labels_to(
    handle: AppHandle,
    request: ReprintRequest,
    to: SendTo,
) -> Result<LabelResult> {
    drawn(handle, move |app, progress| {
        app.reprint_labels_to(&request, &to, progress)
    })
    .await
}

/// The label and the first page as they would be printed, with what the checker found.
#[command]
pub async fn label_preview(handle: AppHandle, request: LabelRequest) -> Result<LabelPreview> {
    aside(handle, |_, app| app.label_preview(request)).await
}

/// Prints into a PDF, which `open_path` may open then. With a finding that is an error, nothing is written.
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

/// Prints labels of an earlier print again, into a PDF; those labels are entered as spoilt.
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

/// Pages for the system's print dialog; the print is in the label ledger then.
#[command]
pub async fn print_labels_in_window(
    handle: AppHandle,
    request: LabelRequest,
) -> Result<LabelPages> {
    drawn(handle, move |app, progress| {
        app.print_labels_in_window(request, progress)
    })
    .await
}

/// Labels of an earlier print again, as pages for the system's print dialog.
#[command]
pub async fn reprint_labels_in_window(
    handle: AppHandle,
    request: ReprintRequest,
) -> Result<LabelPages> {
    drawn(handle, move |app, progress| {
        app.reprint_labels_in_window(&request, progress)
    })
    .await
}

/// Opens the dialog for what the page shows to paper of that width and height in micrometres. True once it is done;
/// false where the page's own `afterprint` tells.
#[command]
pub async fn print_dialog(window: WebviewWindow, paper: (i32, i32)) -> Result<bool> {
    let (width, height) = (f64::from(paper.0) / 1e3, f64::from(paper.1) / 1e3);
    print_dialog::open(window, (width, height)).await
}

/// The digit that tells this computer's pallets from those of others; null until a person chose one.
#[command(async)]
pub fn sscc_digit(desk: D<'_>) -> Result<Option<u8>> {
    desk.app()?.sscc_digit()
}

/// Gives this computer its digit, 0 to 9, which no other computer of the cooperative may have.
#[command(async)]
pub fn set_sscc_digit(desk: D<'_>, digit: u8) -> Result<()> {
    desk.app()?.set_sscc_digit(digit)
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
