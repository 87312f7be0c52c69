//! Labels: choices, preview, print.

use std::path::PathBuf;

use nuong_engine::Result;
use nuong_engine::views::{LabelPreview, LabelRequest, LabelResult, SheetChoice, TemplateChoice};
use tauri::{AppHandle, State, command};

use crate::desk::Desk;
use crate::long::{aside, watched};

type D<'a> = State<'a, Desk>;

#[command(async)]
pub fn templates(desk: D<'_>) -> Result<Vec<TemplateChoice>> {
    Ok(desk.app()?.templates())
}

#[command(async)]
pub fn sheets(desk: D<'_>) -> Result<Vec<SheetChoice>> {
    Ok(desk.app()?.sheets())
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
    let page = handle.clone();
    let print = move |desk: &Desk, app: &nuong_engine::App| {
        let printed = watched(&page, desk, "labels", |progress| {
            app.print_labels(request, &path, progress)
        })?;
        if printed.labels > 0 {
            desk.keep(&path);
        }
        Ok(printed)
    };
    aside(handle, print).await
}
