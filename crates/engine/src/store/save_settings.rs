//! What this laptop alone notes down, in `meta`; its settings among it.

use rusqlite::params;
use serde_json::{Map, Value as Json, json};

use super::changes::Change;
use super::settings::Settings;
use super::tx::Tx;
use crate::Result;
use crate::base::topic::Topic;

impl Tx<'_> {
    /// Stores a value of this laptop's own; it stands in no change log and travels nowhere. For choices, not for records.
    pub fn set_meta(&mut self, key: &str, value: &str) -> Result<()> {
        self.run("INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", params![key, value])?;
        Ok(())
    }

    /// Forgets a value of this laptop's own.
    pub(crate) fn forget_meta(&mut self, key: &str) -> Result<()> {
        self.run("DELETE FROM meta WHERE key = ?1", [key])?;
        Ok(())
    }

    /// Stores the settings.
    pub(crate) fn save_settings(&mut self, settings: &Settings) -> Result<()> {
        let before = self.reader().chosen_settings()?;
        self.set_meta("settings", &json!(settings).to_string())?;
        // Where nobody had chosen before, `was` is null: the log then tells of a record that came.
        let sides = [("was", json!(before)), ("is", json!(settings))];
        let told = sides.into_iter().filter(|(_, side)| side.is_object());
        let fields: Map<String, Json> = told.map(|(name, side)| (name.to_owned(), side)).collect();
        self.log(Change {
            noun: "settings",
            record: "settings",
            lot: None,
            verb: "changed",
            fields,
        })?;
        self.touch(Topic::Settings);
        Ok(())
    }
}
