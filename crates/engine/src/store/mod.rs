//! The data file `nuong.db`: SQLite with WAL, `synchronous=FULL`, foreign keys on; the only place with SQL. [`Reader`] asks, [`Tx`]
//! changes; both speak in records, never in rows. It refuses a file of a later program and never edits a fact.

pub(crate) mod error;
pub(crate) mod columns;
pub(crate) mod reader;
pub(crate) mod settings;
pub(crate) mod mark;
pub(crate) mod tx;
pub(crate) mod changes;
mod kind;
pub(crate) mod record;
pub(crate) mod kept;
mod save_settings;
mod key;
pub(crate) mod union;
pub(crate) mod index;
pub(crate) mod door;
#[cfg(test)]
pub(crate) mod tests;

use std::fs::{self, File};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use crate::base::disk::of_io;
use crate::{AppError, Code, Host, Result};

/// Name of the data file in its folder.
pub const FILE: &str = "nuong.db";

const STEPS: &[M<'static>] = &[M::up(include_str!("migrations/01-first.sql"))];

const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

/// Opens the data file for writing, made and migrated where needed.
pub(crate) fn open(dir: &Path, host: &dyn Host) -> Result<Connection> {
    fs::create_dir_all(dir).map_err(|e| of_io(&e, dir))?;
    // Two programs that start at once must not both migrate: the second waits here until the first has finished.
    let guard = lock_file(&dir.join("nuong.lock")).map_err(|e| of_io(&e, dir))?;
    guard.lock().map_err(|e| of_io(&e, dir))?;
    let mut conn = Connection::open(dir.join(FILE))?;
    prepare(&conn)?;
    refuse_newer(&conn)?;
    MIGRATIONS
        .to_latest(&mut conn)
        .map_err(error::of_migration)?;
    tx::name_device(&mut conn, host)?;
    Ok(conn)
}

/// A file to be locked. Opened for reading too: Windows locks no file that was opened for appending alone.
pub(crate) fn lock_file(path: &Path) -> std::io::Result<File> {
    File::options()
        .create(true)
        .read(true)
        .append(true)
        .open(path)
}

/// Opens the data file for reading alone.
pub(crate) fn open_reader(dir: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let conn = Connection::open_with_flags(dir.join(FILE), flags)?;
    conn.busy_timeout(Duration::from_secs(10))?;
    conn.set_prepared_statement_cache_capacity(128);
    // A search walks more of its index than SQLite's usual 2 MiB hold: without room it reads the same pages at every key typed.
    conn.execute_batch("PRAGMA cache_size = -16384;")?;
    Ok(conn)
}

/// The page cache is 64 MiB at most, filled as needed: a season's ledger is one transaction, and pages that do not fit are written
/// and read over and over.
fn prepare(conn: &Connection) -> Result<()> {
    conn.busy_timeout(Duration::from_secs(10))?;
    conn.set_prepared_statement_cache_capacity(128);
    conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    conn.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;",
    )?;
    Ok(())
}

fn refuse_newer(conn: &Connection) -> Result<()> {
    // The number of migrations that the file went through, which the migrations keep there.
    let version: i64 = conn.query_row("PRAGMA user_version", [], |r| r.get(0))?;
    if usize::try_from(version).is_ok_and(|v| v > STEPS.len()) {
        return Err(AppError::new(
            Code::NewerFile,
            format!("schema {version}, this program knows {}", STEPS.len()),
        ));
    }
    Ok(())
}
