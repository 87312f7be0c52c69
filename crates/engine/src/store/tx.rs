//! A transaction: records are written through `record.rs`, which tells the change log; before the commit the door's projections look at
//! what was marked. [`Reader`] is the asking half, also usable inside a transaction.

use std::cell::Cell;
use std::collections::BTreeSet;

use jiff::Timestamp;
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
    device: String,
    clock: (i64, u32),
    minted: Cell<u32>,
    topics: BTreeSet<Topic>,
    marks: Marks,
    pub(super) known_words: BTreeSet<String>,
    #[cfg(test)]
    left: u32,
}

impl<'c> Tx<'c> {
    pub(crate) fn begin(conn: &'c Connection, host: &'c dyn Host, actor: &str) -> Result<Self> {
        let reader = Reader::new(conn);
        let last: Option<String> = reader.one(
            "SELECT clock FROM change_log ORDER BY n DESC LIMIT 1",
            [],
            |r| r.get(0),
        )?;
        let device = reader
            .one("SELECT value FROM meta WHERE key = 'device'", [], |r| {
                r.get(0)
            })?
            .ok_or_else(|| {
                AppError::new(Code::FileDamaged, "this laptop has no id").with("record", "device")
            })?;
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
            device,
            clock: last.as_deref().map_or(Ok((0, 0)), read_clock)?,
            minted: Cell::new(0),
            topics: BTreeSet::new(),
            marks: Marks::default(),
            known_words: BTreeSet::new(),
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

    /// Says what this transaction makes stale.
    pub fn touch(&mut self, topic: Topic) {
        self.topics.insert(topic);
    }

    /// The next reading of the hybrid logical clock: never behind an entry already written, even when the laptop's clock went back.
    pub(crate) fn tick(&mut self) -> String {
        let now = self.now.as_millisecond();
        self.clock = if now > self.clock.0 {
            (now, 0)
        } else {
            (self.clock.0, self.clock.1 + 1)
        };
        format!("{:012x}-{:08x}-{}", self.clock.0, self.clock.1, self.device)
    }

    pub(crate) fn device(&self) -> &str {
        &self.device
    }

    /// Says that a projection must look at something.
    pub(crate) fn mark(&mut self, mark: Mark) {
        self.marks.add(mark);
    }

    /// The marks of a kind, in order: (id, what it belongs to). They are gone then.
    pub(crate) fn take_marks(&mut self, kind: &'static str) -> Vec<(String, String)> {
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

/// Time and count of a reading of the clock as the log holds it. One that cannot be read is no 0: later entries would sort before it.
fn read_clock(text: &str) -> Result<(i64, u32)> {
    let mut parts = text.splitn(3, '-');
    let (time, count) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    match (
        i64::from_str_radix(time, 16),
        u32::from_str_radix(count, 16),
    ) {
        (Ok(time), Ok(count)) => Ok((time, count)),
        _ => Err(AppError::new(Code::FileDamaged, format!("clock {text:?}"))
            .with("record", "change_log")
            .with("column", "clock")),
    }
}

/// Gives a new data file the id of this device.
pub(crate) fn name_device(conn: &mut Connection, host: &dyn Host) -> Result<()> {
    let device = mint(host, host.now()).to_string();
    conn.execute(
        "INSERT OR IGNORE INTO meta (key, value) VALUES ('device', ?1)",
        [device],
    )?;
    Ok(())
}
