//! Before the window shows anything: profile, settings, version. And the settings themselves.

use std::path::Path;
use std::sync::Arc;

use nuong_domain::{GoodsGroup, Unit};
use serde::Serialize;
use ts_rs::TS;

use crate::base::choice::Choice;
use crate::cooperative::Profile;
use crate::projections::PROJECTIONS;
use crate::store::settings::Settings;
use crate::{App, Code, Host, Result, Secrets};

impl App {
    /// What the window needs to know first.
    ///
    /// # Errors
    /// The store's own.
    pub fn start(&self) -> Result<Start> {
        self.read(|r| {
            Ok(Start {
                profile: r.profile()?,
                settings: r.settings()?,
                version: env!("CARGO_PKG_VERSION").to_owned(),
                data_dir: self.dir().display().to_string(),
                first_run: r.chosen_settings()?.is_none(),
            })
        })
    }

    /// Units of measure for pickers.
    pub fn units(&self) -> Vec<Choice> {
        Unit::all()
            .map(|u| Choice {
                code: u.code().into(),
                vi: u.vi().into(),
                en: u.en().into(),
            })
            .collect()
    }

    /// Goods groups for pickers.
    pub fn goods_groups(&self) -> Vec<Choice> {
        GoodsGroup::all()
            .map(|g| Choice {
                code: g.code().into(),
                vi: g.vi().into(),
                en: g.en().into(),
            })
            .collect()
    }
}

impl App {
    /// Opens the data file in `dir`, making folder and file where there are none and bringing an older file up to date.
    ///
    /// # Errors
    /// `folder_not_writable`, `disk_full`, `newer_file` (made by a later program), `file_damaged`, `busy`.
    pub fn open(dir: &Path, host: Arc<dyn Host>, secrets: Arc<dyn Secrets>) -> Result<Self> {
        let app = Self::with_door(dir, host, secrets, PROJECTIONS)?;
        app.fill_short_codes()?;
        match app.settle_prints() {
            // A full disk, a file that is only to be read or that another program writes, must not keep anybody from reading: the announcements wait for the next start.
            Err(later)
                if matches!(
                    later.code,
                    Code::DiskFull | Code::Busy | Code::FolderNotWritable
                ) =>
            {
                Ok(app)
            }
            settled => settled.map(|()| app),
        }
    }
}

/// What the window needs to know before it shows anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Start {
    /// None at the first run.
    pub profile: Option<Profile>,
    /// Defaults at the first run.
    pub settings: Settings,
    /// Program version.
    pub version: String,
    /// Folder of the data file, shown in settings.
    pub data_dir: String,
    /// True when `language` was never chosen.
    pub first_run: bool,
}
