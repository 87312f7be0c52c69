//! Why a person has to look at a lot before anything leaves it. Typed steps never bring a lot there, unless a named person says so; merged
//! ones do.

use std::collections::BTreeSet;

use nuong_domain::Unit;
use nuong_domain::id::LotId;
use nuong_domain::lineage::{Lineage, find_circle};
use serde_json::json;

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
        if self.was_born_differently(&id)? {
            review.insert("born_differently".to_owned());
        }
        review.extend(self.all(
            "SELECT DISTINCT c.kind FROM contested c JOIN step_line l ON l.step = c.step WHERE l.lot = (SELECT n FROM lot WHERE id = ?1)",
            [&id],
            |r| r.get::<String>(0),
        )?);
        Ok(review.into_iter().collect())
    }

    /// Whether computers made the lot in different dimensions, so that its amounts cannot be added up.
    fn was_born_differently(&self, id: &str) -> Result<bool> {
        const UNITS: &str = "SELECT DISTINCT record, fields ->> '$.is.unit' FROM change_log WHERE record = ?1 AND noun = 'lot' AND verb = 'created'";
        let units = self.all(UNITS, [id], |r| r.word(1, Unit::by_code))?;
        let mut dimensions = units.iter().map(|unit| unit.dimension());
        let first = dimensions.next();
        Ok(dimensions.any(|dimension| Some(dimension) != first))
    }

    /// Adds the lots that lie with one of these on a circle, or did: they come to be looked at together, and no more together.
    pub(super) fn add_circles(&self, lots: &mut BTreeSet<String>) -> Result<()> {
        let mut with = BTreeSet::new();
        for lot in lots.iter() {
            for n in self.circle_of(lot)? {
                with.insert(n);
            }
        }
        let asked = json!(lots).to_string();
        const BROKEN: &str = "SELECT id, n FROM lot WHERE review LIKE '%\"lineage_cycle\"%'
            AND EXISTS (SELECT 1 FROM lot o JOIN json_each(?1) j ON o.id = j.value WHERE o.review LIKE '%\"lineage_cycle\"%')";
        with.extend(self.all(BROKEN, [asked], |r| r.get::<i64>(1))?);
        let with = json!(with).to_string();
        const IDS: &str = "SELECT id FROM lot WHERE n IN (SELECT value FROM json_each(?1))";
        lots.extend(self.all(IDS, [with], |r| r.get::<String>(0))?);
        Ok(())
    }

    fn lot_on_circle(&self, id: &str) -> Result<bool> {
        Ok(!self.circle_of(id)?.is_empty())
    }

    /// The lots that lie with a lot on a circle, itself among them.
    fn circle_of(&self, id: &str) -> Result<BTreeSet<i64>> {
        const BETWEEN: &str = "SELECT id, n FROM lot l WHERE id = ?1 AND EXISTS (SELECT 1 FROM eaten WHERE lot = l.n) AND EXISTS (SELECT 1 FROM made WHERE lot = l.n)";
        match self.one(BETWEEN, [id], |r| r.get::<i64>(1))? {
            Some(lot) => find_circle(self, lot),
            None => Ok(BTreeSet::new()),
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
