//! Products as changed: added, completed by a ledger, edited, taken out of sight.

use nuong_domain::id::ProductId;
use rusqlite::params;
use serde_json::{Value, json};

use super::label_rows::changes;
use super::rows::ProductRecord;
use crate::base::topic::Topic;
use crate::store::changes::Change;
use crate::store::index::Doc;
use crate::store::tx::{Outcome, Tx};
use crate::{AppError, Code, Result};

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
            return Err(AppError::new(Code::GtinTaken, "another product carries it")
                .with("gtin", gtin)
                .with("sku", sku));
        }
        if let Some(carton) = &p.label.carton_gtin
            && let Some(other) = self.reader().product_by_gtin(carton)?
        {
            let sku = self.reader().product(other)?.map(|o| o.sku);
            return Err(AppError::new(Code::GtinTaken, "a product's packs carry it")
                .with("gtin", carton)
                .with("sku", sku.unwrap_or_default()));
        }
        match self.reader().product_by_sku(&p.sku)? {
            Some((other, _)) if other != id => {
                Err(AppError::new(Code::SkuTaken, "another product has it").with("sku", &p.sku))
            }
            _ => Ok(()),
        }
    }

    /// Takes a product out of sight, or brings it back.
    pub(crate) fn set_product_deleted(&mut self, id: ProductId, deleted: bool) -> Result<()> {
        let Some(product) = self.reader().product(id)? else {
            return Err(AppError::new(Code::ProductNotFound, id));
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
