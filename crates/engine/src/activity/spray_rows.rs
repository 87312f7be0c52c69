//! Spray records: facts about a plot. A new one may flag lots that were harvested before it was known.

use jiff::civil::Date;
use nuong_domain::id::{PlaceId, SprayId};
use rusqlite::types::Value;

use crate::Result;
use crate::base::topic::Topic;
use crate::place::LOTS_OF_PLACE;
use crate::step::identity::spray_id;
use crate::store::columns::Columns;
use crate::store::mark::Mark;
use crate::store::record::{Kind, Record, text};
use crate::store::tx::Tx;

/// A spray as a ledger tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SprayInput {
    /// Where.
    pub plot: PlaceId,
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

/// A spray as stored.
pub(crate) struct Spray {
    id: SprayId,
    told: SprayInput,
    entered_at: String,
}

pub(crate) static KIND: Kind = Kind::new(
    "spray",
    "spray",
    &[
        "id",
        "plot_id",
        "sprayed_on",
        "pesticide",
        "ingredient",
        "dose",
        "pest",
        "interval_days",
        "person",
        "entered_at",
    ],
    &[Topic::Lots],
)
.entered_at("entered_at");

impl Record for Spray {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        let told = &self.told;
        vec![
            text(self.id),
            text(told.plot),
            text(told.sprayed_on),
            text(&told.pesticide),
            text(&told.ingredient),
            text(&told.dose),
            text(&told.pest),
            told.interval_days.into(),
            text(&told.person),
            text(&self.entered_at),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            id: row.parsed(0)?,
            told: SprayInput {
                plot: row.parsed(1)?,
                sprayed_on: row.parsed(2)?,
                pesticide: row.get(3)?,
                ingredient: row.get(4)?,
                dose: row.get(5)?,
                pest: row.get(6)?,
                interval_days: row.get(7)?,
                person: row.get(8)?,
            },
            entered_at: row.get(9)?,
        })
    }

    fn marks(&self, _before: Option<&Self>) -> Vec<Mark> {
        vec![Mark::new(LOTS_OF_PLACE, self.told.plot)]
    }
}

impl Tx<'_> {
    /// Records a spray once: none when `key` (the row's natural key) was taken before. Lots harvested inside its interval are flagged
    /// when the transaction ends.
    ///
    /// # Errors
    /// The store's own.
    pub fn record_spray(&mut self, input: &SprayInput, key: &str) -> Result<Option<SprayId>> {
        let id = SprayId(spray_id(&self.reader().organisation()?, key));
        if !self.claim_key("spray", key, &id.to_string())? {
            return Ok(None);
        }
        let spray = Spray {
            id,
            told: input.clone(),
            entered_at: self.at().to_owned(),
        };
        self.append(&spray)?;
        Ok(Some(id))
    }
}
