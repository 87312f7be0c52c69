//! Before the window shows anything: profile, settings, version. And the settings themselves.

use crate::views::{Choice, Settings, Start};
use crate::{App, AppError, Result};
use nuong_domain::{GoodsGroup, Unit, clean};

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

    /// Language (`vi` or `en`) for messages: what this program was told to speak, else the settings'.
    ///
    /// # Errors
    /// The store's own.
    pub fn language(&self) -> Result<String> {
        match self.told_language() {
            Some(told) => Ok(told.to_owned()),
            None => self.read(|r| Ok(r.settings()?.language)),
        }
    }

    /// Stores this laptop's choices.
    ///
    /// # Errors
    /// `settings_invalid` for a language, theme or size that does not exist.
    pub fn set_settings(&self, settings: Settings) -> Result<()> {
        let known = matches!(settings.language.as_str(), "vi" | "en")
            && matches!(settings.theme.as_str(), "system" | "light" | "dark")
            && (75..=300).contains(&settings.text_percent);
        let settings = Settings {
            person: clean(&settings.person),
            ..settings
        };
        if !known || settings.person.chars().count() > 100 {
            return Err(AppError::new("settings_invalid", format!("{settings:?}")));
        }
        self.write("", |tx| tx.save_settings(&settings))
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
