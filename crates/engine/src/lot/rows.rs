//! One lot: its identity, its sources, its pre-harvest conflicts, and how its projections follow from facts.

use jiff::civil::Date;
use nuong_domain::id::{HarvestId, LotId, ProductId};
use nuong_domain::{LotStatus, Quantity, Unit};
use rusqlite::{Row, params};
use serde_json::json;

use crate::harvest::{CLASHES, Clash, HarvestInput, clash};
use crate::store::changes::Change;
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

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
        found.ok_or_else(|| AppError::new(Code::LotNotFound, name).with("lot", name))
    }

    fn lot_where(&self, condition: &str, value: &str) -> Result<Option<LotRecord>> {
        Ok(self.lots_where(condition, value)?.into_iter().next())
    }

    pub(crate) fn lots_where(&self, condition: &str, value: &str) -> Result<Vec<LotRecord>> {
        let sql = format!(
            "SELECT id, code, product_id, unit, quantity, status, first_on, last_on, phi, sku, gtin FROM lot WHERE {condition}"
        );
        let found = self.all(&sql, [value], lot_record)?;
        Ok(found.into_iter().flatten().collect())
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
}

impl Tx<'_> {
    pub(crate) fn make_lot(&mut self, input: &HarvestInput) -> Result<LotId> {
        let id = LotId(self.mint());
        let (record, at) = (id.to_string(), self.at().to_owned());
        let made = self.run(
            "INSERT INTO lot (id, code, product_id, sku, gtin, unit, status, created_at, quantity, phi)
             SELECT ?1, ?2, id, sku, gtin, ?4, 'draft', ?5, 0, 0 FROM product WHERE id = ?3",
            params![record, input.lot.as_str(), input.product.to_string(), input.unit.code(), at],
        )?;
        if made == 0 {
            return Err(AppError::new(Code::ProductNotFound, input.product));
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
}
