//! Label templates: choices, and a cooperative's own.

use std::path::PathBuf;

use nuong_engine::Result;
use nuong_engine::views::{LabelPreview, LabelRequest, TemplateChoice};
use tauri::{AppHandle, State, command};

use crate::desk::Desk;
use crate::long::aside;

type D<'a> = State<'a, Desk>;

/// Label templates: shipped ones, then own ones.
#[command(async)]
pub fn templates(desk: D<'_>) -> Result<Vec<TemplateChoice>> {
    desk.app()?.templates()
}

/// JSON of a template, shipped or own: to be edited, or to begin an own one with.
#[command(async)]
pub fn template_text(desk: D<'_>, id: String) -> Result<String> {
    desk.app()?.template_text(&id)
}

/// A label as a text that is still being edited lays it out; `request.template` is not looked at.
#[command]
pub async fn template_preview(
    handle: AppHandle,
    text: String,
    request: LabelRequest,
) -> Result<LabelPreview> {
    aside(handle, move |_, app| app.template_preview(&text, &request)).await
}

/// Keeps a template as an own one, under the id that its text bears unless that is a shipped one's or none.
#[command(async)]
pub fn save_template(desk: D<'_>, text: String) -> Result<TemplateChoice> {
    desk.app()?.save_template(&text)
}

/// Takes an own template out of every list; `restore_template` brings it back.
#[command(async)]
pub fn delete_template(desk: D<'_>, id: String) -> Result<()> {
    desk.app()?.delete_template(&id)
}

/// Brings a deleted template back.
#[command(async)]
pub fn restore_template(desk: D<'_>, id: String) -> Result<()> {
    desk.app()?.restore_template(&id)
}

/// Text of a template file; nothing is kept.
#[command]
pub async fn read_template(handle: AppHandle, path: PathBuf) -> Result<String> {
    aside(handle, move |_, app| app.read_template(&path)).await
}

/// Writes a template to a file.
#[command]
pub async fn export_template(handle: AppHandle, text: String, path: PathBuf) -> Result<()> {
    aside(handle, move |_, app| app.export_template(&text, &path)).await
}
