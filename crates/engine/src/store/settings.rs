//! This laptop's own choices, in `meta`; never synced.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::reader::Reader;
use crate::{Code, Result};

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
        let found = self.one("SELECT value FROM meta WHERE key = 'settings'", [], |r| {
            r.json(0)
        });
        // Choices that cannot be read are made anew by whoever sits there; they are no reason to keep the program shut.
        match found {
            Err(e) if e.code == Code::FileDamaged => Ok(None),
            found => found,
        }
    }

    /// A value of this laptop's own.
    pub fn meta(&self, key: &str) -> Result<Option<String>> {
        self.one("SELECT value FROM meta WHERE key = ?1", [key], |r| r.get(0))
    }
}

/// This laptop's own choices; never synced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Settings {
    /// `vi` or `en`.
    pub language: String,
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// 100, 125 or 150.
    pub text_percent: u32,
    /// Who works here: stands in the change log and on overrides.
    pub person: String,
}
