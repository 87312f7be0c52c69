use rusqlite::params;
use serde_json::json;

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
