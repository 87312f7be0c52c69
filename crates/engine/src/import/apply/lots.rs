//! The lot code of a harvest row: as written where it can be printed; repaired, with a warning, where it has spaces or Vietnamese
//! letters; `SKU-YYMMDD-PLOT` where there is none, which follows from the row alone, so that every computer and every order of rows says the
//! same. Two codes that only marks tell apart never become one lot.

use std::collections::HashMap;

use jiff::civil::Date;
use nuong_domain::LotCode;

use crate::import::row::draft::{Entry, HarvestDraft};
use crate::import::row::problem::Problem;
use crate::import::words::text::plain_lot;

/// Lot codes of one workbook.
#[derive(Default)]
pub(crate) struct LotCodes {
    /// Plain code → as first written, and where.
    written: HashMap<String, (String, u32)>,
}

impl LotCodes {
    /// The code for a row, with a remark if it is not the one written.
    ///
    /// # Errors
    /// The reason to refuse the row.
    pub fn of_row(
        &mut self,
        entry: &Entry<HarvestDraft>,
        sku: &str,
        day: Date,
        plot: Option<&str>,
    ) -> std::result::Result<(LotCode, Option<Problem>), Problem> {
        let lot = entry.record.lot.as_str();
        if lot.is_empty() {
            let code = LotCode::of_day(sku, day, plot);
            let remark = Problem::new("lot", "lot_proposed", "").with("lot", &code);
            return Ok((code, Some(remark)));
        }
        let plain = plain_lot(lot);
        let Ok(code) = LotCode::parse(&plain) else {
            let said = if plain.is_empty() {
                "lot_invalid"
            } else {
                "lot_too_long"
            };
            return Err(Problem::new("lot", said, lot).with("lot", LotCode::of_day(sku, day, plot)));
        };
        let (first, row) = self
            .written
            .entry(plain.clone())
            .or_insert_with(|| (lot.to_owned(), entry.row));
        if first != lot {
            return Err(Problem::new("lot", "lot_ambiguous", lot)
                .with("other", first)
                .with("first", row));
        }
        let remark =
            (plain != lot).then(|| Problem::new("lot", "lot_changed", lot).with("lot", &code));
        Ok((code, remark))
    }
}
