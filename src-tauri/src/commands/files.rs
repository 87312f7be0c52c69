//! File dialogs and what may be opened outside: web links, and PDFs that this window saved.

use std::path::PathBuf;

use nuong_engine::{AppError, Code, Result};
use tauri::{AppHandle, State, command};
use tauri_plugin_opener::OpenerExt;

use crate::desk::Desk;
use crate::dialogs::{self, Wanted};

// Async commands run beside the window's thread, where a blocking dialog may wait.
/// A spreadsheet chosen by the person, or null.
#[command(async)]
pub fn pick_open_file(handle: AppHandle) -> Option<PathBuf> {
    dialogs::open(&handle, Wanted::Ledger)
}

/// A PNG or JPEG chosen by the person, or null.
#[command(async)]
pub fn pick_picture(handle: AppHandle) -> Option<PathBuf> {
    dialogs::open(&handle, Wanted::Picture)
}

/// A template file chosen by the person, or null.
#[command(async)]
pub fn pick_template(handle: AppHandle) -> Option<PathBuf> {
    dialogs::open(&handle, Wanted::Template)
}

/// Where to put a file of the kind that the suggested name ends with, or null.
#[command(async)]
pub fn pick_save_file(handle: AppHandle, suggested: String) -> Option<PathBuf> {
    dialogs::save(&handle, &suggested)
}

/// Opens a web address in the browser.
#[command(async)]
pub fn open_link(handle: AppHandle, url: String) -> Result<()> {
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return Err(AppError::new(Code::LinkNotOpened, url));
    }
    let opened = handle.opener().open_url(url, None::<&str>);
    opened.map_err(|error| AppError::new(Code::LinkNotOpened, error))
}

/// Opens a PDF that this window has just saved.
#[command(async)]
pub fn open_path(handle: AppHandle, desk: State<'_, Desk>, path: PathBuf) -> Result<()> {
    if !desk.has_saved(&path) {
        return Err(AppError::new(Code::FileNotOpened, path.display()));
    }
    let opened = handle
        .opener()
        .open_path(path.to_string_lossy(), None::<&str>);
    opened.map_err(|error| AppError::new(Code::FileNotOpened, error))
}

/// Closes the program, after the note about unsent records.
#[command]
pub fn quit(handle: AppHandle) {
    handle.exit(0);
}
