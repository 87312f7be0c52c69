//! Products as changed: added, completed by a ledger, edited, taken out of sight.

use nuong_domain::id::ProductId;

use super::rows::{ProductRecord, StoredProduct};
use crate::step::identity::product_id;
use crate::store::tx::{Outcome, Tx};
use crate::{AppError, Code, Result};

impl Tx<'_> {
    /// Adds the product, or fills in what is still empty of the one with this code; never overwrites what somebody entered, and
    /// brings a deleted one back into sight.
    ///
    /// # Errors
    /// `gtin_taken` (args `gtin`, `sku`) when another product carries the GTIN: nothing is written then.
    pub fn upsert_product(&mut self, input: &ProductRecord) -> Result<(ProductId, Outcome)> {
        let Some(before) = self.reader().stored_product_by_sku(&input.sku)? else {
            let id = self.new_product_id(&input.sku)?;
            self.put_product(id, input)?;
            return Ok((id, Outcome::Added));
        };
        let after = before.product.completed_by(input);
        if after == before.product {
            return Ok((before.id, Outcome::Unchanged));
        }
        self.put_product(before.id, &after)?;
        Ok((before.id, Outcome::Completed))
    }

    /// The id of a product that comes under this code. Where a product came under it and was called otherwise since, the code no longer
    /// says which one is meant: then the id is a new one of no meaning.
    pub(super) fn new_product_id(&self, sku: &str) -> Result<ProductId> {
        let id = product_id(&self.reader().organisation()?, sku).map(ProductId)?;
        match self.reader().product(id)? {
            Some(_) => Ok(ProductId(self.mint())),
            None => Ok(id),
        }
    }

    /// Stores a product whole, in sight.
    ///
    /// # Errors
    /// `gtin_taken`, `sku_taken`.
    pub(super) fn put_product(&mut self, id: ProductId, product: &ProductRecord) -> Result<()> {
        self.refuse_taken(id, product)?;
        let stored = StoredProduct {
            id,
            product: product.clone(),
            deleted_at: None,
        };
        self.put(&stored).map(|_before| ())
    }

    fn refuse_taken(&self, id: ProductId, p: &ProductRecord) -> Result<()> {
        if let Some(gtin) = &p.gtin
            && let Some(other) = self
                .reader()
                .product_by_gtin(gtin)?
                .filter(|other| *other != id)
        {
            return Err(self.gtin_taken(gtin, other, "another product carries it")?);
        }
        if let Some(carton) = &p.label.carton_gtin
            && let Some(other) = self.reader().product_by_gtin(carton)?
        {
            return Err(self.gtin_taken(carton, other, "a product's packs carry it")?);
        }
        match self.reader().product_by_sku(&p.sku)? {
            Some((other, _)) if other != id => {
                Err(AppError::new(Code::SkuTaken, "another product has it").with("sku", &p.sku))
            }
            _ => Ok(()),
        }
    }

    fn gtin_taken(&self, gtin: &str, by: ProductId, why: &str) -> Result<AppError> {
        let other = self.reader().product(by)?;
        let sku = other
            .map(|other| other.sku)
            .unwrap_or_else(|| by.to_string());
        let taken = AppError::new(Code::GtinTaken, why);
        Ok(taken.with("gtin", gtin).with("sku", sku))
    }

    /// Takes a product out of sight, or brings it back.
    ///
    /// # Errors
    /// `product_not_found`.
    pub(super) fn set_product_deleted(&mut self, id: ProductId, deleted: bool) -> Result<()> {
        let Some(stored) = self.reader().stored_product(id)? else {
            return Err(AppError::new(Code::ProductNotFound, id));
        };
        let deleted_at = deleted.then(|| self.at().to_owned());
        self.put(&StoredProduct {
            deleted_at,
            ..stored
        })
        .map(|_before| ())
    }
}
