//! Pictures that labels carry: the cooperative's logo and the marks of certificates.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use nuong_labels::{Picture, PictureError};

use super::rows::kind_of;
use super::view::PictureInfo;
use crate::base::disk::of_io;
use crate::store::reader::Reader;
use crate::{App, AppError, Code, Result};

/// Largest file that is opened at all: what labels take.
const MOST_BYTES: u64 = 8_000_000;

impl App {
    /// Takes in a PNG or JPEG file; records then name it by its hash.
    ///
    /// # Errors
    /// `picture_too_large`, `picture_too_many_pixels` (args `width`, `height`), `picture_unknown`, `picture_damaged`; `file_not_found`, `disk_error` (args `path`).
    pub fn import_picture(&self, file: &Path) -> Result<PictureInfo> {
        let bytes = read_file(file)?;
        let picture = Picture::read(&bytes).map_err(|e| picture_refused(&e, file))?;
        let hash = picture.sha256();
        let kind = kind_of(&bytes);
        self.write("", |tx| tx.put_picture(&hash, kind, &bytes))?;
        let (width, height) = picture.size();
        Ok(PictureInfo {
            hash,
            width,
            height,
        })
    }

    /// A picture as a `data:` address, as labels draw it.
    ///
    /// # Errors
    /// `picture_not_found`.
    pub fn picture(&self, hash: &str) -> Result<String> {
        self.read(|r| kept_picture(r, hash))
            .map(|picture| picture.uri().to_owned())
    }
}

/// The file's bytes, never more than a picture may have.
fn read_file(file: &Path) -> Result<Vec<u8>> {
    let failed = |e: std::io::Error| of_io(&e, file);
    let found = fs::metadata(file).map_err(failed)?;
    if !found.is_file() {
        return Err(picture_refused(&PictureError::Unknown, file));
    }
    let mut bytes = Vec::new();
    let mut rest = File::open(file).map_err(failed)?.take(MOST_BYTES + 1);
    if found.len() > MOST_BYTES || rest.read_to_end(&mut bytes).map_err(failed)? as u64 > MOST_BYTES
    {
        return Err(picture_refused(&PictureError::TooLarge, file));
    }
    Ok(bytes)
}

fn picture_refused(error: &PictureError, file: &Path) -> AppError {
    let named = |code: Code| AppError::new(code, error).with("path", file.display());
    match error {
        PictureError::TooLarge => named(Code::PictureTooLarge),
        PictureError::TooManyPixels { width, height } => named(Code::PictureTooManyPixels)
            .with("width", width)
            .with("height", height),
        PictureError::Unknown => named(Code::PictureUnknown),
        PictureError::Damaged => named(Code::PictureDamaged),
    }
}

/// Whether a picture of that hash is kept.
///
/// # Errors
/// `picture_not_found`.
pub(crate) fn picture_exists(r: &Reader<'_>, hash: &str) -> Result<()> {
    match r.stored_picture(hash)? {
        Some(_) => Ok(()),
        None => Err(AppError::new(Code::PictureNotFound, hash)),
    }
}

/// The picture of that hash.
///
/// # Errors
/// `picture_not_found`.
pub(crate) fn kept_picture(r: &Reader<'_>, hash: &str) -> Result<Arc<Picture>> {
    let bytes = r
        .stored_picture(hash)?
        .ok_or_else(|| AppError::new(Code::PictureNotFound, hash))?;
    let picture = Picture::read(&bytes).map_err(|e| AppError::of(Code::PictureNotFound, e))?;
    Ok(Arc::new(picture))
}
