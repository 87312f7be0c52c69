//! The registry's memory: one SQLite file in WAL mode, one writer, several readers.
//!
//! Owns every SQL statement of this crate. Refuses a file written by a newer program.
//! `read` and `write` take the closure off the async threads; a write is one immediate transaction.

// Bottom-up: a module names only those above its own line; all of them name `StoreError`.

// Capture jobs.
mod captures;
// Organisations, codes, tokens.
mod enrolment;
// Lots by the code a person types.
mod short_codes;
// Events as they are kept.
mod events;
// Each of them once.
mod filing;
// What an organisation has here.
mod held;
// A lot for the public page.
mod lots;
// What of a lot was declared wrong.
mod corrections;
// In which state a lot is.
mod lot_states;
// Events as they are queried.
mod search;
// Master data.
mod vocabulary;

use std::fs::File;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::types::Type;
use rusqlite::{Connection, OpenFlags, Row, TransactionBehavior};
pub(crate) use rusqlite::{Connection as Database, Transaction};
use rusqlite_migration::{M, Migrations};
use tokio::sync::Semaphore;

pub(crate) use captures::{Job, JobDraft};
pub(crate) use corrections::{LotCorrection, successor_lots};
pub(crate) use enrolment::{Enrolment, Member, Organisation, revoke_tokens};
pub(crate) use events::{Record, Role, Thing};
pub(crate) use filing::Filed;
pub(crate) use held::{Held, HeldSearch};
pub(crate) use lot_states::LotState;
pub(crate) use lots::{LotEvent, LotKey, LotRecorder};
pub(crate) use search::{Condition, Found, Order, Search};
pub(crate) use short_codes::lots_by_short_code;
pub(crate) use vocabulary::Element;

const FILE: &str = "registry.sqlite3";
/// How long a statement waits for another process (`enroll` beside `serve`).
const BUSY: Duration = Duration::from_secs(10);
const READERS: usize = 4;

/// Shipped migrations are added to, never edited.
const STEPS: &[M<'static>] = &[M::up(include_str!("schema_001.sql"))];
const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder could not be created or read.
    #[error("the data folder cannot be used: {0}")]
    Folder(#[from] std::io::Error),
    /// SQLite said no.
    #[error("the database failed: {0}")]
    Database(#[source] rusqlite::Error),
    /// The file's schema could not be brought up to date; a newer program may have written it.
    #[error("the database's schema is not one this program knows: {0}")]
    Schema(#[from] rusqlite_migration::Error),
    /// A stored row or document is not what was written.
    #[error("a stored record cannot be read: {0}")]
    Damaged(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The task that held the connection ended early.
    #[error("the database task was cancelled")]
    Cancelled,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as Sqlite;
        // A value of another type or range than was written is the row's fault, not the database's.
        match error {
            Sqlite::FromSqlConversionFailure(..)
            | Sqlite::IntegralValueOutOfRange(..)
            | Sqlite::InvalidColumnType(..)
            | Sqlite::Utf8Error(..) => Self::Damaged(Box::new(error)),
            error => Self::Database(error),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(Box::new(error))
    }
}

struct Inner {
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    permits: Semaphore,
}

/// Handle on the open database; clones share it.
#[derive(Clone)]
pub(crate) struct Store {
    inner: Arc<Inner>,
}

impl Store {
    /// Opens or creates the database in `dir` and brings its schema up to date.
    pub(crate) fn open(dir: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(dir)?;
        let file = dir.join(FILE);
        let writer = open_writer(dir, &file)?;
        let readers = (0..READERS)
            .map(|_| open_reader(&file))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            inner: Arc::new(Inner {
                writer: Mutex::new(writer),
                readers: Mutex::new(readers),
                permits: Semaphore::new(READERS),
            }),
        })
    }

    /// Runs `work` in one transaction; it is committed only if `work` succeeds. Blocks.
    pub(crate) fn write_now<T>(
        &self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut writer = lock_anyway(&self.inner.writer);
        // Immediate: a transaction that read first and asks for the lock later is refused, not made to wait.
        let mut tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&mut tx)?;
        tx.commit()?;
        Ok(done)
    }

    /// [`Store::write_now`] on a thread that may block.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let store = self.clone();
        // Ends early only by a panic in `work`, which was printed where it happened.
        tokio::task::spawn_blocking(move || store.write_now(work))
            .await
            .unwrap_or(Err(StoreError::Cancelled))
    }

    /// Runs `work` on a read-only connection, inside one snapshot.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let store = self.clone();
        // Waited for here, where waiting holds no thread.
        let permit = self.inner.permits.acquire().await;
        let _permit = permit.map_err(|_| StoreError::Cancelled)?;
        // As in `write`.
        tokio::task::spawn_blocking(move || store.read_now(work))
            .await
            .unwrap_or(Err(StoreError::Cancelled))
    }

    fn read_now<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let taken = lock_anyway(&self.inner.readers).pop();
        // A permit was granted, so one is free unless an earlier reader panicked and was dropped.
        let Some(mut reader) = taken else {
            return Err(StoreError::Cancelled);
        };
        // If `work` panics the reader is lost rather than put back in an unknown state.
        let answer = read_snapshot(&mut reader, work);
        lock_anyway(&self.inner.readers).push(reader);
        answer
    }
}

