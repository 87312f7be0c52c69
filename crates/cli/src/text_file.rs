//! Small text files that a person names.

use std::path::Path;

use nuong_engine::{AppError, Code, Result};

/// A page or two of JSON; anything longer is another file.
const LONGEST: u64 = 1024 * 1024;

/// The file's text without a byte-order mark.
///
/// # Errors
/// `file_not_found`, `file_too_long` (args `path`); `unreadable` (args `file`) for anything else.
pub fn read_text(file: &Path, unreadable: Code) -> Result<String> {
    let missing = |e: std::io::Error| match e.kind() {
        std::io::ErrorKind::NotFound => {
            AppError::new(Code::FileNotFound, e).with("path", file.display())
        }
        _ => AppError::of(unreadable, e).with("file", file.display()),
    };
    if std::fs::metadata(file).map_err(missing)?.len() > LONGEST {
        return Err(AppError::new(Code::FileTooLong, LONGEST).with("path", file.display()));
    }
    let text = std::fs::read_to_string(file).map_err(missing)?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}
