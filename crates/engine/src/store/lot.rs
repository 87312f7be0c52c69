//! One lot: its identity, its sources, its pre-harvest conflicts, and how its projections follow from facts.

use jiff::civil::Date;
use nuong_domain::id::{HarvestId, LotId, PlotId, ProductId};
use nuong_domain::{LotStatus, Quantity, Unit, phi};
use rusqlite::{Row, params};
use serde_json::json;

use super::changes::Change;
use super::search::Doc;
use super::{Reader, Tx};
use crate::views::{PhiConflict, Topic};
use crate::{AppError, Result, address};

/// A lot as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LotRecord {
    /// Id.
    pub id: LotId,
    /// Code as printed.
    pub code: String,
    /// Of what.
    pub product: ProductId,
    /// The product's own code when the lot arose.
    pub sku: String,
    /// The product's GTIN when the lot arose: 14 digits, or none.
    pub gtin: Option<String>,
    /// Unit in which it is shown.
    pub unit: Unit,
    /// The sum of its sources.
    pub quantity: Quantity,
    /// Status as set by people; a draft whose records are all accepted is shown as published.
    pub status: LotStatus,
    /// First harvest: the production date printed.
    pub first_on: Option<Date>,
    /// Last harvest.
    pub last_on: Option<Date>,
    /// A conflict nobody has answered for.
    pub phi_conflict: bool,
}

/// A harvest of a lot, as shown.
pub(crate) struct SourceEntry {
    pub harvest: HarvestId,
    pub date: String,
    pub household_code: String,
    pub household_name: String,
    pub display: String,
    pub plot: String,
    pub commune_code: String,
    pub quantity: i64,
    pub moisture_permille: Option<u32>,
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

const CLASHES: &str = "SELECT h.id, s.id, h.harvested_on, s.sprayed_on, s.pesticide, s.interval_days FROM harvest h
    JOIN spray s ON s.plot_id = h.plot_id AND s.sprayed_on <= h.harvested_on AND s.sprayed_on >= date(h.harvested_on, '-365 days')";

fn lot_record(r: &Row<'_>) -> rusqlite::Result<Option<LotRecord>> {
    let (id, product, unit): (String, String, String) = (r.get(0)?, r.get(2)?, r.get(3)?);
    let (status, first, last): (String, Option<String>, Option<String>) =
        (r.get(5)?, r.get(6)?, r.get(7)?);
    let (code, base, phi) = (r.get(1)?, r.get(4)?, r.get::<_, i64>(8)?);
    let (sku, gtin) = (r.get(9)?, r.get(10)?);
    let read = || {
        let unit = Unit::by_code(&unit)?;
        Some(LotRecord {
            id: id.parse().ok()?,
            code,
            product: product.parse().ok()?,
            sku,
            gtin,
            unit,
            quantity: Quantity::from_base(base, unit.dimension()).ok()?,
            status: LotStatus::by_word(&status)?,
            first_on: first.and_then(|d| d.parse().ok()),
            last_on: last.and_then(|d| d.parse().ok()),
            phi_conflict: phi == 1,
        })
    };
    Ok(read())
}

fn clash(r: &Row<'_>) -> rusqlite::Result<Option<Clash>> {
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
        phi::harvest_conflicts(sprayed, days, harvested).then_some(Clash {
            harvest: harvest.parse().ok()?,
            spray,
            conflict,
        })
    };
    Ok(read())
}

