//! What taking a file in asks of the data file.

use nuong_domain::id::{LotId, StepId};

use super::file::unreadable;
use crate::Result;
use crate::store::reader::Reader;

impl Reader<'_> {
    /// Code and id of each lot that a person has to look at, by code.
    pub(super) fn lots_to_review(&self) -> Result<Vec<(String, String)>> {
        const LOTS: &str = "SELECT id, code FROM lot WHERE review <> '[]' ORDER BY code, sku";
        self.all(LOTS, [], |r| Ok((r.get(1)?, r.get(0)?)))
    }

    /// The id of a record with a code.
    pub(super) fn coded(&self, table: &'static str, code: &str) -> Result<uuid::Uuid> {
        let sql = format!("SELECT code, id FROM {table} WHERE code = ?1");
        let id = self.one(&sql, [code], |r| r.parsed(1))?;
        id.ok_or_else(|| unreadable(format!("{table} {code}")))
    }

    /// The id of a product's lot.
    pub(super) fn coded_lot(&self, sku: &str, code: &str) -> Result<LotId> {
        const LOT: &str = "SELECT code, id FROM lot WHERE code = ?2 AND sku = ?1";
        let id = self.one(LOT, [sku, code], |r| r.parsed(1))?;
        id.map(LotId)
            .ok_or_else(|| unreadable(format!("lot {code}")))
    }

    /// Whether a row names a step.
    pub(super) fn is_superseded(&self, id: StepId) -> Result<bool> {
        const NAMED: &str =
            "SELECT 1 FROM supersede WHERE old = unhex(?1, '-') OR new = unhex(?1, '-') LIMIT 1";
        Ok(self.one(NAMED, [id.to_string()], |_| Ok(()))?.is_some())
    }
}
