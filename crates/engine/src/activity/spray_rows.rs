//! Spray records: facts about a plot. A new one may flag lots that were harvested before it was known.

use jiff::civil::Date;
use nuong_domain::id::{PlotId, SprayId};
use rusqlite::params;
use serde_json::json;

use crate::Result;
use crate::base::topic::Topic;
use crate::store::changes::Change;
use crate::store::tx::Tx;

/// A spray as a ledger tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SprayInput {
    /// Where.
    pub plot: PlotId,
    /// When.
    pub sprayed_on: Date,
    /// Trade name.
    pub pesticide: String,
    /// Active ingredient.
    pub ingredient: String,
    /// Dose as written.
    pub dose: String,
    /// Pest as written.
    pub pest: String,
    /// Pre-harvest interval in days, at most [`nuong_domain::phi::MAX_INTERVAL_DAYS`].
    pub interval_days: u32,
    /// Who sprayed, as written.
    pub person: String,
}

impl Tx<'_> {
    /// Records a spray once: none when `key` (the row's natural key) was taken before. Lots harvested inside its interval are flagged
    /// when the transaction ends.
    ///
    /// # Errors
    /// The store's own.
    pub fn record_spray(&mut self, input: &SprayInput, key: &str) -> Result<Option<SprayId>> {
        let id = SprayId(self.mint());
        if !self.claim_key("spray", key, &id.to_string())? {
            return Ok(None);
        }
        let (record, at) = (id.to_string(), self.at().to_owned());
        self.run(
            "INSERT INTO spray (id, plot_id, sprayed_on, pesticide, ingredient, dose, pest, interval_days, person, entered_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                record, input.plot.to_string(), input.sprayed_on.to_string(), input.pesticide, input.ingredient, input.dose, input.pest, input.interval_days,
                input.person, at
            ],
        )?;
        let after = json!({"plot": input.plot, "on": input.sprayed_on, "pesticide": input.pesticide, "interval_days": input.interval_days});
        self.log(Change {
            noun: "spray",
            record: &record,
            lot: None,
            verb: "created",
            fields: vec![("spray", json!(null), after)],
        })?;
        self.sprayed.insert(input.plot);
        self.touch(Topic::Lots);
        Ok(Some(id))
    }
}
