//! Label templates: choices, and a cooperative's own.

use std::path::PathBuf;

use nuong_engine::Result;
use nuong_engine::views::{LabelPreview, LabelRequest, TemplateChoice};
use tauri::{AppHandle, State, command};

use crate::desk::Desk;
use crate::long::aside;

type D<'a> = State<'a, Desk>;

#[command(async)]
pub fn templates(desk: D<'_>) -> Result<Vec<TemplateChoice>> {
    desk.app()?.templates()
}

#[command(async)]
pub fn template_text(desk: D<'_>, id: String) -> Result<String> {
    desk.app()?.template_text(&id)
}

#[command]
pub async fn template_preview(
    handle: AppHandle,
    text: String,
    request: LabelRequest,
) -> Result<LabelPreview> {
    aside(handle, move |_, app| app.template_preview(&text, &request)).await
}

#[command(async)]
pub fn save_template(desk: D<'_>, text: String) -> Result<TemplateChoice> {
    desk.app()?.save_template(&text)
}

#[command(async)]
pub fn delete_template(desk: D<'_>, id: String) -> Result<()> {
    desk.app()?.delete_template(&id)
}

#[command(async)]
pub fn restore_template(desk: D<'_>, id: String) -> Result<()> {
    desk.app()?.restore_template(&id)
}

#[command]
pub async fn read_template(handle: AppHandle, path: PathBuf) -> Result<String> {
    aside(handle, move |_, app| app.read_template(&path)).await
}

#[command]
pub async fn export_template(handle: AppHandle, text: String, path: PathBuf) -> Result<()> {
    aside(handle, move |_, app| app.export_template(&text, &path)).await
}
