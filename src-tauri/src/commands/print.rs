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
    drawn(handle, move |app, progress| {
        app.print_labels_in_window(request, progress)
    })
    .await
}

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

/// Width and height in micrometres.
#[command]
pub async fn print_dialog(window: WebviewWindow, paper: (i32, i32)) -> Result<bool> {
    let (width, height) = (f64::from(paper.0) / 1e3, f64::from(paper.1) / 1e3);
    print_dialog::open(window, (width, height)).await
}

#[command(async)]
pub fn sscc_digit(desk: D<'_>) -> Result<Option<u8>> {
    desk.app()?.sscc_digit()
}

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
