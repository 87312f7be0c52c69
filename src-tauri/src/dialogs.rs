//! The system's file dialogs. The page never sees the file system: it gets back a path that a person chose.

use std::path::PathBuf;

use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FilePath};

/// A spreadsheet to read.
pub fn open(handle: &AppHandle) -> Option<PathBuf> {
    if let Some(path) = answer("NUONG_TEST_OPEN") {
        return Some(path);
    }
    let dialog = handle
        .dialog()
        .file()
        .add_filter("Excel", &["xlsx", "xlsm", "xls", "ods"]);
    path_of(dialog.blocking_pick_file())
}

/// Where to put a PDF.
pub fn save(handle: &AppHandle, suggested: &str) -> Option<PathBuf> {
    if let Some(path) = answer("NUONG_TEST_SAVE") {
        return Some(path);
    }
    let dialog = handle
        .dialog()
        .file()
        .add_filter("PDF", &["pdf"])
        .set_file_name(suggested);
    path_of(dialog.blocking_save_file()).map(|path| {
        if path.extension().is_none() {
            path.with_extension("pdf")
        } else {
            path
        }
    })
}

fn path_of(chosen: Option<FilePath>) -> Option<PathBuf> {
    chosen.and_then(|path| path.into_path().ok())
}

/// The window test's answer in place of a person's.
#[cfg(feature = "test-dialogs")]
fn answer(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).map(PathBuf::from)
}

#[cfg(not(feature = "test-dialogs"))]
fn answer(_name: &str) -> Option<PathBuf> {
    None
}
