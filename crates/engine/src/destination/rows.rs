//! Where events go: registries this laptop is enrolled with. One is active at a time for each address.

use nuong_domain::id::DestinationId;
use rusqlite::params;
use serde_json::json;

use super::view::SyncSummary;
use crate::base::topic::Topic;
use crate::store::changes::Change;
use crate::store::reader::Reader;
use crate::store::tx::Tx;
use crate::{AppError, Code, Result};

/// What enrolment brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDestination {
    /// The registry's address, normalised: the natural key.
    pub url: String,
    /// Where to post.
    pub capture_url: String,
    /// Our name there.
    pub organisation: String,
    /// Base of public links; may be empty.
    pub public_base: String,
    /// `keyring` or `file`.
    pub token_store: String,
}

/// A destination as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// Id; name the token after it.
    pub id: DestinationId,
    /// Address and names.
    pub is: NewDestination,
    /// True when it no longer takes our token.
    pub needs_enrolment: bool,
    /// What the last run did, as `SyncSummary` JSON.
    pub last_run: Option<String>,
}

impl Reader<'_> {
    /// The active destination; none before enrolment.
    pub fn destination(&self) -> Result<Option<Destination>> {
        let row = self.one(
            "SELECT id, url, capture_url, organisation, public_base, token_store, needs_enrolment, last_run FROM destination WHERE active ORDER BY created_at DESC, id DESC LIMIT 1",
            [],
            |r| {
                let is = NewDestination { url: r.get(1)?, capture_url: r.get(2)?, organisation: r.get(3)?, public_base: r.get(4)?, token_store: r.get(5)? };
                Ok((r.get::<_, String>(0)?, is, r.get(6)?, r.get(7)?))
            },
        )?;
        Ok(row.and_then(|(id, is, needs_enrolment, last_run)| {
            Some(Destination {
                id: id.parse().ok()?,
                is,
                needs_enrolment,
                last_run,
            })
        }))
    }

    pub(crate) fn active_destinations(&self) -> Result<Vec<String>> {
        self.all("SELECT id FROM destination WHERE active", [], |r| r.get(0))
    }
}

impl Tx<'_> {
    /// Stores the enrolment: a new address becomes the one active destination and every event there is goes into its outbox; a known
    /// address is updated and keeps what it has accepted. Earlier destinations become inactive and keep their receipts.
    ///
    /// # Errors
    /// The store's own.
    pub fn save_destination(&mut self, new: &NewDestination) -> Result<DestinationId> {
        let (fresh, at) = (self.mint().to_string(), self.at().to_owned());
        self.run(
            "UPDATE destination SET active = 0 WHERE url <> ?1",
            [&new.url],
        )?;
        self.run(
            "INSERT INTO destination (id, kind, url, capture_url, organisation, public_base, token_store, needs_enrolment, active, created_at)
             VALUES (?1, 'epcis', ?2, ?3, ?4, ?5, ?6, 0, 1, ?7)
             ON CONFLICT (url) DO UPDATE SET capture_url = excluded.capture_url, organisation = excluded.organisation, public_base = excluded.public_base,
               token_store = excluded.token_store, needs_enrolment = 0, active = 1, created_at = excluded.created_at",
            params![fresh, new.url, new.capture_url, new.organisation, new.public_base, new.token_store, at],
        )?;
        let stored: Option<String> = self.reader().one(
            "SELECT id FROM destination WHERE url = ?1",
            [&new.url],
            |r| r.get(0),
        )?;
        let id = stored.unwrap_or(fresh);
        self.fill_outbox(&id)?;
        let after = json!({"url": new.url, "organisation": new.organisation, "public_base": new.public_base});
        self.log(Change {
            noun: "destination",
            record: &id,
            lot: None,
            verb: "enrolled",
            fields: vec![("destination", json!(null), after)],
        })?;
        self.touch(Topic::Sync);
        self.touch(Topic::Lots);
        id.parse()
            .map(DestinationId)
            .map_err(|e| crate::AppError::new(Code::Internal, e))
    }

    fn fill_outbox(&mut self, destination: &str) -> Result<()> {
        let at = self.at().to_owned();
        let missing = self.reader().all(
            "SELECT event_id FROM trace_event e WHERE NOT EXISTS (SELECT 1 FROM delivery d WHERE d.event_id = e.event_id AND d.destination_id = ?1) ORDER BY n",
            [destination],
            |r| r.get::<_, String>(0),
        )?;
        for event in missing {
            let id = self.mint().to_string();
            self.run(
                "INSERT INTO delivery (id, n, event_id, lot_id, destination_id, state, changed_at)
                 SELECT ?1, n, event_id, lot_id, ?2, 'waiting', ?3 FROM trace_event WHERE event_id = ?4",
                params![id, destination, at, event],
            )?;
        }
        Ok(())
    }

    /// Stops sending there. Its receipts stay, and enrolling with the same address again goes on where it was.
    ///
    /// # Errors
    /// The store's own.
    pub fn deactivate_destination(&mut self, destination: DestinationId) -> Result<()> {
        let id = destination.to_string();
        if self.run(
            "UPDATE destination SET active = 0 WHERE id = ?1 AND active",
            [&id],
        )? > 0
        {
            self.log(Change {
                noun: "destination",
                record: &id,
                lot: None,
                verb: "left",
                fields: vec![("active", json!(true), json!(false))],
            })?;
            self.touch(Topic::Sync);
            self.touch(Topic::Lots);
        }
        Ok(())
    }

    /// Notes that the destination no longer takes our token, or takes it again.
    ///
    /// # Errors
    /// The store's own.
    pub fn set_needs_enrolment(&mut self, destination: DestinationId, needs: bool) -> Result<()> {
        let id = destination.to_string();
        if self.run(
            "UPDATE destination SET needs_enrolment = ?2 WHERE id = ?1 AND needs_enrolment <> ?2",
            params![id, needs],
        )? > 0
        {
            self.log(Change {
                noun: "destination",
                record: &id,
                lot: None,
                verb: "changed",
                fields: vec![("needs_enrolment", json!(!needs), json!(needs))],
            })?;
            self.touch(Topic::Sync);
        }
        Ok(())
    }

    /// Keeps what the last run did, for the outbox screen.
    ///
    /// # Errors
    /// The store's own.
    pub fn set_last_run(
        &mut self,
        destination: DestinationId,
        summary: &SyncSummary,
    ) -> Result<()> {
        self.run(
            "UPDATE destination SET last_run = ?2 WHERE id = ?1",
            params![destination.to_string(), json!(summary).to_string()],
        )?;
        self.touch(Topic::Sync);
        Ok(())
    }
}
