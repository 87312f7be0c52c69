//! Filing each record once: what is the same again, what contradicts what is held, and under which name a nameless event is held.
//!
//! An eventID is one organisation's and stands for one content. A declaration of an error repeats its event whole under the same
//! eventID (EPCIS 2.0, 7.4.1.2: "otherwise identical to a prior event"); it has a record of its own by the time of declaration.
//! One that arrives before its event is kept: it holds all that the event says, and the event may be on its way. The event is
//! stored beside it when it comes, and is wrong from the start; refused, the declaration might never be sent again.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::{Record, StoreError};

/// What became of a record that was to be filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filed {
    /// It is stored now.
    Stored,
    /// The same record was stored before; nothing was done.
    Duplicate,
    /// The eventID stands for an event of the same organisation that says something else.
    Conflict,
    /// It declares an error in an event of this eventID, but says something else than that event.
    Unlike,
    /// The event has another declaration of this very time.
    OtherDeclaration,
    /// The eventID belongs to another organisation.
    Foreign,
}

impl Record {
    /// Stores the record unless its key is taken.
    pub(crate) fn file_once(
        &self,
        tx: &Connection,
        organisation: i64,
        now: Timestamp,
    ) -> Result<Filed, StoreError> {
        if let Some(taken) = self.find_taken(tx, organisation)? {
            return Ok(taken);
        }
        self.insert_whole(tx, organisation, now)?;
        Ok(Filed::Stored)
    }

    /// The eventID under which the organisation has this very content already, where that eventID was given here, or is the one
    /// that the record has now. A declaration that came without eventID finds its event so.
    pub(crate) fn find_name(
        &self,
        tx: &Connection,
        organisation: i64,
    ) -> Result<Option<String>, StoreError> {
        // The literal 1 lets SQLite use the partial index.
        let mut statement = tx.prepare_cached(
            "SELECT event_id FROM event WHERE event_id = ?1 AND organisation = ?2 AND content = ?3
             UNION ALL
             SELECT event_id FROM event WHERE content = ?3 AND given = 1 AND organisation = ?2
             LIMIT 1",
        )?;
        let key = params![self.event_id, organisation, self.content.said.0];
        Ok(statement.query_row(key, |row| row.get(0)).optional()?)
    }

    /// Whether anybody uses this eventID.
    pub(crate) fn is_taken(&self, tx: &Connection) -> Result<bool, StoreError> {
        let mut statement =
            tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM event WHERE event_id = ?1)")?;
        Ok(statement.query_row([&self.event_id], |row| row.get(0))?)
    }

    fn find_taken(&self, tx: &Connection, organisation: i64) -> Result<Option<Filed>, StoreError> {
        // Any record of the id will do: all of them have one owner and one content.
        let mut statement = tx.prepare_cached(
            "SELECT organisation, content FROM event WHERE event_id = ?1 LIMIT 1",
        )?;
        let held = statement.query_row([&self.event_id], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, [u8; 32]>(1)?))
        });
        Ok(match held.optional()? {
            None => None,
            Some((owner, _)) if owner != organisation => Some(Filed::Foreign),
            Some((_, content)) if content != self.content.said.0 => Some(match self.declared {
                None => Filed::Conflict,
                Some(_) => Filed::Unlike,
            }),
            Some(_) => self.find_twin(tx)?,
        })
    }

    /// The record of the same eventID and the same time of declaration.
    fn find_twin(&self, tx: &Connection) -> Result<Option<Filed>, StoreError> {
        let mut statement = tx.prepare_cached(
            "SELECT declaration FROM event WHERE event_id = ?1 AND declared_at = ?2",
        )?;
        let key = params![self.event_id, self.declared_key()];
        let twin = statement.query_row(key, |row| row.get::<_, Option<[u8; 32]>>(0));
        let own = self.content.declared.map(|digest| digest.0);
        Ok(twin.optional()?.map(|declaration| {
            if declaration == own {
                Filed::Duplicate
            } else {
                Filed::OtherDeclaration
            }
        }))
    }
}
