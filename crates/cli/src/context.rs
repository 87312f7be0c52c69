//! The open data folder, the language, and whether to print JSON.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use nuong_engine::{App, AppError, Code, DATA_FILE, Result, SystemHost, SystemSecrets};

/// What every command works with.
pub struct Context {
    /// The application.
    pub app: App,
    /// `vi` or `en`.
    pub language: String,
    /// Print JSON.
    pub json: bool,
}

/// What is asked of every command, before its own arguments.
pub struct Wanted {
    /// The data folder; none for the window's own.
    pub data: Option<PathBuf>,
    /// `vi` or `en`; none for the one chosen in the window.
    pub language: Option<String>,
    /// Print JSON.
    pub json: bool,
    /// Whether the command may begin a cooperative where there is none.
    pub begins: bool,
}

impl Context {
    /// Opens the data folder.
    ///
    /// # Errors
    /// `no_data_here` (args `path`), `no_data_folder`, and what [`App::open`] refuses.
    pub fn open(wanted: Wanted) -> Result<Self> {
        let dir = wanted.data.map_or_else(default_folder, Ok)?;
        known_folder(&dir, wanted.begins)?;
        let app = App::open(
            &dir,
            Arc::new(SystemHost),
            Arc::new(SystemSecrets::new(&dir)),
        )?;
        let app = app.speaking(wanted.language);
        let language = app.language()?;
        Ok(Self {
            app,
            language,
            json: wanted.json,
        })
    }
}

/// A mistyped folder must not become an empty cooperative: only what begins one makes a folder.
fn known_folder(dir: &Path, begins: bool) -> Result<()> {
    if begins || dir.join(DATA_FILE).exists() {
        return Ok(());
    }
    Err(AppError::new(Code::NoDataHere, DATA_FILE).with("path", dir.display()))
}

/// The folder that the window uses: Tauri's `app_data_dir` is the platform's data folder with the program's identifier.
fn default_folder() -> Result<PathBuf> {
    let base = dirs::data_dir()
        .ok_or_else(|| AppError::new(Code::NoDataFolder, "the platform names no data folder"))?;
    Ok(base.join("vn.nuong.desktop"))
}
