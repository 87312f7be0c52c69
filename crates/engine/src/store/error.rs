//! From the machine's errors to ours: each becomes a sentence that says what to do.

use std::io;
use std::path::Path;

use rusqlite::{ErrorCode, ffi};

use crate::AppError;

impl From<rusqlite::Error> for AppError {
    fn from(error: rusqlite::Error) -> Self {
        let extended = error.sqlite_error().map(|e| e.extended_code);
        let code = match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => "disk_full",
            // No room for the index that connections share.
            _ if extended == Some(ffi::SQLITE_IOERR_SHMSIZE) => "disk_full",
            Some(ErrorCode::SystemIoFailure) => "disk_error",
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "busy",
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                "folder_not_writable"
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => "file_damaged",
            Some(ErrorCode::ConstraintViolation) => "conflicting_record",
            _ => "internal",
        };
        Self::new(code, error)
    }
}

pub(super) fn of_migration(error: rusqlite_migration::Error) -> AppError {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        rusqlite_migration::Error::MigrationDefinition(e) => AppError::new("newer_file", e),
        other => AppError::new("internal", other),
    }
}

/// An error of the file system at `path`.
pub(crate) fn of_io(error: &io::Error, path: &Path) -> AppError {
    let code = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "disk_full",
        io::ErrorKind::PermissionDenied
        | io::ErrorKind::ReadOnlyFilesystem
        | io::ErrorKind::NotADirectory
        | io::ErrorKind::InvalidFilename
        // A name that no file can have, such as Windows' `NUL`.
        | io::ErrorKind::InvalidInput
        | io::ErrorKind::AlreadyExists => "folder_not_writable",
        io::ErrorKind::NotFound => "file_not_found",
        // Windows: open in another program (ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION), such as a PDF in its viewer.
        _ if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) => {
            "folder_not_writable"
        }
        _ => "disk_error",
    };
    AppError::new(code, error).with("path", path.display())
}
