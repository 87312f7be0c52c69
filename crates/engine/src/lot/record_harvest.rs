//! A harvest goes into a lot: made when there is none with its code.

use nuong_domain::id::{LotId, StepId};

use crate::harvest::{HarvestInput, HarvestLot};
use crate::step::append::Entry;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// What recording a harvest did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recorded {
    /// The new fact.
    pub harvest: StepId,
    /// Its lot.
    pub lot: LotId,
    /// True when the lot arose with it.
    pub lot_is_new: bool,
    /// Sprays known so far whose interval was running; record sprays first to have the true count.
    pub conflicts: u32,
}

impl Tx<'_> {
    /// Records a harvest: `row` of a ledger once, by which of its equals it is (from 1), none when it is there already; typed always. Makes the lot or lets it
    /// grow, flags pre-harvest conflicts, and leaves the trace events, their deliveries and the search index to the end of the transaction.
    ///
    /// # Errors
    /// `lot_other_unit` when the lot is counted in another dimension; `profile_missing` (at the end) before the cooperative is set up. A refused harvest writes nothing.
    pub fn record_harvest(
        &mut self,
        input: &HarvestInput,
        row: Option<u32>,
    ) -> Result<Option<Recorded>> {
        let existing = self.matching_lot(input)?;
        let entry = row.map_or(Entry::Typed, Entry::Row);
        let (lot, sku) = match existing {
            Some((lot, ref sku)) => (lot, sku.clone()),
            None => self.make_lot(input.product, input.lot.as_str(), input.unit)?,
        };
        let told = HarvestLot {
            id: lot,
            sku: &sku,
            code: input.lot.as_str(),
        };
        let Some(harvest) = self.append_harvest(&told, input, entry)? else {
            return Ok(None);
        };
        let conflicts =
            u32::try_from(self.reader().harvest_conflicts(harvest)?.len()).unwrap_or(u32::MAX);
        Ok(Some(Recorded {
            harvest,
            lot,
            lot_is_new: existing.is_none(),
            conflicts,
        }))
    }

    fn matching_lot(&self, input: &HarvestInput) -> Result<Option<(LotId, String)>> {
        let r = self.reader();
        let sku = r.product(input.product)?.map(|product| product.sku);
        let sku = sku.ok_or_else(|| AppError::new(Code::ProductNotFound, input.product))?;
        let Some(lot) = r.lot_of_product(&sku, input.lot.as_str())? else {
            return Ok(None);
        };
        if lot.unit.dimension() != input.unit.dimension() {
            return Err(AppError::new(Code::LotOtherUnit, lot.id)
                .with("lot", &lot.code)
                .with("unit", lot.unit.code()));
        }
        Ok(Some((lot.id, lot.sku)))
    }
}
