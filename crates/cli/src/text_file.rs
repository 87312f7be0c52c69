//! Text files that a person names.

use std::io::Read;
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

/// Records of a program: a province's whole address book.
const LONGEST_RECORDS: u64 = 256 * 1024 * 1024;

/// The text of a file of records; `-` is standard input.
///
/// # Errors
/// `file_not_found`, `file_too_long` (args `path`), `json_unreadable` (args `line`) for what is no text.
pub fn read_records(file: &Path) -> Result<String> {
    let missing = |e: std::io::Error| match e.kind() {
        std::io::ErrorKind::InvalidData => AppError::of(Code::JsonUnreadable, e).with("line", 1),
        _ => AppError::of(Code::FileNotFound, e).with("path", file.display()),
    };
    let source: Box<dyn Read> = if file.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::fs::File::open(file).map_err(missing)?)
    };
    let mut text = String::new();
    let mut source = source.take(LONGEST_RECORDS + 1);
    source.read_to_string(&mut text).map_err(missing)?;
    if source.limit() == 0 {
        return Err(AppError::new(Code::FileTooLong, LONGEST_RECORDS).with("path", file.display()));
    }
    Ok(text)
}
