//! Harvests that were picked inside the interval of a spray.

use jiff::civil::Date;
use nuong_domain::id::StepId;
use nuong_domain::phi;

use super::view::PhiConflict;
use crate::Result;
use crate::store::columns::Columns;
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
    pub harvest: StepId,
    pub spray: String,
    pub conflict: PhiConflict,
}

impl Clash {
    /// How an override names the pair it answers for.
    pub fn override_pair(&self) -> String {
        format!("{}:{}", self.harvest, self.spray)
    }
}

/// Harvests with the sprays of the year before on their plot; conditions follow.
pub(crate) const CLASHES: &str = "SELECT lower(hex(h.id)), s.id, h.day, s.sprayed_on, s.pesticide, s.interval_days FROM step h
    JOIN place p ON p.n = h.origin AND h.stage IN ('harvest', 'intake') AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.step = h.n)
    JOIN spray s ON s.plot_id = p.id AND s.sprayed_on <= h.day AND s.sprayed_on >= date(h.day, '-365 days')";

/// A row of [`CLASHES`]; none when the interval was over by then.
pub(crate) fn read_clash(r: &Columns<'_>) -> Result<Option<Clash>> {
    let (harvested, sprayed): (Date, Date) = (r.parsed(2)?, r.parsed(3)?);
    let days = r.get(5)?;
    let safe = phi::safe_on(sprayed, days);
    let Some(safe) = safe.filter(|_| phi::harvest_conflicts(sprayed, days, harvested)) else {
        return Ok(None);
    };
    Ok(Some(Clash {
        harvest: r.parsed(0)?,
        spray: r.get(1)?,
        conflict: PhiConflict {
            sprayed_on: sprayed.to_string(),
            pesticide: r.get(4)?,
            interval_days: days,
            safe_on: safe.to_string(),
        },
    }))
}

impl Reader<'_> {
    /// Sprays whose interval was running when this harvest was picked.
    pub fn harvest_conflicts(&self, harvest: StepId) -> Result<Vec<PhiConflict>> {
        let found = self.all(
            &format!("{CLASHES} WHERE h.id = unhex(?1, '-') ORDER BY s.sprayed_on"),
            [harvest.to_string()],
            read_clash,
        )?;
        Ok(found.into_iter().flatten().map(|c| c.conflict).collect())
    }
}
