//! Harvests: facts, each of which makes its lot or lets it grow. Trace events are born when the transaction ends, so that one import
//! of many picks makes one receiving event per lot.

use jiff::civil::Date;
use nuong_domain::id::{HarvestId, HouseholdId, LotId, PlotId, ProductId};
use nuong_domain::{LotCode, Quantity, Unit};
use rusqlite::params;
use serde_json::json;

use super::Tx;
use super::changes::Change;
use crate::views::Topic;
use crate::{AppError, Result};

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

/// What recording a harvest did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// The new fact.
    pub harvest: HarvestId,
    /// Its lot.
    pub lot: LotId,
    /// True when the lot arose with it.
    pub lot_is_new: bool,
    /// Sprays known so far whose interval was running; record sprays first to have the true count.
    pub conflicts: u32,
}

impl Tx<'_> {
    /// Records a harvest once: none when `key` (the row's natural key) was taken before; without a key always. Makes the lot or lets it
    /// grow, flags pre-harvest conflicts, and leaves the trace events, their deliveries and the search index to the end of the transaction.
    ///
    /// # Errors
    /// `lot_other_product` (args `lot`, `product`) when a lot of this code holds another product; `lot_other_unit` when it is counted in another
    /// dimension; `profile_missing` (at the end) before the cooperative is set up. A refused harvest writes nothing.
    pub fn record_harvest(
        &mut self,
        input: &HarvestInput,
        key: Option<&str>,
    ) -> Result<Option<Recorded>> {
        let existing = self.matching_lot(input)?;
        let harvest = HarvestId(self.mint());
        if let Some(key) = key
            && !self.claim_key("harvest", key, &harvest.to_string())?
        {
            return Ok(None);
        }
        let lot = match existing {
            Some(lot) => lot,
            None => self.make_lot(input)?,
        };
        self.put_harvest(harvest, lot, input)?;
        self.fresh.entry(lot).or_default().harvests.push(harvest);
        self.stale.insert(lot);
        self.touch(Topic::Lots);
        let conflicts =
            u32::try_from(self.reader().harvest_conflicts(harvest)?.len()).unwrap_or(u32::MAX);
        Ok(Some(Recorded {
            harvest,
            lot,
            lot_is_new: existing.is_none(),
            conflicts,
        }))
    }

    fn matching_lot(&self, input: &HarvestInput) -> Result<Option<LotId>> {
        let Some(lot) = self.reader().lot_by_code(input.lot.as_str())? else {
            return Ok(None);
        };
        if lot.product != input.product {
            let name = self
                .reader()
                .product(lot.product)?
                .map(|p| p.name)
                .unwrap_or_default();
            return Err(AppError::new("lot_other_product", lot.id)
                .with("lot", &lot.code)
                .with("product", name));
        }
        if lot.unit.dimension() != input.unit.dimension() {
            return Err(AppError::new("lot_other_unit", lot.id)
                .with("lot", &lot.code)
                .with("unit", lot.unit.code()));
        }
        Ok(Some(lot.id))
    }

    fn make_lot(&mut self, input: &HarvestInput) -> Result<LotId> {
        let id = LotId(self.mint());
        let (record, at) = (id.to_string(), self.at().to_owned());
        let made = self.run(
            "INSERT INTO lot (id, code, product_id, sku, gtin, unit, status, created_at, quantity, phi)
             SELECT ?1, ?2, id, sku, gtin, ?4, 'draft', ?5, 0, 0 FROM product WHERE id = ?3",
            params![record, input.lot.as_str(), input.product.to_string(), input.unit.code(), at],
        )?;
        if made == 0 {
            return Err(AppError::new("product_not_found", input.product));
        }
        let fields = vec![
            ("lot", json!(null), json!(input.lot.as_str())),
            ("product", json!(null), json!(input.product)),
        ];
        self.log(Change {
            noun: "lot",
            record: &record,
            lot: Some(&record),
            verb: "created",
            fields,
        })?;
        Ok(id)
    }

    fn put_harvest(&mut self, id: HarvestId, lot: LotId, h: &HarvestInput) -> Result<()> {
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
        let after = json!({"on": h.harvested_on, "quantity": h.quantity.number_in(h.unit), "unit": h.unit.code(), "plot": h.plot, "note": h.note});
        self.log(Change {
            noun: "harvest",
            record: &record,
            lot: Some(&lot),
            verb: "created",
            fields: vec![("harvest", json!(null), after)],
        })
    }
}
