//! Products, by the cooperative's own code. Never removed: a deleted one is out of sight and can come back.

use nuong_domain::id::ProductId;
use nuong_domain::{Quantity, Unit};
use rusqlite::types::Value;
use serde_json::json;

use super::view::{Product, ProductKind, ProductLabel};
use crate::Result;
use crate::base::text::first;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::index::Doc;
use crate::store::kept::kept_verb;
use crate::store::mark::Mark;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text, text_if_any};
use crate::store::tx::Tx;

/// A product as stored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProductRecord {
    /// The cooperative's own code: the natural key.
    pub sku: String,
    /// Name on the label.
    pub name: String,
    /// What it is.
    pub kind: ProductKind,
    /// Goods group code.
    pub goods_group: String,
    /// Sector code, or empty: by whose rules its lots are complete.
    pub sector: String,
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
    /// Days from harvest for which it keeps.
    pub shelf_life_days: Option<u32>,
    /// Water in ‰ at which it is paid for.
    pub standard_moisture: Option<u32>,
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

/// A product as stored: with whether it is in sight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredProduct {
    pub id: ProductId,
    pub product: ProductRecord,
    /// When it was taken out of sight; none while it is there.
    pub deleted_at: Option<String>,
}

pub(crate) static KIND: Kind = Kind::new(
    "product",
    "product",
    &[
        "id",
        "sku",
        "name",
        "kind",
        "goods_group",
        "gtin",
        "gtin_rejected",
        "net_quantity",
        "unit",
        "shelf_life_months",
        "shelf_life_days",
        "standard_moisture",
        "ingredients",
        "storage",
        "usage",
        "standards",
        "sector",
        "label",
        "deleted_at",
    ],
    &[Topic::Products],
)
.nesting(&["label"]);

/// Documents of products in the search index.
pub(crate) const DOC: Doc = Doc(2);

/// A product whose search text may be another, or which went out of sight.
const CHANGED: &str = "product";

/// A product whose lots are found by another name.
pub(crate) const LOTS_OF_PRODUCT: &str = "lots of product";

impl Record for StoredProduct {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        let p = &self.product;
        vec![
            text(self.id),
            text(&p.sku),
            text(&p.name),
            text(p.kind.as_str()),
            text(&p.goods_group),
            text_if_any(p.gtin.as_ref()),
            text_if_any(p.gtin_rejected.as_ref()),
            p.net_quantity.into(),
            text(&p.unit),
            p.shelf_life_months.into(),
            p.shelf_life_days.into(),
            p.standard_moisture.into(),
            text(&p.ingredients),
            text(&p.storage),
            text(&p.usage),
            text(&p.standards),
            text(&p.sector),
            text(json!(p.label)),
            text_if_any(self.deleted_at.as_ref()),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        let unit: String = row.get(8)?;
        if let (Some(_), Some(unit)) = (row.get::<Option<i64>>(7)?, Unit::by_code(&unit)) {
            row.quantity(7, unit.dimension())?;
        }
        Ok(Self {
            id: row.parsed(0)?,
            product: ProductRecord {
                sku: row.get(1)?,
                name: row.get(2)?,
                kind: row.word(3, ProductKind::by_word)?,
                goods_group: row.get(4)?,
                gtin: row.get(5)?,
                gtin_rejected: row.get(6)?,
                net_quantity: row.get(7)?,
                unit,
                shelf_life_months: row.get(9)?,
                shelf_life_days: row.get(10)?,
                standard_moisture: row.get(11)?,
                ingredients: row.get(12)?,
                storage: row.get(13)?,
                usage: row.get(14)?,
                standards: row.get(15)?,
                sector: row.get(16)?,
                // JSON that is none is an error, so that nobody saves an empty record over it.
                label: row.json(17)?,
            },
            deleted_at: row.get(18)?,
        })
    }

    fn verb(&self, before: Option<&Self>) -> &'static str {
        kept_verb(before.map(|b| &b.deleted_at), &self.deleted_at)
    }

    fn marks(&self, before: Option<&Self>) -> Vec<Mark> {
        let own = Mark::new(CHANGED, self.id);
        let (now, then) = (&self.product, before.map(|b| &b.product));
        match then {
            Some(then) if then.name != now.name || then.sku != now.sku => {
                vec![own, Mark::new(LOTS_OF_PRODUCT, self.id)]
            }
            _ => vec![own],
        }
    }
}

impl ProductRecord {
    /// The net quantity of a pack, when it is known.
    pub fn net(&self) -> Option<(Quantity, Unit)> {
        let unit = Unit::by_code(&self.unit)?;
        match Quantity::from_base(self.net_quantity?, unit.dimension()) {
            Ok(quantity) => Some((quantity, unit)),
            // Typed ones are checked, and one that cannot be is not read from the file.
            Err(_) => None,
        }
    }

