use jiff::civil::Date;
use nuong_domain::id::HarvestId;
use nuong_domain::phi;
use rusqlite::Row;

use super::view::PhiConflict;
use crate::Result;
use crate::store::reader::Reader;

/// The latest day on which a conflicting harvest becomes safe, for the checker's sentence.
pub(crate) fn latest_safe(conflicts: &[PhiConflict]) -> Option<&PhiConflict> {
    conflicts
        .iter()
        .filter(|c| c.interval_days <= phi::MAX_INTERVAL_DAYS)
        .max_by(|a, b| a.safe_on.cmp(&b.safe_on))
}

/// A harvest inside the interval of a spray.
pub(crate) struct Clash {
    pub harvest: HarvestId,
    pub spray: String,
    pub conflict: PhiConflict,
}

impl Clash {
    /// How an override names the pair it answers for.
    pub fn pair(&self) -> String {
        format!("{}:{}", self.harvest, self.spray)
    }
}

pub(crate) const CLASHES: &str = "SELECT h.id, s.id, h.harvested_on, s.sprayed_on, s.pesticide, s.interval_days FROM harvest h
    JOIN spray s ON s.plot_id = h.plot_id AND s.sprayed_on <= h.harvested_on AND s.sprayed_on >= date(h.harvested_on, '-365 days')";

pub(crate) fn clash(r: &Row<'_>) -> rusqlite::Result<Option<Clash>> {
    let (harvest, spray): (String, String) = (r.get(0)?, r.get(1)?);
    let (harvested, sprayed): (String, String) = (r.get(2)?, r.get(3)?);
    let (pesticide, days) = (r.get(4)?, r.get(5)?);
    let read = || {
        let (harvested, sprayed): (Date, Date) = (harvested.parse().ok()?, sprayed.parse().ok()?);
        let safe = phi::safe_on(sprayed, days)?;
        let conflict = PhiConflict {
            sprayed_on: sprayed.to_string(),
            pesticide,
            interval_days: days,
            safe_on: safe.to_string(),
        };
        phi::conflicts(sprayed, days, harvested).then_some(Clash {
            harvest: harvest.parse().ok()?,
            spray,
            conflict,
        })
    };
    Ok(read())
}

impl Reader<'_> {
    /// Sprays whose interval was running when this harvest was picked.
    pub fn harvest_conflicts(&self, harvest: HarvestId) -> Result<Vec<PhiConflict>> {
        let found = self.all(
            &format!("{CLASHES} WHERE h.id = ?1 ORDER BY s.sprayed_on"),
            [harvest.to_string()],
            clash,
        )?;
        Ok(found.into_iter().flatten().map(|c| c.conflict).collect())
    }
}
