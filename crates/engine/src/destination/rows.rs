//! Where events go: registries this laptop is enrolled with. One is active at a time for each address.

use nuong_domain::id::DestinationId;
use rusqlite::types::Value;
use serde_json::json;

use super::view::SyncSummary;
use crate::Result;
use crate::base::topic::Topic;
use crate::store::columns::Columns;
use crate::store::reader::Reader;
use crate::store::record::{Kind, Record, text, text_if_any};
use crate::store::tx::Tx;

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

/// A destination as stored: with whether events go there now.
#[derive(Clone)]
struct StoredDestination {
    destination: Destination,
    active: bool,
    created_at: String,
}

pub(crate) static KIND: Kind = Kind::new(
    "destination",
    "destination",
    &[
        "id",
        "kind",
        "url",
        "capture_url",
        "organisation",
        "public_base",
        "token_store",
        "needs_enrolment",
        "active",
        "created_at",
        "last_run",
    ],
    &[Topic::Sync],
)
.leaving_aside(&["last_run"]);

/// The kind of every destination so far: a registry with an EPCIS capture interface.
const EPCIS: &str = "epcis";

impl Record for StoredDestination {
    fn kind() -> &'static Kind {
        &KIND
    }

    fn values(&self) -> Vec<Value> {
        let (d, is) = (&self.destination, &self.destination.is);
        vec![
            text(d.id),
            text(EPCIS),
            text(&is.url),
            text(&is.capture_url),
            text(&is.organisation),
            text(&is.public_base),
            text(&is.token_store),
            d.needs_enrolment.into(),
            self.active.into(),
            text(&self.created_at),
            text_if_any(d.last_run.as_ref()),
        ]
    }

    fn read(row: &Columns<'_>) -> Result<Self> {
        Ok(Self {
            destination: Destination {
                id: row.parsed(0)?,
                is: NewDestination {
                    url: row.get(2)?,
                    capture_url: row.get(3)?,
                    organisation: row.get(4)?,
                    public_base: row.get(5)?,
                    token_store: row.get(6)?,
                },
                needs_enrolment: row.get(7)?,
                last_run: row.get(10)?,
            },
            active: row.get(8)?,
            created_at: row.get(9)?,
        })
    }
}

impl Reader<'_> {
    /// The active destination; none before enrolment.
    ///
    /// # Errors
    /// `file_damaged`.
    pub fn destination(&self) -> Result<Option<Destination>> {
        let condition = "WHERE active ORDER BY created_at DESC, id DESC LIMIT 1";
        let found: Option<StoredDestination> = self.records(condition, &[])?.pop();
        Ok(found.map(|stored| stored.destination))
    }

    /// Ids of every destination that events go to.
    pub(crate) fn active_destinations(&self) -> Result<Vec<String>> {
        self.all("SELECT id FROM destination WHERE active", [], |r| r.get(0))
    }

    /// Whether events go or went to the destination with this id or address.
    pub(crate) fn knows_destination(&self, name: &str) -> Result<bool> {
        let sql = "SELECT 1 FROM destination WHERE id = ?1 OR rtrim(url, '/') = rtrim(?1, '/') COLLATE NOCASE";
        Ok(self.one(sql, [name], |_| Ok(()))?.is_some())
    }

    fn stored_destination(&self, id: DestinationId) -> Result<Option<StoredDestination>> {
        self.record(&[text(id)])
    }
}

impl Tx<'_> {
    /// Stores the enrolment: a new address becomes the one active destination and every event there is goes into its outbox; a known
    /// address is updated and keeps what it has accepted. Earlier destinations become inactive and keep their receipts.
    ///
    /// # Errors
    /// The store's own.
    pub fn save_destination(&mut self, new: &NewDestination) -> Result<DestinationId> {
        let others = self
            .reader()
            .records("WHERE url <> ?1 AND active", &[text(&new.url)])?;
        for other in others {
            self.put(&StoredDestination {
                active: false,
                ..other
            })?;
        }
        let known = self
            .reader()
            .records("WHERE url = ?1", &[text(&new.url)])?
            .pop();
        let (id, last_run) = match known {
            Some::<StoredDestination>(known) => (known.destination.id, known.destination.last_run),
            None => (DestinationId(self.mint()), None),
        };
        let created_at = self.at().to_owned();
        self.put(&StoredDestination {
            destination: Destination {
                id,
                is: new.clone(),
                needs_enrolment: false,
                last_run,
            },
            active: true,
            created_at,
        })?;
        self.fill_outbox(&id.to_string())?;
        self.review_outbox(&id.to_string())?;
        self.touch(Topic::Lots);
        Ok(id)
    }

    fn change_destination(
        &mut self,
        id: DestinationId,
        change: impl FnOnce(&mut StoredDestination),
    ) -> Result<()> {
        let Some(mut stored) = self.reader().stored_destination(id)? else {
            return Ok(());
        };
        change(&mut stored);
        self.put(&stored).map(|_before| ())
    }

    /// Stops sending there. Its receipts stay, and enrolling with the same address again goes on where it was.
    ///
    /// # Errors
    /// The store's own.
    pub fn deactivate_destination(&mut self, destination: DestinationId) -> Result<()> {
        self.touch(Topic::Lots);
        self.change_destination(destination, |stored| stored.active = false)
    }

    /// Notes that the destination no longer takes our token, or takes it again.
    ///
    /// # Errors
    /// The store's own.
    pub fn set_needs_enrolment(&mut self, destination: DestinationId, needs: bool) -> Result<()> {
        self.change_destination(destination, |stored| {
            stored.destination.needs_enrolment = needs;
        })
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
        let last_run = json!(summary).to_string();
        self.change_destination(destination, |stored| {
            stored.destination.last_run = Some(last_run);
        })
    }
}
