//! One run at a time for one data folder, across windows and programs: a lock on a file, which the system lets go when its holder dies.

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use crate::store::door::lock;
use crate::store::lock_file;
use crate::{AppError, Code, Result};

/// Name of the lock file in the data folder.
const FILE: &str = "sync.lock";

/// Folders in which this program runs a sync: what the outbox screen shows as under way.
static RUNNING: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Held while a run lasts.
#[derive(Debug)]
pub struct Turn {
    _file: File,
    dir: PathBuf,
}

impl Turn {
    /// The turn, or none while another run holds it.
    ///
    /// # Errors
    /// `folder_not_writable` when the lock file cannot be made.
    pub fn take(dir: &Path) -> Result<Option<Self>> {
        let unwritable = |e: std::io::Error| {
            AppError::new(Code::FolderNotWritable, e).with("path", dir.display())
        };
        let file = lock_file(&dir.join(FILE)).map_err(unwritable)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(e)) => return Err(unwritable(e)),
        }
        running().insert(dir.to_owned());
        Ok(Some(Self {
            _file: file,
            dir: dir.to_owned(),
        }))
    }

    /// True while this program runs a sync of `dir`.
    pub fn is_taken(dir: &Path) -> bool {
        running().contains(dir)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        running().remove(&self.dir);
    }
}

fn running() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    lock(&RUNNING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_run_gets_no_turn_until_the_first_is_over() {
        let dir = tempfile::tempdir().unwrap();
        let first = Turn::take(dir.path()).unwrap();
        assert!(first.is_some() && Turn::is_taken(dir.path()));
        assert!(Turn::take(dir.path()).unwrap().is_none());
        drop(first);
        assert!(!Turn::is_taken(dir.path()));
        assert!(Turn::take(dir.path()).unwrap().is_some());
    }
}
