//! This laptop's own choices, in `meta`; never synced.

use rusqlite::params;
use serde_json::json;

use super::changes::Change;
use super::{Reader, Tx};
use crate::Result;
use crate::views::{Settings, Topic};

impl Reader<'_> {
    /// The settings; the defaults where nothing was chosen.
    pub(crate) fn settings(&self) -> Result<Settings> {
        Ok(self.chosen_settings()?.unwrap_or_else(|| Settings {
            language: "vi".into(),
            theme: "system".into(),
            text_percent: 100,
            person: String::new(),
        }))
    }

    /// The settings, if somebody ever chose.
    pub(crate) fn chosen_settings(&self) -> Result<Option<Settings>> {
        let text: Option<String> = self.meta("settings")?;
        Ok(text.and_then(|t| serde_json::from_str(&t).ok()))
    }

    /// A value of this laptop's own.
    pub fn meta(&self, key: &str) -> Result<Option<String>> {
        self.one("SELECT value FROM meta WHERE key = ?1", [key], |r| r.get(0))
    }
}

impl Tx<'_> {
    /// Stores a value of this laptop's own; it stands in no change log and travels nowhere. For choices, not for records.
    pub fn set_meta(&mut self, key: &str, value: &str) -> Result<()> {
        self.run("INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", params![key, value])?;
        Ok(())
    }

    /// Stores the settings.
    pub(crate) fn save_settings(&mut self, settings: &Settings) -> Result<()> {
        let before = self.reader().chosen_settings()?;
        self.set_meta("settings", &json!(settings).to_string())?;
        self.log(Change {
            noun: "settings",
            record: "settings",
            lot: None,
            verb: "changed",
            fields: vec![("settings", json!(before), json!(settings))],
        })?;
        self.touch(Topic::Settings);
        Ok(())
    }
}