impl Reader<'_> {
    /// The lot with this code.
    pub fn lot_by_code(&self, code: &str) -> Result<Option<LotRecord>> {
        self.lot_where("code = ?1", code)
    }

    /// The lot with this id.
    pub fn lot(&self, id: LotId) -> Result<Option<LotRecord>> {
        self.lot_where("id = ?1", &id.to_string())
    }

    /// The lot a person or a program names, by id or by code.
    ///
    /// # Errors
    /// `lot_not_found` (args `lot`).
    pub fn lot_named(&self, name: &str) -> Result<LotRecord> {
        let by_id = match name.parse() {
            Ok(id) => self.lot(id)?,
            Err(_) => None,
        };
        let found = match by_id {
            None => self.lot_by_code(&nuong_domain::clean(name))?,
            found => found,
        };
        found.ok_or_else(|| AppError::new("lot_not_found", name).with("lot", name))
    }

    fn lot_where(&self, condition: &str, value: &str) -> Result<Option<LotRecord>> {
        Ok(self.lots_where(condition, value)?.into_iter().next())
    }

    pub(super) fn lots_where(&self, condition: &str, value: &str) -> Result<Vec<LotRecord>> {
        let sql = format!(
            "SELECT id, code, product_id, unit, quantity, status, first_on, last_on, phi, sku, gtin FROM lot WHERE {condition}"
        );
        let found = self.all(&sql, [value], lot_record)?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Sprays whose interval was running when this harvest was picked.
    pub fn harvest_conflicts(&self, harvest: HarvestId) -> Result<Vec<PhiConflict>> {
        let found = self.all(
            &format!("{CLASHES} WHERE h.id = ?1 ORDER BY s.sprayed_on"),
            [harvest.to_string()],
            clash,
        )?;
        Ok(found.into_iter().flatten().map(|c| c.conflict).collect())
    }

    /// Every conflict of a lot.
    pub(crate) fn lot_clashes(&self, lot: LotId) -> Result<Vec<Clash>> {
        let sql = format!(
            "{CLASHES} JOIN lot_source ls ON ls.harvest_id = h.id WHERE ls.lot_id = ?1 ORDER BY s.sprayed_on"
        );
        Ok(self
            .all(&sql, [lot.to_string()], clash)?
            .into_iter()
            .flatten()
            .collect())
    }

    /// The harvests of a lot, oldest first.
    pub(crate) fn lot_sources(&self, lot: LotId) -> Result<Vec<SourceEntry>> {
        let rows = self.all(
            "SELECT h.id, h.harvested_on, coalesce(hh.code, ''), coalesce(hh.name, ''), coalesce(hh.display, 'hidden'), coalesce(p.code, ''),
               coalesce(nullif(p.commune_code, ''), hh.commune_code, ''), ls.quantity, h.moisture_permille
             FROM lot_source ls JOIN harvest h ON h.id = ls.harvest_id LEFT JOIN plot p ON p.id = h.plot_id LEFT JOIN household hh ON hh.id = h.household_id
             WHERE ls.lot_id = ?1 ORDER BY h.harvested_on, h.id",
            [lot.to_string()],
            |r| {
                let harvest: String = r.get(0)?;
                Ok((harvest, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?, r.get(5)?, r.get(6)?, r.get(7)?, r.get(8)?))
            },
        )?;
        let source = |(
            harvest,
            date,
            household_code,
            household_name,
            display,
            plot,
            commune_code,
            quantity,
            moisture_permille,
        ): (String, _, _, _, _, _, _, _, _)| {
            let harvest = harvest.parse().ok()?;
            Some(SourceEntry {
                harvest,
                date,
                household_code,
                household_name,
                display,
                plot,
                commune_code,
                quantity,
                moisture_permille,
            })
        };
        Ok(rows.into_iter().filter_map(source).collect())
    }

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
    pub(super) fn reindex_lots_of(&mut self, product: ProductId) -> Result<()> {
        self.mark_stale(
            "SELECT id FROM lot WHERE product_id = ?1",
            &product.to_string(),
        )
    }

    /// Marks the lots with a harvest from a plot.
    pub(super) fn mark_lots_of_plot(&mut self, plot: &str) -> Result<()> {
        self.mark_stale("SELECT ls.lot_id FROM harvest h JOIN lot_source ls ON ls.harvest_id = h.id WHERE h.plot_id = ?1", plot)
    }

    /// Marks lots by a query that names them.
    pub(super) fn mark_stale(&mut self, sql: &str, value: &str) -> Result<()> {
        let lots = self.reader().all(sql, [value], |r| r.get::<_, String>(0))?;
        self.stale
            .extend(lots.into_iter().filter_map(|id| id.parse::<LotId>().ok()));
        Ok(())
    }

    /// Brings every stale lot's quantity, dates, flag and search text in line with the facts.
    pub(super) fn refresh_lots(&mut self) -> Result<()> {
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
