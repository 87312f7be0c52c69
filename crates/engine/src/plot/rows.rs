//! Plots as stored.

use nuong_domain::id::{HouseholdId, PlotId};
use rusqlite::types::Value;

use crate::Result;
use crate::base::text::first;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::index::Doc;
use crate::store::mark::Mark;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text, text_if_any};
use crate::store::tx::{Outcome, Tx};

/// A plot as a ledger tells it. Text is NFC and trimmed by the caller.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlotInput {
    /// The cooperative's code, such as `T001`: the natural key.
    pub code: String,
    /// Whose it is.
    pub household: Option<HouseholdId>,
    /// What grows on it.
    pub crop: String,
    /// Area in m².
    pub area_m2: Option<i64>,
    /// Year of planting.
    pub planted_year: Option<i64>,
    /// Latitude and longitude, degrees WGS 84.
    pub position: Option<(f64, f64)>,
    /// Growing-area code (PUC): free text, not a GLN.
    pub growing_area_code: String,
    /// Today's commune; empty means its household's.
    pub commune_code: String,
}

/// A plot with its place, as trace documents need it.
#[derive(Debug, Clone, PartialEq)]
pub struct PlotRecord {
    /// Id.
    pub id: PlotId,
    /// Code.
    pub code: String,
    /// Whose it is.
    pub household: Option<HouseholdId>,
    /// What grows on it.
    pub crop: String,
    /// Growing-area code, or empty.
    pub growing_area_code: String,
    /// Today's commune of the plot or else of its household; may be empty.
    pub commune_code: String,
}

/// A plot as stored.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct StoredPlot {
    id: PlotId,
    told: PlotInput,
}

pub(crate) static KIND: Kind = Kind::new(
    "plot",
    "plot",
    &[
        "id",
        "code",
        "household_id",
        "crop",
        "area_m2",
        "planted_year",
        "latitude",
        "longitude",
        "growing_area_code",
        "commune_code",
    ],
    &[Topic::Places],
);

/// Documents of plots in the search index.
pub(crate) const DOC: Doc = Doc(4);

/// A plot whose search text may be another.
const CHANGED: &str = "plot";

/// A plot whose lots may be found by other words, or may have been harvested too early.
pub(crate) const LOTS_OF_PLOT: &str = "lots of plot";

impl Record for StoredPlot {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        let told = &self.told;
        let (latitude, longitude) = told.position.unzip();
        vec![
            text(self.id),
            text(&told.code),
            text_if_any(told.household),
            text(&told.crop),
            told.area_m2.into(),
            told.planted_year.into(),
            latitude.into(),
            longitude.into(),
            text(&told.growing_area_code),
            text(&told.commune_code),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        let (latitude, longitude): (Option<f64>, Option<f64>) = (row.get(6)?, row.get(7)?);
        Ok(Self {
            id: row.parsed(0)?,
            told: PlotInput {
                code: row.get(1)?,
                household: row.parsed_if_any(2)?,
                crop: row.get(3)?,
                area_m2: row.get(4)?,
                planted_year: row.get(5)?,
                position: latitude.zip(longitude),
                growing_area_code: row.get(8)?,
                commune_code: row.get(9)?,
            },
        })
    }

    fn marks(&self, before: Option<&Self>) -> Vec<Mark> {
        let own = Mark::new(CHANGED, self.id);
        match before {
            Some(_) => vec![own, Mark::new(LOTS_OF_PLOT, self.id)],
            None => vec![own],
        }
    }
}

impl Reader<'_> {
    fn stored_plot(&self, code: &str) -> Result<Option<StoredPlot>> {
        Ok(self.records("WHERE code = ?1", &[text(code)])?.pop())
    }

    /// The plot with this code, as it was told.
    pub(crate) fn plot_told(&self, code: &str) -> Result<Option<PlotInput>> {
        Ok(self.stored_plot(code)?.map(|stored| stored.told))
    }

    /// The plot with this code.
    pub fn plot_by_code(&self, code: &str) -> Result<Option<PlotRecord>> {
        self.plot_where("p.code = ?1", code)
    }

    /// The plot with this id.
    pub fn plot(&self, id: PlotId) -> Result<Option<PlotRecord>> {
        self.plot_where("p.id = ?1", &id.to_string())
    }

    /// Every plot's code and household.
    pub(crate) fn plot_codes(&self) -> Result<Vec<(PlotId, String, Option<HouseholdId>)>> {
        self.all("SELECT id, code, household_id FROM plot", [], |r| {
            Ok((r.parsed(0)?, r.get(1)?, r.parsed_if_any(2)?))
        })
    }

    fn plot_where(&self, condition: &str, value: &str) -> Result<Option<PlotRecord>> {
        let sql = format!(
            "SELECT p.id, p.code, p.household_id, p.crop, p.growing_area_code, CASE WHEN p.commune_code = '' THEN coalesce(h.commune_code, '') ELSE p.commune_code END
             FROM plot p LEFT JOIN household h ON h.id = p.household_id WHERE {condition}"
        );
        self.one(&sql, [value], |r| {
            Ok(PlotRecord {
                id: r.parsed(0)?,
                code: r.get(1)?,
                household: r.parsed_if_any(2)?,
                crop: r.get(3)?,
                growing_area_code: r.get(4)?,
                commune_code: r.get(5)?,
            })
        })
    }
}

impl Tx<'_> {
    /// Adds the plot, or fills in what is still empty of the one with this code; never overwrites what somebody entered.
    ///
    /// # Errors
    /// The store's own.
    pub fn upsert_plot(&mut self, input: &PlotInput) -> Result<(PlotId, Outcome)> {
        let Some(before) = self.reader().stored_plot(&input.code)? else {
            let new = StoredPlot {
                id: PlotId(self.mint()),
                told: input.clone(),
            };
            self.put(&new)?;
            return Ok((new.id, Outcome::Added));
        };
        let after = StoredPlot {
            told: completed_plot(&before.told, input),
            ..before.clone()
        };
        if after == before {
            return Ok((before.id, Outcome::Unchanged));
        }
        self.put(&after)?;
        Ok((after.id, Outcome::Completed))
    }
}

/// What is there, and where it is empty, what is offered.
fn completed_plot(have: &PlotInput, offered: &PlotInput) -> PlotInput {
    PlotInput {
        code: have.code.clone(),
        household: have.household.or(offered.household),
        crop: first(&have.crop, &offered.crop),
        area_m2: have.area_m2.or(offered.area_m2),
        planted_year: have.planted_year.or(offered.planted_year),
        position: have.position.or(offered.position),
        growing_area_code: first(&have.growing_area_code, &offered.growing_area_code),
        commune_code: first(&have.commune_code, &offered.commune_code),
    }
}

/// Search finds plots by what they are called today.
pub(crate) fn refresh_index(tx: &mut Tx<'_>) -> Result<()> {
    for (id, _) in tx.take_marks(CHANGED) {
        let found: Option<StoredPlot> = tx.reader().record(&[text(&id)])?;
        if let Some(StoredPlot { told, .. }) = found {
            let words = [told.code.as_str(), &told.crop, &told.growing_area_code].join(" ");
            tx.index(DOC, &id, None, &words)?;
        }
    }
    Ok(())
}

/// Every plot is to be indexed anew.
pub(crate) fn mark_all(tx: &mut Tx<'_>) -> Result<()> {
    for (id, _, _) in tx.reader().plot_codes()? {
        tx.mark(Mark::new(CHANGED, id));
    }
    Ok(())
}
