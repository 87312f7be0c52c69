//! The connections to the data file: the one that writes and as many that read as are asked for at once. Every write of the program
//! passes [`Door::write`].

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use super::reader::Reader;
use super::tx::Tx;
use crate::base::topic::Topic;
use crate::{Host, Result};

/// What follows from records and is brought up to date before each commit.
pub(crate) struct Projection {
    /// Looks at the marks that are its own.
    pub refresh: fn(&mut Tx<'_>) -> Result<()>,
    /// Marks everything it is made of, so that it is made anew.
    pub mark_all: fn(&mut Tx<'_>) -> Result<()>,
}

/// An open data file.
pub(crate) struct Door {
    dir: PathBuf,
    projections: &'static [Projection],
    writer: Mutex<Connection>,
    // Closed last: a connection that only reads leaves the shared index behind, for which a full disk would have no room at the next start.
    readers: Mutex<Vec<Connection>>,
}

/// Takes a lock whose last holder may have panicked.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic elsewhere rolled its transaction back while unwinding; the connection is whole.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Door {
    /// Opens the data file in `dir`, made and migrated where needed.
    pub(crate) fn open(
        dir: &Path,
        host: &dyn Host,
        projections: &'static [Projection],
    ) -> Result<Self> {
        let writer = Mutex::new(super::open(dir, host)?);
        Ok(Self {
            dir: dir.to_owned(),
            projections,
            writer,
            readers: Mutex::default(),
        })
    }

    /// Does `f` in one transaction, which takes the file's write lock at once; kept when `f` succeeds and `keep` says so. What is not
    /// kept needs no projections nor events, which are most of the work. Gives what became stale.
    pub(crate) fn write<T>(
        &self,
        host: &dyn Host,
        actor: &str,
        keep: bool,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T>,
    ) -> Result<(T, BTreeSet<Topic>)> {
        let mut writer = lock(&self.writer);
        let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut tx = Tx::begin(&transaction, host, actor)?;
        let out = f(&mut tx)?;
        if !keep {
            return Ok((out, BTreeSet::new()));
        }
        for projection in self.projections {
            (projection.refresh)(&mut tx)?;
        }
        tx.set_locks()?;
        let topics = tx.take_topics();
        transaction.commit()?;
        Ok((out, topics))
    }

    /// Does `f` on one consistent state, without waiting for writers.
    pub(crate) fn read<T>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        let mut conn = match lock(&self.readers).pop() {
            Some(conn) => conn,
            None => super::open_reader(&self.dir)?,
        };
        let out = {
            let snapshot = conn.transaction()?;
            f(&Reader::new(&snapshot))
        };
        lock(&self.readers).push(conn);
        out
    }
}

/// Everything goes into the one data file, so that a copy of it is whole, and no log is left that a restored file would take for its own.
impl Drop for Door {
    fn drop(&mut self) {
        let writer = lock(&self.writer);
        // Another program that has the file open does it when it ends; nobody waits for that.
        let _done = writer
            .busy_timeout(Duration::ZERO)
            .and_then(|()| writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())));
    }
}
