//! What of a lot follows from facts: what it holds, since when, its status, its pre-harvest flag, and the words search finds it by.

use std::collections::BTreeSet;

use jiff::civil::Date;
use nuong_domain::id::LotId;
use rusqlite::params;
use serde_json::json;

use super::{DOC, STALE, marked_lot};
use crate::base::address;
use crate::base::topic::Topic;
use crate::party::LOTS_OF_PARTY;
use crate::place::LOTS_OF_PLACE;
use crate::product::LOTS_OF_PRODUCT;
use crate::stage::Class;
use crate::store::mark::Mark;
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

impl Reader<'_> {
    /// What search finds a lot by: its code, product, households, plots, today's and yesterday's addresses.
    fn lot_text(&self, lot: LotId) -> Result<String> {
        let id = lot.to_string();
        let own: Option<String> = self.one(
            "SELECT l.code || ' ' || p.name || ' ' || l.sku || ' ' || coalesce(l.gtin, '') FROM lot l JOIN product p ON p.id = l.product_id WHERE l.id = ?1",
            [&id],
            |r| r.get(0),
        )?;
        let Some(mut text) = own else {
            return Ok(String::new());
        };
        let sources = self.all(
            "SELECT DISTINCT coalesce(hh.code, '') || ' ' || coalesce(hh.name, '') || ' ' || coalesce(hh.address_detail, '') || ' ' || coalesce(hh.address_written, '')
               || ' ' || coalesce(p.code, '') || ' ' || coalesce(p.growing_area_code, ''), coalesce(nullif(p.commune_code, ''), hh.commune_code, '')
             FROM step_line l JOIN step s ON s.n = l.step LEFT JOIN place p ON p.n = s.origin LEFT JOIN party hh ON hh.n = s.party
             WHERE l.lot = (SELECT n FROM lot WHERE id = ?1)",
            [&id],
            |r| Ok((r.get::<String>(0)?, r.get::<String>(1)?)),
        )?;
        for (words, commune) in sources {
            text = [&text, words.as_str(), &address::commune_label(&commune)].join(" ");
        }
        Ok(text)
    }
}

/// Stages by whose steps lots arise and grow.
fn making_stages(r: &Reader<'_>) -> Result<String> {
    Ok(r.told_stages()?.codes_of(&[Class::Begin, Class::Turn]))
}

/// What else makes lots stale, and which.
const BY_OTHERS: [(&str, &str); 3] = [
    (LOTS_OF_PRODUCT, "SELECT id FROM lot WHERE product_id = ?1"),
    (
        LOTS_OF_PLACE,
        "SELECT t.id FROM step s JOIN step_line l ON l.step = s.n JOIN lot t ON t.n = l.lot WHERE s.origin = (SELECT n FROM place WHERE id = ?1)",
    ),
    (
        LOTS_OF_PARTY,
        "SELECT t.id FROM step s JOIN step_line l ON l.step = s.n JOIN lot t ON t.n = l.lot WHERE s.party = (SELECT n FROM party WHERE id = ?1)",
    ),
];

/// Brings every stale lot in line with the facts.
pub(crate) fn refresh_lots(tx: &mut Tx<'_>) -> Result<()> {
    let marks = tx.take_marks(STALE).into_iter();
    let mut stale: BTreeSet<String> = marks.collect();
    for (mark, lots) in BY_OTHERS {
        for id in tx.take_marks(mark) {
            stale.extend(tx.reader().all(lots, [&id], |r| r.get::<String>(0))?);
        }
    }
    tx.reader().add_circles(&mut stale)?;
    let making = making_stages(&tx.reader())?;
    let mut dated = Vec::with_capacity(stale.len());
    for lot in stale {
        let lot = marked_lot(&lot)?;
        dated.push((tx.refresh_lot(lot, &making)?, lot));
    }
    // The index numbers lots by day, and FTS5 writes out all it has gathered whenever a number falls: in order, once.
    dated.sort();
    let indexed = dated.len();
    for (day, lot) in dated {
        let words = tx.reader().lot_text(lot)?;
        tx.index(DOC, &lot.to_string(), day, &words)?;
    }
    tx.gather_index(indexed)
}

/// Every lot is to be made anew.
pub(crate) fn mark_all(tx: &mut Tx<'_>) -> Result<()> {
    let all = tx
        .reader()
        .all("SELECT id FROM lot", [], |r| r.get::<String>(0))?;
    for lot in all {
        tx.mark(Mark::new(STALE, lot));
    }
    Ok(())
}

impl Tx<'_> {
    /// All but the search text; the first day harvested.
    fn refresh_lot(&mut self, lot: LotId, making: &str) -> Result<Option<Date>> {
        let id = lot.to_string();
        let flag = self.reader().phi_flag(lot)?;
        let before: Option<i64> =
            self.reader()
                .one("SELECT phi FROM lot WHERE id = ?1", [&id], |r| r.get(0))?;
        let status = self.reader().decided_status(lot)?;
        let names = self.reader().lot(lot)?;
        let names = names.ok_or_else(|| AppError::new(Code::Internal, format!("no lot {lot}")))?;
        let code = self.reader().short_code_of(&names)?.compact();
        let review = self.reader().lot_review(lot)?;
        // A sum of no rows is NULL, and a lot with no step holds nothing; its days stay unknown.
        self.run(
            "UPDATE lot SET quantity = (SELECT coalesce(sum(amount), 0) FROM stock WHERE stock.lot = lot.n), first_on = t.first_on, last_on = t.last_on,
               phi = ?2, status = ?3, short_code = ?4, review = ?6
             FROM (SELECT min(s.day) AS first_on, max(s.day) AS last_on
                   FROM step_line l JOIN step s ON s.n = l.step WHERE l.lot = (SELECT n FROM lot WHERE id = ?1) AND l.role = 'out'
                     AND s.stage IN (SELECT value FROM json_each(?5)) AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.step = s.n)) AS t WHERE lot.id = ?1",
            params![id, flag, status.as_str(), code, making, json!(review).to_string()],
        )?;
        let sql = "SELECT id, first_on FROM lot WHERE id = ?1";
        let first = self.reader().one(sql, [&id], |r| r.parsed_if_any(1))?;
        if flag == 1 && before.is_some_and(|b| b != 1) {
            self.note("lot", &id, &id, "phi_flagged")?;
        }
        self.touch(Topic::Lots);
        Ok(first.flatten())
    }
}
