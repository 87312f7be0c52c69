//! Which codes exist: one look for an importer, instead of a question per row.

use std::collections::BTreeMap;
use std::str::FromStr;

use nuong_domain::id::{HouseholdId, LotId, PlotId, ProductId};

use super::Reader;
use crate::Result;

/// Existing records by natural key.
#[derive(Debug, Clone, Default)]
pub struct Codes {
    /// Households by code.
    pub households: BTreeMap<String, HouseholdId>,
    /// Plots by code, with their household.
    pub plots: BTreeMap<String, (PlotId, Option<HouseholdId>)>,
    /// Products by the cooperative's own code, also deleted ones.
    pub products: BTreeMap<String, ProductId>,
    /// Products by GTIN.
    pub gtins: BTreeMap<String, ProductId>,
    /// Lots by code, with their product.
    pub lots: BTreeMap<String, (LotId, ProductId)>,
}

impl Reader<'_> {
    /// Every code there is.
    ///
    /// # Errors
    /// The store's own.
    pub fn codes(&self) -> Result<Codes> {
        let plots = self.all("SELECT code, id, household_id FROM plot", [], |r| {
            Ok((
                r.get(0)?,
                r.get::<_, String>(1)?,
                r.get::<_, Option<String>>(2)?,
            ))
        })?;
        let lots = self.all("SELECT code, id, product_id FROM lot", [], |r| {
            Ok((r.get(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?))
        })?;
        Ok(Codes {
            households: self.by_code("SELECT code, id FROM household")?,
            plots: plots
                .into_iter()
                .filter_map(|(code, id, h)| {
                    Some((code, (id.parse().ok()?, h.and_then(|h| h.parse().ok()))))
                })
                .collect(),
            products: self.by_code("SELECT sku, id FROM product")?,
            gtins: self.by_code("SELECT gtin, id FROM product WHERE gtin IS NOT NULL")?,
            lots: lots
                .into_iter()
                .filter_map(|(code, id, p)| Some((code, (id.parse().ok()?, p.parse().ok()?))))
                .collect(),
        })
    }

    fn by_code<T: FromStr>(&self, sql: &str) -> Result<BTreeMap<String, T>> {
        let rows = self.all(sql, [], |r| Ok((r.get(0)?, r.get::<_, String>(1)?)))?;
        Ok(rows
            .into_iter()
            .filter_map(|(code, id)| Some((code, id.parse().ok()?)))
            .collect())
    }
}
