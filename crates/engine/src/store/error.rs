//! From the machine's errors to ours: each becomes a sentence that says what to do.

use rusqlite::{ErrorCode, ffi};

use crate::{AppError, Code};

impl From<rusqlite::Error> for AppError {
    fn from(error: rusqlite::Error) -> Self {
        let extended = error.sqlite_error().map(|e| e.extended_code);
        let code = match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Code::DiskFull,
            // No room for the index that connections share.
            _ if extended == Some(ffi::SQLITE_IOERR_SHMSIZE) => Code::DiskFull,
            Some(ErrorCode::SystemIoFailure) => Code::DiskError,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Code::Busy,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Code::FolderNotWritable
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Code::FileDamaged,
            Some(ErrorCode::ConstraintViolation) => Code::ConflictingRecord,
            _ => Code::Internal,
        };
        Self::of(code, error)
    }
}

pub(crate) fn of_migration(error: rusqlite_migration::Error) -> AppError {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
        rusqlite_migration::Error::MigrationDefinition(e) => AppError::of(Code::NewerFile, e),
        other => AppError::of(Code::Internal, other),
    }
}
