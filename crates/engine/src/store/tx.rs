//! A transaction: records are written through `record.rs`, which tells the change log; before the commit the door's projections look at
//! what was marked. [`Reader`] is the asking half, also usable inside a transaction.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use nuong_domain::clock::{Device, LogicalClock, Tick};
use rusqlite::{Connection, Params};
use uuid::Uuid;

use super::mark::{Mark, Marks};
use super::reader::Reader;
use crate::base::day::local;
use crate::base::topic::Topic;
use crate::{AppError, Code, Host, Result};

/// What an upsert by natural key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// There was none.
    Added,
    /// There was one, and fields that were empty were filled in.
    Completed,
    /// There was one, and it stays as it is.
    Unchanged,
}

/// One open transaction; see [`crate::App::write`].
pub struct Tx<'c> {
    conn: &'c Connection,
    host: &'c dyn Host,
    now: Timestamp,
    at: String,
    actor: String,
    clock: LogicalClock,
    action: Option<u64>,
    minted: Cell<u32>,
    topics: BTreeSet<Topic>,
    marks: Marks,
    pub(super) known_words: BTreeSet<String>,
    /// Statements that bring back the locks of facts that were lifted.
    pub(super) lifted: BTreeMap<String, Vec<String>>,
    #[cfg(test)]
    left: u32,
}

impl<'c> Tx<'c> {
    pub(crate) fn begin(conn: &'c Connection, host: &'c dyn Host, actor: &str) -> Result<Self> {
        let reader = Reader::new(conn);
        let device = reader.one(
            "SELECT key, value FROM meta WHERE key = 'device'",
            [],
            |r| r.parsed(1),
        )?;
        let device = device.ok_or_else(|| {
            AppError::new(Code::FileDamaged, "this computer has no id").with("record", "device")
        })?;
        // Not the last one written: what another computer wrote later may have come in before.
        let seen = reader.greatest_tick()?;
        let actor = if actor.trim().is_empty() {
            reader.settings()?.person
        } else {
            nuong_domain::clean(actor)
        };
        let now = host.now();
        Ok(Self {
            conn,
            host,
            now,
            at: local(now),
            actor,
            clock: LogicalClock::resume(device, seen),
            action: None,
            minted: Cell::new(0),
            topics: BTreeSet::new(),
            marks: Marks::default(),
            known_words: BTreeSet::new(),
            lifted: BTreeMap::new(),
            #[cfg(test)]
            left: u32::MAX,
        })
    }

