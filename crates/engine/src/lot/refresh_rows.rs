use jiff::civil::Date;
use nuong_domain::id::{LotId, PlotId, ProductId};
use rusqlite::params;
use serde_json::json;

use crate::Result;
use crate::base::address;
use crate::base::topic::Topic;
use crate::store::changes::Change;
use crate::store::index::Doc;
use crate::store::reader::Reader;
use crate::store::tx::Tx;

impl Reader<'_> {
    /// What search finds a lot by: its code, product, households, plots, today's and yesterday's addresses.
    fn lot_text(&self, lot: LotId) -> Result<String> {
        let id = lot.to_string();
        let own: Option<String> = self.one(
            "SELECT l.code || ' ' || p.name || ' ' || l.sku || ' ' || coalesce(l.gtin, '') FROM lot l JOIN product p ON p.id = l.product_id WHERE l.id = ?1",
            [&id],
            |r| r.get(0),
        )?;
        let sources = self.all(
            "SELECT DISTINCT coalesce(hh.code, '') || ' ' || coalesce(hh.name, '') || ' ' || coalesce(hh.address_detail, '') || ' ' || coalesce(hh.address_written, '')
               || ' ' || coalesce(p.code, '') || ' ' || coalesce(p.growing_area_code, ''), coalesce(nullif(p.commune_code, ''), hh.commune_code, '')
             FROM lot_source ls JOIN harvest h ON h.id = ls.harvest_id LEFT JOIN plot p ON p.id = h.plot_id LEFT JOIN household hh ON hh.id = h.household_id
             WHERE ls.lot_id = ?1",
            [&id],
            |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?)),
        )?;
        let mut text = own.unwrap_or_default();
        for (words, commune) in sources {
            text = [&text, words.as_str(), &address::commune_label(&commune)].join(" ");
        }
        Ok(text)
    }
}

impl Tx<'_> {
    /// Marks the lots of a product, whose name search finds them by.
    pub(crate) fn reindex_lots_of(&mut self, product: ProductId) -> Result<()> {
        self.mark_stale(
            "SELECT id FROM lot WHERE product_id = ?1",
            &product.to_string(),
        )
    }

    /// Marks the lots with a harvest from a plot.
    pub(crate) fn mark_lots_of_plot(&mut self, plot: &str) -> Result<()> {
        self.mark_stale("SELECT ls.lot_id FROM harvest h JOIN lot_source ls ON ls.harvest_id = h.id WHERE h.plot_id = ?1", plot)
    }

    /// Marks lots by a query that names them.
    pub(crate) fn mark_stale(&mut self, sql: &str, value: &str) -> Result<()> {
        let lots = self.reader().all(sql, [value], |r| r.get::<_, String>(0))?;
        self.stale
            .extend(lots.into_iter().filter_map(|id| id.parse::<LotId>().ok()));
        Ok(())
    }

    /// Brings every stale lot's quantity, dates, flag and search text in line with the facts.
    pub(crate) fn refresh_lots(&mut self) -> Result<()> {
        let sprayed: Vec<PlotId> = std::mem::take(&mut self.sprayed).into_iter().collect();
        for plot in sprayed {
            self.mark_lots_of_plot(&plot.to_string())?;
        }
        let stale = std::mem::take(&mut self.stale).into_iter();
        let mut dated = stale
            .map(|lot| Ok((self.refresh_lot(lot)?, lot)))
            .collect::<Result<Vec<_>>>()?;
        // The index numbers lots by day, and FTS5 writes out all it has gathered whenever a number falls: in order, once.
        dated.sort();
        for (day, lot) in dated {
            let text = self.reader().lot_text(lot)?;
            self.index(Doc::Lot, &lot.to_string(), day, &text)?;
        }
        Ok(())
    }

    /// All but the search text; the first day harvested.
    fn refresh_lot(&mut self, lot: LotId) -> Result<Option<Date>> {
        let id = lot.to_string();
        let flag = self.reader().phi_flag(lot)?;
        let before: Option<i64> =
            self.reader()
                .one("SELECT phi FROM lot WHERE id = ?1", [&id], |r| r.get(0))?;
        let status = self.reader().decided_status(lot)?;
        let code = match self.reader().lot(lot)? {
            Some(record) => self.reader().short_code_of(&record)?.compact(),
            None => String::new(),
        };
        self.run(
            "UPDATE lot SET quantity = t.quantity, first_on = t.first_on, last_on = t.last_on, phi = ?2, status = ?3, short_code = ?4
             FROM (SELECT coalesce(sum(ls.quantity), 0) AS quantity, min(h.harvested_on) AS first_on, max(h.harvested_on) AS last_on
                   FROM lot_source ls JOIN harvest h ON h.id = ls.harvest_id WHERE ls.lot_id = ?1) AS t WHERE lot.id = ?1",
            params![id, flag, status.as_str(), code],
        )?;
        let first: Option<Option<String>> =
            self.reader()
                .one("SELECT first_on FROM lot WHERE id = ?1", [&id], |r| {
                    r.get(0)
                })?;
        if flag == 1 && before.is_some_and(|b| b != 1) {
            self.log(Change {
                noun: "lot",
                record: &id,
                lot: Some(&id),
                verb: "phi_flagged",
                fields: vec![("phi", json!(0), json!(1))],
            })?;
        }
        self.touch(Topic::Lots);
        Ok(first.flatten().and_then(|day| day.parse().ok()))
    }
}
