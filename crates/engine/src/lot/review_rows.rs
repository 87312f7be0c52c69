//! Why a person has to look at a lot before anything leaves it. Typed steps never bring a lot there, unless a named person says so; merged
//! ones do.

use std::collections::BTreeSet;

use nuong_domain::id::LotId;
use nuong_domain::lineage::{Lineage, find_circle};

use crate::store::reader::Reader;
use crate::{AppError, Result};

impl Reader<'_> {
    /// Codes of what is the matter with a lot, in order; none with a lot that is as it should be.
    pub(super) fn lot_review(&self, lot: LotId) -> Result<Vec<String>> {
        let id = lot.to_string();
        let mut review = BTreeSet::new();
        const SHORT: &str = "SELECT 1 FROM stock s JOIN lot l ON l.n = s.lot WHERE l.id = ?1 AND l.tracked = 1 AND s.amount < 0";
        if self.one(SHORT, [&id], |_| Ok(()))?.is_some() {
            review.insert("stock_negative".to_owned());
        }
        if self.lot_on_circle(&id)? {
            review.insert("lineage_cycle".to_owned());
        }
        review.extend(self.all(
            "SELECT DISTINCT c.kind FROM contested c JOIN step_line l ON l.step = c.step WHERE l.lot = (SELECT n FROM lot WHERE id = ?1)",
            [&id],
            |r| r.get::<String>(0),
        )?);
        Ok(review.into_iter().collect())
    }

    fn lot_on_circle(&self, id: &str) -> Result<bool> {
        const BETWEEN: &str = "SELECT id, n FROM lot l WHERE id = ?1 AND EXISTS (SELECT 1 FROM eaten WHERE lot = l.n) AND EXISTS (SELECT 1 FROM made WHERE lot = l.n)";
        match self.one(BETWEEN, [id], |r| r.get::<i64>(1))? {
            Some(lot) => Ok(!find_circle(self, lot)?.is_empty()),
            None => Ok(false),
        }
    }
}

/// The turns that stand, by this file's own numbers.
impl Lineage for Reader<'_> {
    type Lot = i64;
    type Turn = i64;
    type Error = AppError;

    fn turns_from(&self, lot: i64) -> Result<Vec<i64>> {
        self.all("SELECT step FROM eaten WHERE lot = ?1", [lot], |r| r.get(0))
    }

    fn turns_into(&self, lot: i64) -> Result<Vec<i64>> {
        self.all("SELECT step FROM made WHERE lot = ?1", [lot], |r| r.get(0))
    }

    fn lots_taken(&self, turn: i64) -> Result<Vec<i64>> {
        self.all("SELECT lot FROM eaten WHERE step = ?1", [turn], |r| {
            r.get(0)
        })
    }

    fn lots_made(&self, turn: i64) -> Result<Vec<i64>> {
        self.all("SELECT lot FROM made WHERE step = ?1", [turn], |r| r.get(0))
    }
}
