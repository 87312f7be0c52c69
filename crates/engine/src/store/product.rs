//! Products, by the cooperative's own code. Never removed: a deleted one is out of sight and can come back.

use nuong_domain::id::ProductId;
use nuong_domain::{Quantity, Unit};
use rusqlite::{Row, params};
use serde_json::{Value, json};

use super::changes::Change;
use super::household::first;
use super::product_label::{self, changes};
use super::search::Doc;
use super::{Outcome, Reader, Tx};
use crate::views::{self, ProductLabel, Topic};
use crate::{AppError, Result};

/// A product as stored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProductRecord {
    /// The cooperative's own code: the natural key.
    pub sku: String,
    /// Name on the label.
    pub name: String,
    /// Goods group code.
    pub goods_group: String,
    /// 14 digits with a valid check digit: the caller has checked.
    pub gtin: Option<String>,
    /// A GTIN as written whose check digit is wrong.
    pub gtin_rejected: Option<String>,
    /// Net quantity of a pack in base units of `unit`'s dimension.
    pub net_quantity: Option<i64>,
    /// Unit code.
    pub unit: String,
    /// Months from production to expiry.
    pub shelf_life_months: Option<u32>,
    /// Ingredients.
    pub ingredients: String,
    /// Storage instructions.
    pub storage: String,
    /// Instructions for use.
    pub usage: String,
    /// Standards applied.
    pub standards: String,
    /// What else its labels say.
    pub label: ProductLabel,
}

const COLUMNS: &str = "sku, name, goods_group, gtin, gtin_rejected, net_quantity, unit, shelf_life_months, ingredients, storage, usage, standards, label";

fn record(r: &Row<'_>) -> rusqlite::Result<ProductRecord> {
    Ok(ProductRecord {
        sku: r.get(0)?,
        name: r.get(1)?,
        goods_group: r.get(2)?,
        gtin: r.get(3)?,
        gtin_rejected: r.get(4)?,
        net_quantity: r.get(5)?,
        unit: r.get(6)?,
        shelf_life_months: r.get(7)?,
        ingredients: r.get(8)?,
        storage: r.get(9)?,
        usage: r.get(10)?,
        standards: r.get(11)?,
        label: product_label::column(r, 12)?,
    })
}

impl ProductRecord {
    /// The net quantity of a pack, when it is known.
    pub fn net(&self) -> Option<(Quantity, Unit)> {
        let unit = Unit::by_code(&self.unit)?;
        Some((
            Quantity::from_base(self.net_quantity?, unit.dimension()).ok()?,
            unit,
        ))
    }

    /// As the window sees it.
    pub(crate) fn view(&self, id: ProductId, lot_count: u32) -> views::Product {
        views::Product {
            id: id.to_string(),
            sku: self.sku.clone(),
            name: self.name.clone(),
            goods_group: self.goods_group.clone(),
            gtin: self.gtin.clone(),
            gtin_rejected: self.gtin_rejected.clone(),
            net_quantity: self.net().map(|(q, unit)| q.number(unit)),
            unit: self.unit.clone(),
            shelf_life_months: self.shelf_life_months,
            ingredients: self.ingredients.clone(),
            storage: self.storage.clone(),
            usage: self.usage.clone(),
            standards: self.standards.clone(),
            label: self.label.clone(),
            lot_count,
        }
    }