    /// Asks, seeing this transaction's own changes.
    pub fn reader(&self) -> Reader<'c> {
        Reader::new(self.conn)
    }

    /// The instant at which this transaction began.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The same, as stored: RFC 3339 at +07:00.
    pub fn at(&self) -> &str {
        &self.at
    }

    /// Who answers for this transaction; may be empty at the first run.
    pub fn actor(&self) -> &str {
        &self.actor
    }

    /// A new UUIDv7 from the host's clock and randomness; later ones of a transaction sort behind earlier ones (RFC 9562, 6.2,
    /// method 1), so that indexes grow at their end.
    pub fn mint(&self) -> Uuid {
        let count = self.minted.get();
        self.minted.set(count.wrapping_add(1));
        mint_counted(self.host, self.now, count)
    }

    /// Random bits of the host.
    pub(crate) fn random(&self) -> u128 {
        u128::from_be_bytes(self.host.random())
    }

    /// One raw change to the data file; the number of rows it touched. For the store itself and for projections: records go through
    /// [`Tx::put`], [`Tx::append`] and [`Tx::remove`].
    pub(crate) fn run(&mut self, sql: &str, params: impl Params) -> Result<usize> {
        #[cfg(test)]
        self.count_down()?;
        Ok(self.conn.prepare_cached(sql)?.execute(params)?)
    }

    /// The number of the record that was added last.
    pub(crate) fn last_number(&self) -> i64 {
        self.conn.last_insert_rowid()
    }

    /// Says what this transaction makes stale.
    pub fn touch(&mut self, topic: Topic) {
        self.topics.insert(topic);
    }

    /// The next tick of the logical clock: behind every entry that this computer has seen, whatever its calendar says.
    pub(crate) fn tick(&mut self) -> Result<Tick> {
        let tick = self.clock.next_tick();
        let tick = tick.map_err(|e| AppError::of(Code::Internal, e))?;
        self.action.get_or_insert(tick.count());
        Ok(tick)
    }

    /// Takes over what another computer has seen: entries from now on are behind it.
    pub(crate) fn take_over(&mut self, other: Tick) {
        self.clock.take_over(other);
    }

    /// What is saved together: the count of the transaction's first tick, which no other transaction of this computer has.
    ///
    /// # Errors
    /// `internal` before the first tick.
    pub(crate) fn action(&self) -> Result<u64> {
        let none = || AppError::new(Code::Internal, "no entry yet");
        self.action.ok_or_else(none)
    }

    /// This computer, as entries name it.
    pub(crate) fn device(&self) -> String {
        self.clock.device().to_string()
    }

    /// Says that a projection must look at something.
    pub(crate) fn mark(&mut self, mark: Mark) {
        self.marks.add(mark);
    }

    /// The marked ids of a kind, in order. They are gone then.
    pub(crate) fn take_marks(&mut self, kind: &'static str) -> Vec<String> {
        self.marks.take(kind)
    }

    /// What became stale.
    pub(super) fn take_topics(&mut self) -> BTreeSet<Topic> {
        std::mem::take(&mut self.topics)
    }

    #[cfg(test)]
    pub(crate) fn fail_after(&mut self, writes: u32) {
        self.left = writes;
    }

    #[cfg(test)]
    fn count_down(&mut self) -> Result<()> {
        crate::testing::killed::moment();
        self.left = self.left.checked_sub(1).ok_or_else(|| {
            crate::AppError::new(crate::Code::DiskFull, "the test pulled the plug")
        })?;
        Ok(())
    }
}

pub(crate) fn mint(host: &dyn Host, now: Timestamp) -> Uuid {
    let [r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, ..] = host.random();
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &[r0, r1, r2, r3, r4, r5, r6, r7, r8, r9])
        .into_uuid()
}

/// As [`mint`], with the 26 highest bits behind the time counting: 4 and 6 of the two bytes that share theirs with version and
/// variant. 48 random bits are left.
fn mint_counted(host: &dyn Host, now: Timestamp, count: u32) -> Uuid {
    let [.., r0, r1, r2, r3, r4, r5] = host.random();
    let bits = |shift: u32, mask: u32| u8::try_from((count >> shift) & mask).unwrap_or(0);
    let counted = [bits(22, 0xF), bits(14, 0xFF), bits(8, 0x3F), bits(0, 0xFF)];
    let [c0, c1, c2, c3] = counted;
    let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &[c0, c1, c2, c3, r0, r1, r2, r3, r4, r5])
        .into_uuid()
}

impl Reader<'_> {
    /// The greatest tick that this computer has seen.
    fn greatest_tick(&self) -> Result<Option<Tick>> {
        let mut seen = None;
        for table in ["change_log", "step", "supersede"] {
            let greatest =
                format!("SELECT '{table}', clock FROM {table} ORDER BY clock DESC LIMIT 1");
            seen = seen.max(self.one(&greatest, [], |r| r.parsed(1))?);
        }
        Ok(seen)
    }
}

/// Gives a new data file the id of this computer: drawn by lot, for a time in it would decide who wins.
pub(crate) fn name_device(conn: &mut Connection, host: &dyn Host) -> Result<()> {
    let [r0, r1, r2, r3, r4, r5, r6, r7, ..] = host.random();
    let device = Device::from_random(u64::from_be_bytes([r0, r1, r2, r3, r4, r5, r6, r7]));
    let device = device.to_string();
    conn.execute(
        "INSERT OR IGNORE INTO meta (key, value) VALUES ('device', ?1)",
        [device],
    )?;
    Ok(())
}
