//! The codes by which a stored step is told.

use nuong_domain::id::{LotId, PlaceId};

use super::identity::OrganisationCode;
use crate::store::reader::Reader;
use crate::{AppError, Code, Result};

/// The codes of a line.
pub(super) struct LineCodes {
    pub sku: String,
    pub lot: String,
    pub place: String,
}

impl Reader<'_> {
    pub(super) fn line_codes(&self, lot: LotId, place: PlaceId) -> Result<LineCodes> {
        let found = self.one(
            "SELECT t.id, t.sku, t.code, p.code FROM lot t, place p WHERE t.id = ?1 AND p.id = ?2",
            [lot.to_string(), place.to_string()],
            |r| {
                Ok(LineCodes {
                    sku: r.get(1)?,
                    lot: r.get(2)?,
                    place: r.get(3)?,
                })
            },
        )?;
        found.ok_or_else(|| AppError::new(Code::Internal, format!("no lot {lot}")))
    }

    pub(super) fn code_of(&self, table: &'static str, id: &str) -> Result<String> {
        let sql = format!("SELECT id, code FROM {table} WHERE id = ?1");
        let found = self.one(&sql, [id], |r| r.get(1))?;
        found.ok_or_else(|| AppError::new(Code::Internal, format!("no {table} {id}")))
    }

    /// The organisation by which steps are told.
    pub(super) fn told_organisation(&self) -> Result<OrganisationCode> {
        let sql = "SELECT 'cooperative', organisation FROM cooperative";
        let found: Option<String> = self.one(sql, [], |r| r.get(1))?;
        let missing = || AppError::new(Code::ProfileMissing, "no cooperative yet");
        Ok(OrganisationCode::of_record(&found.ok_or_else(missing)?))
    }
}
