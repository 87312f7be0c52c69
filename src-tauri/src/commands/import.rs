//! The import of a ledger, and the sample cooperative, which is a profile and an import.

use std::path::PathBuf;

use nuong_engine::views::ImportReport;
use nuong_engine::{App, AppError, Code, Result};
use tauri::{AppHandle, command};

use crate::desk::Desk;
use crate::long::{aside, watched};

/// The sample ledger, as a person would keep it.
const SAMPLE: &[u8] = include_bytes!("../../../assets/sample/so-htx-mau.xlsx");
const SAMPLE_NAME: &str = "so-htx-mau.xlsx";

/// What importing this file would do, to the letter; nothing is kept.
#[command]
pub async fn import_preview(handle: AppHandle, path: PathBuf) -> Result<ImportReport> {
    let page = handle.clone();
    let look = move |desk: &Desk, app: &App| {
        watched(&page, desk, "import", |progress| {
            app.import_preview(&path, progress)
        })
    };
    aside(handle, look).await
}

/// Imports a ledger: good rows come in, in one transaction; the others are reported.
#[command]
pub async fn import_apply(handle: AppHandle, path: PathBuf) -> Result<ImportReport> {
    let page = handle.clone();
    let accept = move |desk: &Desk, app: &App| {
        watched(&page, desk, "import", |progress| {
            app.import_apply(&path, "", progress)
        })
    };
    aside(handle, accept).await
}

/// Makes the sample cooperative and imports the sample ledger, with progress of job `import`.
#[command]
pub async fn use_sample(handle: AppHandle) -> Result<ImportReport> {
    let page = handle.clone();
    let sample = move |desk: &Desk, app: &App| {
        let path = app.dir().join(SAMPLE_NAME);
        std::fs::write(&path, SAMPLE)
            .map_err(|error| AppError::new(Code::FolderNotWritable, error))?;
        app.create_sample_profile()?;
        let imported = watched(&page, desk, "import", |progress| {
            app.import_apply(&path, "", progress)
        });
        // A copy left behind does no harm.
        let _left = std::fs::remove_file(&path);
        imported
    };
    aside(handle, sample).await
}
