//! The open data folder, the language, and whether to print JSON.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use nuong_engine::DATA_FILE;
use nuong_engine::{App, AppError, Code, Result, SystemHost, SystemSecrets};

use crate::args::{Args, Verb};

/// What every command works with.
pub struct Context {
    /// The application.
    pub app: App,
    /// `vi` or `en`.
    pub language: String,
    /// Print JSON.
    pub json: bool,
}

impl Context {
    /// Opens the data folder; hands back the command that was asked for.
    pub fn open(args: Args) -> Result<(Self, Verb)> {
        let dir = args.data.map_or_else(default_dir, Ok)?;
        known_folder(&dir, &args.verb)?;
        let app = open_app(&dir)?.speaking(args.lang);
        let language = app.language()?;
        Ok((
            Self {
                app,
                language,
                json: args.json,
            },
            args.verb,
        ))
    }
}

/// A mistyped folder must not become an empty cooperative: only what begins one makes a folder.
fn known_folder(dir: &Path, verb: &Verb) -> Result<()> {
    let begins = matches!(verb, Verb::Init { .. } | Verb::Import { .. });
    if begins || dir.join(DATA_FILE).exists() {
        return Ok(());
    }
    Err(AppError::new(Code::NoDataHere, DATA_FILE).with("path", dir.display()))
}

fn open_app(dir: &Path) -> Result<App> {
    App::open(dir, Arc::new(SystemHost), Arc::new(SystemSecrets::new(dir)))
}

/// The folder that the window uses: Tauri's `app_data_dir` is the platform's data folder with the program's identifier.
fn default_dir() -> Result<PathBuf> {
    let base = dirs::data_dir()
        .ok_or_else(|| AppError::new(Code::NoDataFolder, "the platform names no data folder"))?;
    Ok(base.join("vn.nuong.desktop"))
}
