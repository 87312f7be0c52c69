//! Plots, by their code.

use nuong_domain::id::{HouseholdId, PlotId};
use rusqlite::params;
use serde_json::json;

use crate::Result;
use crate::base::text::first;
use crate::base::topic::Topic;
use crate::store::changes::Change;
use crate::store::index::Doc;
use crate::store::reader::Reader;
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

impl Reader<'_> {
    /// The plot with this code, as a ledger tells it.
    pub(crate) fn plot_input(&self, code: &str) -> Result<Option<(PlotId, PlotInput)>> {
        let found = self.one(
            "SELECT id, household_id, crop, area_m2, planted_year, latitude, longitude, growing_area_code, commune_code FROM plot WHERE code = ?1",
            [code],
            |r| {
                let household: Option<String> = r.get(1)?;
                let (latitude, longitude): (Option<f64>, Option<f64>) = (r.get(5)?, r.get(6)?);
                let input = PlotInput {
                    code: code.to_owned(),
                    household: household.and_then(|h| h.parse().ok()),
                    crop: r.get(2)?,
                    area_m2: r.get(3)?,
                    planted_year: r.get(4)?,
                    position: latitude.zip(longitude),
                    growing_area_code: r.get(7)?,
                    commune_code: r.get(8)?,
                };
                Ok((r.get::<_, String>(0)?, input))
            },
        )?;
        Ok(found.and_then(|(id, input)| Some((id.parse().ok()?, input))))
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
        let rows = self.all("SELECT id, code, household_id FROM plot", [], |r| {
            let household: Option<String> = r.get(2)?;
            Ok((r.get::<_, String>(0)?, r.get(1)?, household))
        })?;
        let coded = rows.into_iter();
        Ok(coded
            .filter_map(|(id, code, household)| {
                Some((
                    id.parse().ok()?,
                    code,
                    household.and_then(|h| h.parse().ok()),
                ))
            })
            .collect())
    }

    fn plot_where(&self, condition: &str, value: &str) -> Result<Option<PlotRecord>> {
        let sql = format!(
            "SELECT p.id, p.code, p.household_id, p.crop, p.growing_area_code, CASE WHEN p.commune_code = '' THEN coalesce(h.commune_code, '') ELSE p.commune_code END
             FROM plot p LEFT JOIN household h ON h.id = p.household_id WHERE {condition}"
        );
        let found = self.one(&sql, [value], |r| {
            let household: Option<String> = r.get(2)?;
            Ok((
                r.get::<_, String>(0)?,
                r.get(1)?,
                household,
                r.get(3)?,
                r.get(4)?,
                r.get(5)?,
            ))
        })?;
        Ok(found.and_then(
            |(id, code, household, crop, growing_area_code, commune_code)| {
                Some(PlotRecord {
                    id: id.parse().ok()?,
                    code,
                    household: household.and_then(|h| h.parse().ok()),
                    crop,
                    growing_area_code,
                    commune_code,
                })
            },
        ))
    }
}

impl Tx<'_> {
    /// Adds the plot, or fills in what is still empty of the one with this code; never overwrites what somebody entered.
    ///
    /// # Errors
    /// The store's own.
    pub fn upsert_plot(&mut self, input: &PlotInput) -> Result<(PlotId, Outcome)> {
        let Some((id, before)) = self.reader().plot_input(&input.code)? else {
            let id = PlotId(self.mint());
            self.put_plot(id, input, None)?;
            return Ok((id, Outcome::Added));
        };
        let after = PlotInput {
            code: before.code.clone(),
            household: before.household.or(input.household),
            crop: first(&before.crop, &input.crop),
            area_m2: before.area_m2.or(input.area_m2),
            planted_year: before.planted_year.or(input.planted_year),
            position: before.position.or(input.position),
            growing_area_code: first(&before.growing_area_code, &input.growing_area_code),
            commune_code: first(&before.commune_code, &input.commune_code),
        };
        if after == before {
            return Ok((id, Outcome::Unchanged));
        }
        self.put_plot(id, &after, Some(&before))?;
        Ok((id, Outcome::Completed))
    }

    fn put_plot(&mut self, id: PlotId, p: &PlotInput, before: Option<&PlotInput>) -> Result<()> {
        let id = id.to_string();
        self.run(
            "INSERT INTO plot (id, code, household_id, crop, area_m2, planted_year, latitude, longitude, growing_area_code, commune_code)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (id) DO UPDATE SET household_id = excluded.household_id, crop = excluded.crop, area_m2 = excluded.area_m2,
               planted_year = excluded.planted_year, latitude = excluded.latitude, longitude = excluded.longitude,
               growing_area_code = excluded.growing_area_code, commune_code = excluded.commune_code",
            params![
                id,
                p.code,
                p.household.map(|h| h.to_string()),
                p.crop,
                p.area_m2,
                p.planted_year,
                p.position.map(|x| x.0),
                p.position.map(|x| x.1),
                p.growing_area_code,
                p.commune_code
            ],
        )?;
        let verb = if before.is_some() {
            "changed"
        } else {
            "created"
        };
        let show = |p: &PlotInput| {
            json!({"code": p.code, "household": p.household, "crop": p.crop, "area_m2": p.area_m2, "planted_year": p.planted_year,
                   "position": p.position, "growing_area_code": p.growing_area_code, "commune": p.commune_code})
        };
        self.log(Change {
            noun: "plot",
            record: &id,
            lot: None,
            verb,
            fields: vec![("plot", json!(before.map(show)), show(p))],
        })?;
        let text = [p.code.as_str(), &p.crop, &p.growing_area_code].join(" ");
        self.index(Doc::Plot, &id, None, &text)?;
        if before.is_some() {
            self.mark_lots_of_plot(&id)?;
        }
        self.touch(Topic::Places);
        Ok(())
    }
}
