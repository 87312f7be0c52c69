//! Harvests: facts, each of which makes its lot or lets it grow. Trace events are born when the transaction ends, so that one import
//! of many picks makes one receiving event per lot.

use jiff::civil::Date;
use nuong_domain::id::{HarvestId, HouseholdId, LotId, PlotId, ProductId};
use nuong_domain::{LotCode, Quantity, Unit};
use rusqlite::params;
use serde_json::json;

use crate::store::changes::Change;
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// A harvest as a ledger or a person tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HarvestInput {
    /// Of what.
    pub product: ProductId,
    /// Into which lot: made when there is none with this code.
    pub lot: LotCode,
    /// Where; none when it was bought in or typed without a plot.
    pub plot: Option<PlotId>,
    /// Whose; none means the plot's.
    pub household: Option<HouseholdId>,
    /// When.
    pub harvested_on: Date,
    /// How much.
    pub quantity: Quantity,
    /// The unit in which it was written; a new lot is shown in it.
    pub unit: Unit,
    /// Moisture in tenths of a percent.
    pub moisture_permille: Option<u32>,
    /// Remark as written.
    pub note: String,
}

impl Tx<'_> {
    pub(crate) fn put_harvest(
        &mut self,
        id: HarvestId,
        lot: LotId,
        h: &HarvestInput,
    ) -> Result<()> {
        let (record, lot, at) = (id.to_string(), lot.to_string(), self.at().to_owned());
        let household = match (h.household, h.plot) {
            (None, Some(plot)) => self.reader().plot(plot)?.and_then(|p| p.household),
            (given, _) => given,
        };
        self.run(
            "INSERT INTO harvest (id, product_id, plot_id, household_id, harvested_on, quantity, unit, moisture_permille, note, entered_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                record,
                h.product.to_string(),
                h.plot.map(|p| p.to_string()),
                household.map(|h| h.to_string()),
                h.harvested_on.to_string(),
                h.quantity.base(),
                h.unit.code(),
                h.moisture_permille,
                h.note,
                at
            ],
        )?;
        self.run(
            "INSERT INTO lot_source (lot_id, harvest_id, quantity) VALUES (?1, ?2, ?3)",
            params![lot, record, h.quantity.base()],
        )?;
        let after = json!({"on": h.harvested_on, "quantity": h.quantity.number(h.unit), "unit": h.unit.code(), "plot": h.plot, "note": h.note});
        self.log(Change {
            noun: "harvest",
            record: &record,
            lot: Some(&lot),
            verb: "created",
            fields: vec![("harvest", json!(null), after)],
        })
    }
}

pub(crate) struct Pick {
    pub date: Date,
    pub plot: Option<(String, String)>,
    pub quantity: Quantity,
}

impl Reader<'_> {
    pub(crate) fn pick(&self, harvest: HarvestId, unit: Unit) -> Result<Pick> {
        let row = self.one(
            "SELECT h.harvested_on, h.quantity, p.code, p.id FROM harvest h LEFT JOIN plot p ON p.id = h.plot_id WHERE h.id = ?1",
            [harvest.to_string()],
            |r| Ok((r.get::<_, String>(0)?, r.get(1)?, r.get::<_, Option<String>>(2)?, r.get::<_, Option<String>>(3)?)),
        )?;
        let read = || {
            let (date, base, code, id) = row?;
            Some(Pick {
                date: date.parse().ok()?,
                plot: code.zip(id),
                quantity: Quantity::from_base(base, unit.dimension()).ok()?,
            })
        };
        read().ok_or_else(|| {
            AppError::new(Code::Internal, format!("harvest {harvest} cannot be read"))
        })
    }
}
