//! A laptop in a folder that goes away: the real engine on a real SQLite file.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use nuong_engine::views::{ImportReport, LotQuery, LotRow};
use nuong_engine::{App, FileSecrets, Result, SystemHost};

use crate::judge::root;

/// The engine on its own folder.
pub struct Laptop {
    /// The application.
    pub app: App,
    /// Its folder.
    pub dir: tempfile::TempDir,
}

impl Laptop {
    /// An empty laptop.
    ///
    /// # Errors
    /// When no folder can be made or opened.
    pub fn new() -> Result<Self> {
        let dir = tempfile::tempdir()
            .map_err(|e| nuong_engine::AppError::new(nuong_engine::Code::Internal, e))?;
        let app = App::open(
            dir.path(),
            Arc::new(SystemHost),
            Arc::new(FileSecrets::new(dir.path())),
        )?;
        Ok(Self { app, dir })
    }

    /// A laptop with the sample cooperative and its ledger.
    ///
    /// # Errors
    /// When the import fails.
    pub fn with_sample() -> Result<Self> {
        let laptop = Self::new()?;
        laptop.app.create_sample_profile()?;
        laptop.import(&sample_ledger())?;
        Ok(laptop)
    }

    /// Imports a ledger to its end.
    ///
    /// # Errors
    /// As the engine says.
    pub fn import(&self, file: &std::path::Path) -> Result<ImportReport> {
        self.app
            .import_apply(file, "", &mut |_| ControlFlow::Continue(()))
    }

    /// The first lots that match, at most 500.
    ///
    /// # Errors
    /// As the engine says.
    pub fn lots(&self, text: &str) -> Result<Vec<LotRow>> {
        let query = LotQuery {
            text: text.to_owned(),
            filter: "all".to_owned(),
            offset: 0,
            limit: 500,
        };
        Ok(self.app.lots(query)?.rows)
    }

    /// A path inside the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }
}

/// The ledger that the program carries as its sample.
pub fn sample_ledger() -> PathBuf {
    root().join("assets").join("sample").join("so-htx-mau.xlsx")
}
