//! The system's file dialogs. The page never sees the file system: it gets back a path that a person chose.

use std::path::PathBuf;

use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FilePath};

/// What a person is asked to choose.
#[derive(Clone, Copy)]
pub enum Wanted {
    /// A spreadsheet.
    Ledger,
    /// A logo or a mark.
    Picture,
    /// A label template.
    Template,
}

impl Wanted {
    fn filter(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Ledger => ("Excel", &["xlsx", "xlsm", "xls", "ods"]),
            Self::Picture => ("PNG, JPEG", &["png", "jpg", "jpeg"]),
            Self::Template => ("JSON", &["json"]),
        }
    }
}

/// A file to read.
pub fn open(handle: &AppHandle, wanted: Wanted) -> Option<PathBuf> {
    if let Some(path) = answer("NUONG_TEST_OPEN") {
        return Some(path);
    }
    let (name, extensions) = wanted.filter();
    let dialog = handle.dialog().file().add_filter(name, extensions);
    path_of(dialog.blocking_pick_file())
}

/// Where to put a PDF, or a file of the kind that the suggested name ends with.
pub fn save(handle: &AppHandle, suggested: &str) -> Option<PathBuf> {
    if let Some(path) = answer("NUONG_TEST_SAVE") {
        return Some(path);
    }
    let extension = suggested.rsplit_once('.').map_or("pdf", |(_, end)| end);
    let dialog = handle
        .dialog()
        .file()
        .add_filter(extension.to_uppercase(), &[extension])
        .set_file_name(suggested);
    path_of(dialog.blocking_save_file()).map(|path| {
        if path.extension().is_none() {
            path.with_extension(extension)
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
pub fn answer(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).map(PathBuf::from)
}

#[cfg(not(feature = "test-dialogs"))]
pub fn answer(_name: &str) -> Option<PathBuf> {
    None
}
