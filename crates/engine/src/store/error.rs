//! From the machine's errors to ours: each becomes a sentence that says what to do.

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

pub(crate) fn of_migration(error: rusqlite_migration::Error) -> AppError {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        rusqlite_migration::Error::MigrationDefinition(e) => AppError::new("newer_file", e),
        other => AppError::new("internal", other),
    }
}
