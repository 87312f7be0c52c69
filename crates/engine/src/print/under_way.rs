//! Whether a print is still under way. The program that prints holds a lock on a file of the data folder, which the system takes from a
//! program however it dies: another program, or the next start, knows at once what was left behind and what is none of its business.
//! The file lies in the data folder and not beside what is printed, because a stick or a share may know no locks; the data file needs them.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::Result;
use crate::files::draft;
use crate::files::draft::{SPOOL, discard};

/// The ending of such files.
const LOCK: &str = "lock";

/// A print of this program, from before it is noted until after it is in the ledger or forgotten.
pub(crate) struct UnderWay {
    path: PathBuf,
    // Held until dropped.
    _lock: File,
}

impl UnderWay {
    /// Says that the print `id` begins.
    pub fn begin_print(dir: &Path, id: &str) -> Result<Self> {
        draft::spool(dir)?;
        let path = lock_path(dir, id);
        let failed = |e| crate::base::disk::of_io(&e, &path);
        loop {
            let lock = File::create(&path).map_err(failed)?;
            lock.lock().map_err(failed)?;
            // A sweep may have come between the two.
            if path.exists() {
                return Ok(Self { path, _lock: lock });
            }
        }
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        discard(&self.path);
    }
}

/// Whether a program prints `id` now.
pub(crate) fn is_under_way(dir: &Path, id: &str) -> bool {
    let tried = File::open(lock_path(dir, id)).map(|lock| lock.try_lock());
    matches!(tried, Ok(Err(TryLockError::WouldBlock)))
}

/// Takes away the locks that programs left which died, and what they were about to send.
pub(crate) fn sweep_locks(dir: &Path) {
    let files = fs::read_dir(dir.join(SPOOL)).into_iter().flatten();
    for path in files.flatten().map(|file| file.path()) {
        if path.extension().is_none_or(|ending| ending != LOCK) {
            continue;
        }
        // One that is gone since was swept by another window.
        let Ok(lock) = File::open(&path) else {
            continue;
        };
        // Held while it goes, so that whoever begins meanwhile sees that it went.
        if lock.try_lock().is_ok() {
            discard(&path.with_extension(draft::PART));
            discard(&path);
        }
    }
}

fn lock_path(dir: &Path, id: &str) -> PathBuf {
    dir.join(SPOOL).join(draft::name(id)).with_extension(LOCK)
}
