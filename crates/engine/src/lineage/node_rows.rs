//! What a trace shows of lots, places and parties.

use std::collections::BTreeMap;

use super::closure_rows::number_list;
use crate::Result;
use crate::store::reader::Reader;

/// A place or a party.
pub(super) struct Known {
    pub id: String,
    pub code: String,
    pub name: String,
    pub kind: String,
}

impl Reader<'_> {
    /// Places by number.
    pub(super) fn traced_places(&self, numbers: &[i64]) -> Result<BTreeMap<i64, Known>> {
        self.known_by_number(
            "SELECT n, id, code, name, kind FROM place WHERE n IN (SELECT value FROM json_each(?1))",
            numbers,
        )
    }

    /// Parties by number.
    pub(super) fn traced_parties(&self, numbers: &[i64]) -> Result<BTreeMap<i64, Known>> {
        self.known_by_number(
            "SELECT n, id, code, name, kind FROM party WHERE n IN (SELECT value FROM json_each(?1))",
            numbers,
        )
    }

    fn known_by_number(&self, sql: &str, numbers: &[i64]) -> Result<BTreeMap<i64, Known>> {
        let found = self.all(sql, [number_list(numbers)], |r| {
            let known = Known {
                id: r.get(1)?,
                code: r.get(2)?,
                name: r.get(3)?,
                kind: r.get(4)?,
            };
            Ok((r.get(0)?, known))
        })?;
        Ok(found.into_iter().collect())
    }

    /// Ids of steps by number.
    pub(super) fn traced_steps(&self, numbers: &[i64]) -> Result<BTreeMap<i64, String>> {
        let found = self.all(
            "SELECT n, lower(hex(id)) FROM step WHERE n IN (SELECT value FROM json_each(?1))",
            [number_list(numbers)],
            |r| Ok((r.get(0)?, r.parsed::<uuid::Uuid>(1)?.to_string())),
        )?;
        Ok(found.into_iter().collect())
    }
}
