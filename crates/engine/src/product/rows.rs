//! Products, by the cooperative's own code. Never removed: a deleted one is out of sight and can come back.

use nuong_domain::id::ProductId;
use nuong_domain::{Quantity, Unit};
use rusqlite::Row;
use serde_json::{Value, json};

use super::view::ProductLabel;
use crate::Result;
use crate::base::text::first;
use crate::store::reader::Reader;

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
        label: super::label_rows::column(r, 12)?,
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
    pub(crate) fn view(&self, id: ProductId, lot_count: u32) -> super::view::Product {
        super::view::Product {
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

    pub(crate) fn fields(&self) -> [(&'static str, Value); 12] {
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
    pub(crate) fn or(&self, other: &Self) -> Self {
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
