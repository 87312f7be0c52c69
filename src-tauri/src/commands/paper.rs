//! Label papers: shipped ones and the cooperative's own; the ruler page of each.

use std::path::PathBuf;

use nuong_engine::views::{Paper, RulerMarks, SheetChoice};
use nuong_engine::{App, Result};
use tauri::{AppHandle, State, command};

use crate::desk::Desk;
use crate::long::aside;

type D<'a> = State<'a, Desk>;

/// Label papers: shipped ones and own ones.
#[command(async)]
pub fn papers(desk: D<'_>) -> Result<Vec<SheetChoice>> {
    desk.app()?.papers()
}

/// A new own paper, or a changed one.
#[command(async)]
pub fn save_paper(desk: D<'_>, paper: Paper) -> Result<SheetChoice> {
    desk.app()?.save_paper(&paper)
}

/// Takes an own paper out of every list; `restore_paper` brings it back.
#[command(async)]
pub fn delete_paper(desk: D<'_>, id: String) -> Result<()> {
    desk.app()?.delete_paper(&id)
}

/// Brings a deleted paper back.
#[command(async)]
pub fn restore_paper(desk: D<'_>, id: String) -> Result<()> {
    desk.app()?.restore_paper(&id)
}

/// What the ruler page of a paper measures when a printer is exact.
#[command(async)]
pub fn ruler_marks(desk: D<'_>, paper: String) -> Result<RulerMarks> {
    desk.app()?.ruler_marks(&paper)
}

/// Writes a paper's ruler page as a PDF.
#[command]
pub async fn ruler_page(handle: AppHandle, paper: String, path: PathBuf) -> Result<()> {
    let job = move |desk: &Desk, app: &App| {
        app.ruler_page(&paper, &path)?;
        desk.keep(&path);
        Ok(())
    };
    aside(handle, job).await
}