    fn searched_words(&self) -> String {
        let numbers = self.gtin.iter().chain(&self.gtin_rejected);
        let words = [&self.sku, &self.name].into_iter().chain(numbers);
        words.map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// As the window sees it.
    pub(crate) fn as_view(&self, id: ProductId, lot_count: u32) -> Product {
        Product {
            id: id.to_string(),
            sku: self.sku.clone(),
            name: self.name.clone(),
            kind: self.kind,
            goods_group: self.goods_group.clone(),
            sector: self.sector.clone(),
            gtin: self.gtin.clone(),
            gtin_rejected: self.gtin_rejected.clone(),
            net_quantity: self.net().map(|(q, unit)| q.number_in(unit)),
            unit: self.unit.clone(),
            shelf_life_months: self.shelf_life_months,
            shelf_life_days: self.shelf_life_days,
            standard_moisture: self.standard_moisture,
            ingredients: self.ingredients.clone(),
            storage: self.storage.clone(),
            usage: self.usage.clone(),
            standards: self.standards.clone(),
            label: self.label.clone(),
            lot_count,
        }
    }

    /// This record where it says something, else what the other offers.
    pub(crate) fn completed_by(&self, other: &Self) -> Self {
        Self {
            sku: self.sku.clone(),
            name: first(&self.name, &other.name),
            kind: self.kind,
            goods_group: first(&self.goods_group, &other.goods_group),
            sector: first(&self.sector, &other.sector),
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
            shelf_life_days: self.shelf_life_days.or(other.shelf_life_days),
            standard_moisture: self.standard_moisture.or(other.standard_moisture),
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
    ///
    /// # Errors
    /// `file_damaged`.
    pub fn product(&self, id: ProductId) -> Result<Option<ProductRecord>> {
        Ok(self.stored_product(id)?.map(|stored| stored.product))
    }

    pub(super) fn stored_product(&self, id: ProductId) -> Result<Option<StoredProduct>> {
        self.record(&[text(id)])
    }

    /// The product with this code, also a deleted one; else the one whose lots carry it from an earlier time, so that what is printed
    /// and sent under a code never comes to mean another product.
    ///
    /// # Errors
    /// `file_damaged`.
    pub fn product_by_sku(&self, sku: &str) -> Result<Option<(ProductId, ProductRecord)>> {
        let stored = self.stored_product_by_sku(sku)?;
        Ok(stored.map(|stored| (stored.id, stored.product)))
    }

    pub(super) fn stored_product_by_sku(&self, sku: &str) -> Result<Option<StoredProduct>> {
        let condition = "WHERE id = coalesce((SELECT id FROM product WHERE sku = ?1), (SELECT product_id FROM lot WHERE sku = ?1))";
        Ok(self.records(condition, &[text(sku)])?.pop())
    }

    /// The product that carries this GTIN, or whose lots carry it from an earlier time: a GTIN is never used again (GS1 General
    /// Specifications, 4.2).
    ///
    /// # Errors
    /// `file_damaged`.
    pub fn product_by_gtin(&self, gtin: &str) -> Result<Option<ProductId>> {
        let id = self.one(
            "SELECT coalesce((SELECT id FROM product WHERE gtin = ?1), (SELECT product_id FROM lot WHERE gtin = ?1))",
            [gtin],
            |r| r.parsed_if_any(0),
        )?;
        Ok(id.flatten())
    }

    /// Lots of a product.
    pub(crate) fn lots_of_product(&self, id: ProductId) -> Result<u32> {
        self.count(
            "SELECT count(*) FROM lot WHERE product_id = ?1",
            [id.to_string()],
        )
    }

    /// Every product that is not deleted, by code, with the number of its lots.
    pub(crate) fn products_in_sight(&self) -> Result<Vec<(ProductId, ProductRecord, u32)>> {
        let sql = format!(
            "{columns}, (SELECT count(*) FROM lot WHERE product_id = product.id) FROM product WHERE deleted_at IS NULL ORDER BY sku",
            columns = KIND.select().trim_end_matches(" FROM product")
        );
        self.all(&sql, [], |r| {
            let stored = StoredProduct::read(r)?;
            Ok((stored.id, stored.product, r.get(KIND.columns.len())?))
        })
    }
}

/// Search finds products in sight by what they are called today.
pub(crate) fn refresh_index(tx: &mut Tx<'_>) -> Result<()> {
    for id in tx.take_marks(CHANGED) {
        let stored: Option<StoredProduct> = tx.reader().record(&[text(&id)])?;
        match stored {
            Some(stored) if stored.deleted_at.is_none() => {
                tx.index(DOC, &id, None, &stored.product.searched_words())?;
            }
            _ => tx.unindex(&id)?,
        }
    }
    Ok(())
}

/// Every product is to be indexed anew.
pub(crate) fn mark_all(tx: &mut Tx<'_>) -> Result<()> {
    for (id, _, _) in tx.reader().products_in_sight()? {
        tx.mark(Mark::new(CHANGED, id));
    }
    Ok(())
}
