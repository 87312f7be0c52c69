//! A cooperative's own stages: every `.json` file in the folder `stages` of its data folder, in the order of their names.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::catalogue::Stages;
use super::file::LONGEST;
use crate::base::disk::of_io;
use crate::{AppError, Code, Result};

/// The folder's name within the data folder.
pub const FOLDER: &str = "stages";

/// Most files of one's own.
const MOST_FILES: usize = 50;

/// The shipped stages with those of the data folder `dir`; without a folder of stages there the shipped ones alone.
///
/// # Errors
/// `stage_file_invalid` (args `file`, `line`, `field`, `mistake`: the key of its sentence, and that one's); `stage_file_unreadable` (args `file`)
/// for what is no text; `stage_files_too_many` (args `most`); `disk_error` (args `path`).
pub fn own_stages(dir: &Path) -> Result<Stages> {
    let mut stages = Stages::shipped()?;
    for path in stage_files(&dir.join(FOLDER))? {
        let file = path.file_name().map_or_else(
            || path.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        );
        let text = read_file(&path, &file)?;
        let added = stages.with_own(text.trim_start_matches('\u{feff}'));
        stages = added.map_err(|mistake| mistake.into_error(&file))?;
    }
    Ok(stages)
}

/// Sorted, so that which of two files comes too late with a code does not depend on the disk.
fn stage_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(none) if none.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(|e| of_io(&e, folder))?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|e| of_io(&e, folder))?.path();
        if path.extension().is_some_and(|end| end == "json") {
            files.push(path);
        }
        if files.len() > MOST_FILES {
            return Err(AppError::new(Code::StageFilesTooMany, "").with("most", MOST_FILES));
        }
    }
    files.sort();
    Ok(files)
}

fn read_file(path: &Path, file: &str) -> Result<String> {
    let failed = |e: io::Error| match e.kind() {
        io::ErrorKind::InvalidData => unreadable_file(file, &e.to_string()),
        _ => of_io(&e, path),
    };
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(unreadable_file(file, "not a file"));
    }
    let mut text = String::new();
    // One byte more than the longest: what is longer is refused, and never read whole.
    let mut bytes = File::open(path).map_err(failed)?.take(LONGEST as u64 + 1);
    bytes.read_to_string(&mut text).map_err(failed)?;
    Ok(text)
}

fn unreadable_file(file: &str, why: &str) -> AppError {
    AppError::new(Code::StageFileUnreadable, why).with("file", file)
}