    fn fields(&self) -> [(&'static str, Value); 12] {
        [
            ("sku", json!(self.sku)),
            ("name", json!(self.name)),
            ("goods_group", json!(self.goods_group)),
            ("gtin", json!(self.gtin)),
            ("gtin_rejected", json!(self.gtin_rejected)),
            ("net_quantity", json!(self.net_quantity)),
            ("unit", json!(self.unit)),
            ("shelf_life_months", json!(self.shelf_life_months)),
            ("ingredients", json!(self.ingredients)),
            ("storage", json!(self.storage)),
            ("usage", json!(self.usage)),
            ("standards", json!(self.standards)),
        ]
    }

    /// This record where it says something, else what the other offers.
    fn or(&self, other: &Self) -> Self {
        Self {
            sku: self.sku.clone(),
            name: first(&self.name, &other.name),
            goods_group: first(&self.goods_group, &other.goods_group),
            gtin: self.gtin.clone().or_else(|| other.gtin.clone()),
            gtin_rejected: if self.gtin.is_some() {
                None
            } else {
                self.gtin_rejected
                    .clone()
                    .or_else(|| other.gtin_rejected.clone())
            },
            net_quantity: self.net_quantity.or(other.net_quantity),
            unit: if self.net_quantity.is_some() {
                self.unit.clone()
            } else {
                first(&other.unit, &self.unit)
            },
            shelf_life_months: self.shelf_life_months.or(other.shelf_life_months),
            ingredients: first(&self.ingredients, &other.ingredients),
            storage: first(&self.storage, &other.storage),
            usage: first(&self.usage, &other.usage),
            standards: first(&self.standards, &other.standards),
            label: if self.label == ProductLabel::default() {
                other.label.clone()
            } else {
                self.label.clone()
            },
        }
    }
}

impl Reader<'_> {
    /// A product, also a deleted one.
    pub fn product(&self, id: ProductId) -> Result<Option<ProductRecord>> {
        self.one(
            &format!("SELECT {COLUMNS} FROM product WHERE id = ?1"),
            [id.to_string()],
            record,
        )
    }

    /// The product with this code, also a deleted one; else the one whose lots carry it from an earlier time, so that what is printed
    /// and sent under a code never comes to mean another product.
    pub fn product_by_sku(&self, sku: &str) -> Result<Option<(ProductId, ProductRecord)>> {
        let sql = format!(
            "SELECT {COLUMNS}, id FROM product WHERE id = coalesce((SELECT id FROM product WHERE sku = ?1), (SELECT product_id FROM lot WHERE sku = ?1))"
        );
        let found = self.one(&sql, [sku], |r| Ok((r.get::<_, String>(13)?, record(r)?)))?;
        Ok(found.and_then(|(id, product)| Some((id.parse().ok()?, product))))
    }

    /// The product that carries this GTIN, or whose lots carry it from an earlier time: a GTIN is never used again (GS1 General
    /// Specifications, 4.2).
    pub fn product_by_gtin(&self, gtin: &str) -> Result<Option<ProductId>> {
        let id: Option<Option<String>> = self.one(
            "SELECT coalesce((SELECT id FROM product WHERE gtin = ?1), (SELECT product_id FROM lot WHERE gtin = ?1))",
            [gtin],
            |r| r.get(0),
        )?;
        let id = id.flatten();
        Ok(id.and_then(|id| id.parse().ok()))
    }

    /// Lots of a product.
    pub(crate) fn lots_of_product(&self, id: ProductId) -> Result<u32> {
        self.count(
            "SELECT count(*) FROM lot WHERE product_id = ?1",
            [id.to_string()],
        )
    }

    /// Every product that is not deleted, by code.
    pub(crate) fn products(&self) -> Result<Vec<(ProductId, ProductRecord, u32)>> {
        let sql = format!(
            "SELECT {COLUMNS}, id, (SELECT count(*) FROM lot WHERE product_id = product.id) FROM product WHERE deleted_at IS NULL ORDER BY sku"
        );
        let rows = self.all(&sql, [], |r| {
            Ok((r.get::<_, String>(13)?, record(r)?, r.get(14)?))
        })?;
        Ok(rows
            .into_iter()
            .filter_map(|(id, product, lots)| Some((id.parse().ok()?, product, lots)))
            .collect())
    }
}

