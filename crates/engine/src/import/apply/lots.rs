//! The lot code of a harvest row: as written where it can be printed; repaired, with a warning, where it has spaces or Vietnamese
//! letters; proposed as `SKU-YYMMDD-n` where there is none. Two codes that only marks tell apart never become one lot.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use nuong_domain::LotCode;

use crate::Result;
use crate::import::row::draft::{Entry, HarvestDraft};
use crate::import::row::problem::Problem;
use crate::import::words::text::plain_lot;
use crate::store::tx::Tx;

/// Lot codes of one workbook.
pub(crate) struct LotCodes {
    /// Every code that rows will carry, so that no proposal takes one.
    taken: HashSet<String>,
    /// Plain code → as first written, and where.
    written: HashMap<String, (String, u32)>,
    /// SKU and day → last number proposed.
    proposed: HashMap<(String, Date), u32>,
}

impl LotCodes {
    pub fn of(harvests: &[Entry<HarvestDraft>]) -> Self {
        let taken = harvests
            .iter()
            .map(|e| plain_lot(&e.record.lot))
            .filter(|c| !c.is_empty())
            .collect();
        Self {
            taken,
            written: HashMap::new(),
            proposed: HashMap::new(),
        }
    }

    /// The code for a row, with a remark if it is not the one written.
    ///
    /// # Errors
    /// The store's own; inside, the reason to refuse the row.
    pub fn of_row(
        &mut self,
        entry: &Entry<HarvestDraft>,
        sku: &str,
        day: Date,
        tx: &Tx<'_>,
    ) -> Result<std::result::Result<(LotCode, Option<Problem>), Problem>> {
        let lot = entry.record.lot.as_str();
        if lot.is_empty() {
            let code = self.propose(sku, day, tx)?;
            let remark = Problem::new("lot", "lot_proposed", "").with("lot", &code);
            return Ok(Ok((code, Some(remark))));
        }
        let plain = plain_lot(lot);
        let Ok(code) = LotCode::parse(&plain) else {
            let said = if plain.is_empty() {
                "lot_invalid"
            } else {
                "lot_too_long"
            };
            return Ok(Err(
                Problem::new("lot", said, lot).with("lot", self.propose(sku, day, tx)?)
            ));
        };
        let (first, row) = self
            .written
            .entry(plain.clone())
            .or_insert_with(|| (lot.to_owned(), entry.row));
        if first != lot {
            return Ok(Err(Problem::new("lot", "lot_ambiguous", lot)
                .with("other", first)
                .with("first", row)));
        }
        let remark =
            (plain != lot).then(|| Problem::new("lot", "lot_changed", lot).with("lot", &code));
        Ok(Ok((code, remark)))
    }

    /// The next code of this product and day that neither the workbook nor the store has.
    fn propose(&mut self, sku: &str, day: Date, tx: &Tx<'_>) -> Result<LotCode> {
        let last = self.proposed.entry((sku.to_owned(), day)).or_default();
        loop {
            *last += 1;
            let code = LotCode::propose_code(sku, day, *last);
            let free = !self.taken.contains(code.as_str())
                && tx.reader().lot_of_product(sku, code.as_str())?.is_none();
            if free {
                self.taken.insert(code.as_str().to_owned());
                return Ok(code);
            }
        }
    }
}