fn read_snapshot<T>(
    reader: &mut Connection,
    work: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    // Several statements of one answer must see the same events. Nothing was written, so the rollback at the end is free.
    let tx = reader.transaction()?;
    work(&tx)
}

/// The lock, even after a panic elsewhere: SQLite rolled that transaction back.
fn lock_anyway<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The connection that writes. `serve` and `enroll` may start at once on a new folder: the second waits until the first has made
/// the schema. The lock goes with the handle; opened for reading too, because Windows locks no file opened for appending alone.
fn open_writer(dir: &Path, file: &Path) -> Result<Connection, StoreError> {
    let guard = File::options()
        .create(true)
        .read(true)
        .append(true)
        .open(dir.join("registry.lock"))?;
    guard.lock()?;
    let mut writer = Connection::open(file)?;
    prepare_writer(&writer)?;
    MIGRATIONS.to_latest(&mut writer)?;
    Ok(writer)
}

fn prepare_writer(writer: &Connection) -> Result<(), StoreError> {
    writer.busy_timeout(BUSY)?;
    // Readers go on while one writes. (This pragma answers with a row, which the plain update takes for an error.)
    writer.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    // An answered capture has reached the disk; WAL's usual NORMAL would lose the last ones in a power cut.
    writer.pragma_update(None, "synchronous", "FULL")?;
    // SQLite's own default is off.
    writer.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

fn open_reader(file: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let reader = Connection::open_with_flags(file, flags)?;
    reader.busy_timeout(BUSY)?;
    reader.pragma_update(None, "query_only", true)?;
    Ok(reader)
}

/// A stored time: microseconds since 1970. One beyond the calendar was not written by this program.
fn read_instant(row: &Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    let micros = row.get(column)?;
    Timestamp::from_microsecond(micros).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Integer, Box::new(error))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_a_newer_program_is_refused_and_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        drop(Store::open(dir.path()).unwrap());
        let file = Connection::open(dir.path().join(FILE)).unwrap();
        file.pragma_update(None, "user_version", 999).unwrap();
        assert!(matches!(
            Store::open(dir.path()),
            Err(StoreError::Schema(_))
        ));
        let version = file.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0));
        assert_eq!(version.unwrap(), 999);
    }

    #[test]
    fn a_row_that_is_not_as_written_is_an_error_and_no_default() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        let db = lock_anyway(&store.inner.writer);
        db.execute_batch(
            "INSERT INTO organisation VALUES (1, '6200012345', 'HTX', 0);
             INSERT INTO capture VALUES (1, '260122', 1, 1, 0, 0, 'rollback', 1, 0, 0, '[]');",
        )
        .unwrap();
        let find = || Job::find(&db, 1, "260122-000001");
        assert!(find().unwrap().is_some());
        for damage in [
            "created_at = 9223372036854775807",
            "created_at = 0, errors = '['",
        ] {
            db.execute(&format!("UPDATE capture SET {damage}"), [])
                .unwrap();
            assert!(matches!(find(), Err(StoreError::Damaged(_))), "{damage}");
        }
    }

    #[test]
    fn programs_that_start_at_once_on_a_new_folder_all_open_it() {
        for _ in 0..5 {
            let dir = tempfile::tempdir().unwrap();
            let together = std::sync::Barrier::new(6);
            std::thread::scope(|scope| {
                for _ in 0..6 {
                    scope.spawn(|| {
                        together.wait();
                        Store::open(dir.path()).unwrap();
                    });
                }
            });
        }
    }

    #[test]
    fn commits_survive_a_power_cut() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        let ask = |name: &str| {
            let value = |row: &rusqlite::Row<'_>| row.get::<_, rusqlite::types::Value>(0);
            let value = lock_anyway(&store.inner.writer)
                .pragma_query_value(None, name, value)
                .unwrap();
            format!("{value:?}")
        };
        assert_eq!(ask("journal_mode"), "Text(\"wal\")");
        assert_eq!(ask("synchronous"), "Integer(2)");
        assert_eq!(ask("foreign_keys"), "Integer(1)");
    }
}
