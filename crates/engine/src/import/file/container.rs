//! Is this file a workbook we can open, and is it of a sane size? Looked at before anything is parsed: the first bytes, the parts of
//! the zip, and how much they unpack to (counted, not believed: a zip may lie about its sizes).

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use crate::import::words::rules::RULES;
use crate::{AppError, Code, Result};

const ZIP: &[u8] = b"PK\x03\x04";

const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// The stream in which Office keeps an encrypted workbook, as the container's directory writes it.
const ENCRYPTED: &str = "EncryptedPackage";

/// The file's bytes, once they are known to be an xlsx of acceptable size.
///
/// # Errors
/// `file_not_found`, `file_is_folder`, `import_unreadable`, `import_empty_file`, `import_too_big`, `import_password`,
/// `import_other_format`, `import_not_xlsx`, `import_damaged`.
pub(crate) fn open(path: &Path) -> Result<Vec<u8>> {
    let name = file_name(path);
    let bytes = read(path).map_err(|e| e.with("file", &name))?;
    check(&bytes).map_err(|e| e.with("file", &name))?;
    Ok(bytes)
}

/// The last part of a path, for messages; empty where there is none, as in `..`.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    let unreadable = |e: std::io::Error| match e.kind() {
        std::io::ErrorKind::NotFound => {
            AppError::new(Code::FileNotFound, e).with("path", path.display())
        }
        std::io::ErrorKind::IsADirectory => {
            AppError::new(Code::FileIsFolder, e).with("path", path.display())
        }
        _ => AppError::new(Code::ImportUnreadable, e),
    };
    let file = File::open(path).map_err(unreadable)?;
    let limit = RULES.limits.file_bytes;
    let mut bytes = Vec::new();
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        Err(too_big(limit))
    } else {
        Ok(bytes)
    }
}

fn too_big(limit: u64) -> AppError {
    AppError::new(Code::ImportTooBig, "size limit").with("limit_mb", limit / 1_048_576)
}

fn check(bytes: &[u8]) -> Result<()> {
    if bytes.is_empty() {
        return Err(AppError::new(Code::ImportEmptyFile, "0 bytes"));
    }
    if bytes.starts_with(OLE) {
        return Err(ole(bytes));
    }
    if !bytes.starts_with(ZIP) {
        return Err(other_bytes(bytes));
    }
    check_zip(bytes)
}

fn ole(bytes: &[u8]) -> AppError {
    let name: Vec<u8> = ENCRYPTED
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    if bytes.windows(name.len()).any(|window| window == name) {
        return AppError::new(Code::ImportPassword, ENCRYPTED);
    }
    AppError::new(Code::ImportOtherFormat, "OLE container").with("format", "Excel 97-2003 (.xls)")
}

/// Neither zip nor OLE: comma-separated text is worth its own advice, all else is no workbook.
fn other_bytes(bytes: &[u8]) -> AppError {
    let head = String::from_utf8_lossy(bytes.get(..2048).unwrap_or(bytes)).into_owned();
    let line = head.lines().find(|l| !l.trim().is_empty()).unwrap_or("");
    let is_text =
        !head.contains('\0') && !head.starts_with("%PDF") && !head.trim_start().starts_with('<');
    if is_text
        && [',', ';', '\t']
            .iter()
            .any(|mark| line.matches(*mark).count() >= 2)
    {
        return AppError::new(Code::ImportOtherFormat, "separated text").with("format", "CSV");
    }
    AppError::new(Code::ImportNotXlsx, "neither zip nor OLE")
}

fn check_zip(bytes: &[u8]) -> Result<()> {
    let damaged = |e: zip::result::ZipError| AppError::new(Code::ImportDamaged, e);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let names: Vec<String> = archive
        .file_names()
        .flatten()
        .map(|name| name.to_lowercase().replace('\\', "/"))
        .collect();
    if let Some(error) = other_zip(&names) {
        return Err(error);
    }
    let limit = RULES.limits.unpacked_bytes;
    let mut room = limit;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        let unpacked = std::io::copy(&mut part.take(room + 1), &mut std::io::sink())
            .map_err(|e| AppError::of(Code::ImportDamaged, e))?;
        room = room.checked_sub(unpacked).ok_or_else(|| too_big(limit))?;
    }
    strings_are_counted_honestly(&mut archive, bytes.len())
}

fn other_zip(names: &[String]) -> Option<AppError> {
    let has = |part: &str| names.iter().any(|n| n == part);
    if names
        .iter()
        .any(|n| n.starts_with("xl/") && n.ends_with(".xml"))
    {
        return None;
    }
    if has("xl/workbook.bin") {
        return Some(
            AppError::new(Code::ImportOtherFormat, "xlsb").with("format", "Excel Binary (.xlsb)"),
        );
    }
    if has("mimetype") && has("content.xml") {
        return Some(
            AppError::new(Code::ImportOtherFormat, "ods").with("format", "OpenDocument (.ods)"),
        );
    }
    Some(AppError::new(Code::ImportNotXlsx, "zip without xl/"))
}

/// The reader reserves memory for as many shared strings as the part says it has: a part that says more than its bytes can hold
/// would ask for terabytes.
fn strings_are_counted_honestly(
    archive: &mut zip::ZipArchive<Cursor<&[u8]>>,
    file_bytes: usize,
) -> Result<()> {
    let Ok(part) = archive.by_name("xl/sharedStrings.xml") else {
        return Ok(());
    };
    let mut head = String::new();
    let unpacked = part.size().max(file_bytes as u64);
    // A head that is no UTF-8 is left to the reader.
    if part.take(4096).read_to_string(&mut head).is_err() {
        return Ok(());
    }
    let claimed = head.split("uniqueCount=").nth(1).map(|rest| {
        rest.chars()
            .skip(1)
            .take_while(char::is_ascii_digit)
            .collect::<String>()
    });
    match claimed.map(|digits| digits.parse::<u64>()) {
        Some(Ok(count)) if count > unpacked => {
            Err(AppError::new(Code::ImportDamaged, "uniqueCount"))
        }
        Some(Err(_)) => Err(AppError::new(Code::ImportDamaged, "uniqueCount")),
        _ => Ok(()),
    }
}