impl Tx<'_> {
    /// Adds the product, or fills in what is still empty of the one with this code; never overwrites what somebody entered, and
    /// brings a deleted one back into sight.
    ///
    /// # Errors
    /// `gtin_taken` (args `gtin`, `sku`) when another product carries the GTIN: nothing is written then.
    pub fn upsert_product(&mut self, input: &ProductRecord) -> Result<(ProductId, Outcome)> {
        let Some((id, before)) = self.reader().product_by_sku(&input.sku)? else {
            let id = ProductId(self.mint());
            self.put_product(id, input, None)?;
            return Ok((id, Outcome::Added));
        };
        let after = before.or(input);
        if after == before {
            return Ok((id, Outcome::Unchanged));
        }
        self.put_product(id, &after, Some(&before))?;
        Ok((id, Outcome::Completed))
    }

    /// Stores a product whole.
    ///
    /// # Errors
    /// `gtin_taken`, `sku_taken`.
    pub(crate) fn put_product(
        &mut self,
        id: ProductId,
        p: &ProductRecord,
        before: Option<&ProductRecord>,
    ) -> Result<()> {
        self.refuse_taken(id, p)?;
        let key = id.to_string();
        self.run(
            "INSERT INTO product (id, sku, name, goods_group, gtin, gtin_rejected, net_quantity, unit, shelf_life_months, ingredients, storage, usage, standards, label)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
             ON CONFLICT (id) DO UPDATE SET sku = excluded.sku, name = excluded.name, goods_group = excluded.goods_group, gtin = excluded.gtin,
               gtin_rejected = excluded.gtin_rejected, net_quantity = excluded.net_quantity, unit = excluded.unit, shelf_life_months = excluded.shelf_life_months,
               ingredients = excluded.ingredients, storage = excluded.storage, usage = excluded.usage, standards = excluded.standards, label = excluded.label, deleted_at = NULL",
            params![
                key, p.sku, p.name, p.goods_group, p.gtin, p.gtin_rejected, p.net_quantity, p.unit, p.shelf_life_months, p.ingredients, p.storage, p.usage,
                p.standards, json!(p.label).to_string()
            ],
        )?;
        self.log(Change {
            noun: "product",
            record: &key,
            lot: None,
            verb: if before.is_some() {
                "changed"
            } else {
                "created"
            },
            fields: changed(before, p),
        })?;
        self.index_product(id, p)?;
        if before.is_some_and(|b| b.name != p.name || b.sku != p.sku) {
            self.reindex_lots_of(id)?;
        }
        self.touch(Topic::Products);
        Ok(())
    }

    fn index_product(&mut self, id: ProductId, p: &ProductRecord) -> Result<()> {
        let text = [
            p.sku.as_str(),
            &p.name,
            p.gtin.as_deref().unwrap_or_default(),
            p.gtin_rejected.as_deref().unwrap_or_default(),
        ]
        .join(" ");
        self.index(Doc::Product, &id.to_string(), None, &text)
    }

    fn refuse_taken(&self, id: ProductId, p: &ProductRecord) -> Result<()> {
        if let Some(gtin) = &p.gtin
            && let Some(other) = self
                .reader()
                .product_by_gtin(gtin)?
                .filter(|other| *other != id)
        {
            let sku = self
                .reader()
                .product(other)?
                .map(|o| o.sku)
                .unwrap_or_default();
            return Err(AppError::new("gtin_taken", "another product carries it")
                .with("gtin", gtin)
                .with("sku", sku));
        }
        if let Some(carton) = &p.label.carton_gtin
            && let Some(other) = self.reader().product_by_gtin(carton)?
        {
            let sku = self.reader().product(other)?.map(|o| o.sku);
            return Err(AppError::new("gtin_taken", "a product's packs carry it")
                .with("gtin", carton)
                .with("sku", sku.unwrap_or_default()));
        }
        match self.reader().product_by_sku(&p.sku)? {
            Some((other, _)) if other != id => {
                Err(AppError::new("sku_taken", "another product has it").with("sku", &p.sku))
            }
            _ => Ok(()),
        }
    }

    /// Takes a product out of sight, or brings it back.
    pub(crate) fn set_product_deleted(&mut self, id: ProductId, deleted: bool) -> Result<()> {
        let Some(product) = self.reader().product(id)? else {
            return Err(AppError::new("product_not_found", id));
        };
        let at = deleted.then(|| self.at().to_owned());
        self.run(
            "UPDATE product SET deleted_at = ?2 WHERE id = ?1",
            params![id.to_string(), at],
        )?;
        let verb = if deleted { "deleted" } else { "restored" };
        self.log(Change {
            noun: "product",
            record: &id.to_string(),
            lot: None,
            verb,
            fields: vec![("deleted", json!(!deleted), json!(deleted))],
        })?;
        if deleted {
            self.unindex(&id.to_string())?
        } else {
            self.index_product(id, &product)?
        }
        self.touch(Topic::Products);
        Ok(())
    }
}

fn changed(
    before: Option<&ProductRecord>,
    after: &ProductRecord,
) -> Vec<(&'static str, Value, Value)> {
    let blank = ProductRecord::default();
    let before = before.unwrap_or(&blank);
    let fields = before.fields().into_iter().zip(after.fields());
    fields
        .filter(|(b, a)| b.1 != a.1)
        .map(|(b, a)| (b.0, b.1, a.1))
        .chain(changes(&before.label, &after.label))
        .collect()
}
