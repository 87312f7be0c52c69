//! Organisations, one-time enrolment codes and the tokens they become.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::StoreError;
use crate::secret::Fingerprint;

/// An organisation known to the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Organisation {
    pub(crate) name: String,
    /// Its tax code in digits, or the letters that stand for a household business.
    pub(crate) organisation_code: String,
}

/// Who a token belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) organisation: i64,
    /// The token was withdrawn: known, but no longer allowed anything.
    pub(crate) revoked: bool,
}

/// What a redeemed code gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Enrolment {
    pub(crate) organisation: Organisation,
}

impl Organisation {
    /// Creates the organisation, or takes the newer name for a code already known.
    fn upsert(&self, tx: &Connection, now: Timestamp) -> Result<i64, StoreError> {
        // DO UPDATE rather than DO NOTHING: only a row that was written comes back through RETURNING.
        Ok(tx.query_row(
            "INSERT INTO organisation (organisation_code, name, created_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (organisation_code) DO UPDATE SET name = excluded.name
             RETURNING id",
            params![self.organisation_code, self.name, now.as_microsecond()],
            |row| row.get(0),
        )?)
    }

    /// Stores a one-time code for this organisation, valid until `expires`.
    pub(crate) fn issue_code(
        &self,
        tx: &Connection,
        code: &Fingerprint,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<(), StoreError> {
        let id = self.upsert(tx, now)?;
        tx.execute(
            "INSERT INTO enrolment_code (hash, organisation, created_at, expires_at)
             VALUES (?1, ?2, ?3, ?4)",
            params![
                code.bytes(),
                id,
                now.as_microsecond(),
                expires.as_microsecond()
            ],
        )?;
        Ok(())
    }
}

/// Withdraws the tokens of an organisation's devices: all, or those enrolled under one name. Gives how many.
pub(crate) fn revoke_tokens(
    tx: &Connection,
    organisation_code: &str,
    device: Option<&str>,
    now: Timestamp,
) -> Result<usize, StoreError> {
    // A device of NULL means all devices. Tokens withdrawn before keep their time.
    Ok(tx.execute(
        "UPDATE token SET revoked_at = ?3
         WHERE revoked_at IS NULL AND (?2 IS NULL OR device = ?2)
           AND organisation = (SELECT id FROM organisation WHERE organisation_code = ?1)",
        params![organisation_code, device, now.as_microsecond()],
    )?)
}

impl Enrolment {
    /// Turns an unused, unexpired code into a token; `None` when the code is neither.
    pub(crate) fn redeem(
        tx: &Connection,
        code: &Fingerprint,
        token: &Fingerprint,
        device: &str,
        now: Timestamp,
    ) -> Result<Option<Self>, StoreError> {
        // Looked at and used up in one statement: of two laptops with one code, one gets the token.
        let owner: Option<i64> = tx
            .query_row(
                "UPDATE enrolment_code SET used_at = ?2
                 WHERE hash = ?1 AND used_at IS NULL AND expires_at > ?2
                 RETURNING organisation",
                params![code.bytes(), now.as_microsecond()],
                |row| row.get(0),
            )
            .optional()?;
        let Some(owner) = owner else { return Ok(None) };
        tx.execute(
            "INSERT INTO token (hash, organisation, device, created_at) VALUES (?1, ?2, ?3, ?4)",
            params![token.bytes(), owner, device, now.as_microsecond()],
        )?;
        let organisation = tx.query_row(
            "SELECT name, organisation_code FROM organisation WHERE id = ?1",
            [owner],
            |row| {
                Ok(Organisation {
                    name: row.get(0)?,
                    organisation_code: row.get(1)?,
                })
            },
        )?;
        Ok(Some(Self { organisation }))
    }
}

impl Member {
    /// The owner of `token`, if the registry ever issued it.
    pub(crate) fn of_token(
        db: &Connection,
        token: &Fingerprint,
    ) -> Result<Option<Self>, StoreError> {
        Ok(db
            .query_row(
                "SELECT organisation, revoked_at IS NOT NULL FROM token WHERE hash = ?1",
                [token.bytes()],
                |row| {
                    Ok(Self {
                        organisation: row.get(0)?,
                        revoked: row.get(1)?,
                    })
                },
            )
            .optional()?)
    }
}
