use std::io;
use std::path::Path;

use crate::{AppError, Code};

/// An error of the file system at `path`.
pub(crate) fn of_io(error: &io::Error, path: &Path) -> AppError {
    let code = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Code::DiskFull,
        io::ErrorKind::PermissionDenied
        | io::ErrorKind::ReadOnlyFilesystem
        | io::ErrorKind::NotADirectory
        | io::ErrorKind::InvalidFilename
        // A name that no file can have, such as Windows' `NUL`.
        | io::ErrorKind::InvalidInput
        | io::ErrorKind::AlreadyExists => Code::FolderNotWritable,
        io::ErrorKind::NotFound => Code::FileNotFound,
        // Windows: open in another program (ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION), such as a PDF in its viewer.
        _ if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) => {
            Code::FolderNotWritable
        }
        _ => Code::DiskError,
    };
    AppError::new(code, error).with("path", path.display())
}
