use nuong_domain::id::{EventId, LotId};
use nuong_domain::lot;

use crate::base::topic::Topic;
use crate::event::{Kind, Names};
use crate::store::tx::{Fresh, Tx};
use crate::{AppError, Code, Result};

impl Tx<'_> {
    /// Writes the events of everything harvested in this transaction: one per pick, and one of receiving per lot for what it gained.
    pub(crate) fn bear_events(&mut self) -> Result<()> {
        let fresh = std::mem::take(&mut self.fresh);
        if fresh.is_empty() {
            return Ok(());
        }
        let profile = self
            .reader()
            .profile()?
            .ok_or_else(|| AppError::new(Code::ProfileMissing, "no cooperative yet"))?;
        let names = Names::of(&profile);
        let targets = self.reader().active_destinations()?;
        for (lot, harvests) in fresh {
            self.bear_lot(&names, lot, &harvests, &targets)?;
        }
        self.touch(Topic::Sync);
        Ok(())
    }

    fn bear_lot(
        &mut self,
        names: &Names,
        lot: LotId,
        fresh: &Fresh,
        targets: &[String],
    ) -> Result<()> {
        let missing = || AppError::new(Code::Internal, format!("lot {lot} cannot be read"));
        let record = self.reader().lot(lot)?.ok_or_else(missing)?;
        let product = self.reader().product(record.product)?.ok_or_else(missing)?;
        let subject = crate::event::Subject {
            lot: &record.code,
            sku: &record.sku,
            gtin: record.gtin.as_deref(),
        };
        let expiry = product
            .shelf_life_months
            .zip(record.first_on)
            .and_then(|(months, day)| lot::expiry(day, months));
        let mut picks = fresh
            .harvests
            .iter()
            .map(|h| self.reader().pick(*h, record.unit))
            .collect::<Result<Vec<_>>>()?;
        picks.sort_by_key(|p| p.date);
        let earlier = self.reader().count(
            "SELECT count(*) FROM trace_event WHERE lot_id = ?1",
            [lot.to_string()],
        )?;
        for (i, pick) in picks.iter().enumerate() {
            let first = earlier == 0 && i == 0;
            let facts = crate::event::Harvest {
                date: pick.date,
                plot: pick.plot.as_ref().map(|p| p.0.as_str()),
                quantity: pick.quantity,
                first,
                expiry,
            };
            let id = EventId(self.mint());
            let written = crate::event::harvest_event(names, &subject, &facts, id, self.now())?;
            self.keep_event(
                Kind::Harvest,
                record.id,
                pick.plot.as_ref().map(|p| p.1.as_str()),
                id,
                &written,
                targets,
            )?;
        }
        let gained = lot::total(picks.iter().map(|p| p.quantity))
            .map_err(|e| AppError::of(Code::by_word(e.code()), e))?;
        let date = picks.iter().map(|p| p.date).max().ok_or_else(missing)?;
        let id = EventId(self.mint());
        let written = crate::event::receiving_event(names, &subject, date, gained, id, self.now())?;
        self.keep_event(Kind::Lot, record.id, None, id, &written, targets)
    }
}
