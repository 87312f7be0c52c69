//! Pictures on labels: logo and certificate marks, from PNG or JPEG files that anybody may hand in. Read once, checked before they are
//! unpacked, laid on white, and made no larger than a label can show.

mod decode;
mod pixels;

use crate::words::{Lang, filled_word};
use pixels::Pixels;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Largest file: 8 MB.
const MOST_BYTES: usize = 8_000_000;
/// Longest side of a file's picture, in pixels.
const MOST_SIDE: u32 = 4_000;
/// Longest side that is kept: 1,024 pixels are 300 dpi on 87 mm.
const MOST_KEPT: u32 = 1_024;

/// A place for a picture in templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// The cooperative's logo.
    Logo,
    /// First certificate mark.
    #[serde(rename = "mark_1")]
    Mark1,
    /// Second certificate mark.
    #[serde(rename = "mark_2")]
    Mark2,
    /// Third certificate mark.
    #[serde(rename = "mark_3")]
    Mark3,
}

/// A picture, ready to be drawn. Two are equal when their files are.
pub struct Picture {
    pixels: Pixels,
    sha256: [u8; 32],
    uri: OnceLock<String>,
}

impl PartialEq for Picture {
    fn eq(&self, other: &Picture) -> bool {
        self.sha256 == other.sha256
    }
}

impl Eq for Picture {}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (width, height) = self.size();
        write!(f, "Picture({width} × {height}, {})", self.sha256())
    }
}

impl Picture {
    /// Reads a PNG or JPEG file, which it knows by its content.
    ///
    /// # Errors
    /// [`PictureError`]; nothing is unpacked before its size is known to be within bounds.
    pub fn read(file: &[u8]) -> Result<Picture, PictureError> {
        if file.len() > MOST_BYTES {
            return Err(PictureError::TooLarge);
        }
        let pixels = decode::decode_pixels(file)?;
        Ok(Picture {
            pixels: pixels.shrunk_to(MOST_KEPT),
            sha256: Sha256::digest(file).into(),
            uri: OnceLock::new(),
        })
    }

    /// SHA-256 of the file, in hexadecimal.
    pub fn sha256(&self) -> String {
        self.sha256.iter().map(|b| format!("{b:02x}")).collect()
    }

    /// Width and height in pixels, as kept.
    pub fn size(&self) -> (u32, u32) {
        (self.pixels.width, self.pixels.height)
    }

    pub(crate) fn pixels(&self) -> &Pixels {
        &self.pixels
    }

    /// The picture as a `data:` address, made once.
    pub fn uri(&self) -> &str {
        self.uri.get_or_init(|| self.pixels.data_uri())
    }
}

/// Why a file is no picture for a label.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// The file has more than 8 MB.
    #[error("the picture's file has more than {} bytes", MOST_BYTES)]
    TooLarge,
    /// More than 4,000 pixels a side.
    #[error("the picture has {width} × {height} pixels, at most {MOST_SIDE} a side are taken")]
    TooManyPixels {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// Neither PNG nor JPEG.
    #[error("the file is neither PNG nor JPEG")]
    Unknown,
    /// It begins as one, but cannot be read to its end.
    #[error("the picture is damaged")]
    Damaged,
}

impl PictureError {
    /// Key of its sentence in the locale files.
    pub fn key(&self) -> &'static str {
        match self {
            PictureError::TooLarge => "labels.picture.too_large",
            PictureError::TooManyPixels { .. } => "labels.picture.too_many_pixels",
            PictureError::Unknown => "labels.picture.unknown",
            PictureError::Damaged => "labels.picture.damaged",
        }
    }

    /// What the sentence's braces stand for.
    pub fn args(&self) -> BTreeMap<&'static str, String> {
        match self {
            PictureError::TooLarge => [("most_mb", (MOST_BYTES / 1_000_000).to_string())].into(),
            PictureError::TooManyPixels { width, height } => [
                ("width", width.to_string()),
                ("height", height.to_string()),
                ("most", MOST_SIDE.to_string()),
            ]
            .into(),
            PictureError::Unknown | PictureError::Damaged => BTreeMap::new(),
        }
    }

    /// The sentence, which says what to do.
    pub fn message(&self, lang: Lang) -> String {
        filled_word(lang, self.key(), &self.args())
    }
}

#[cfg(test)]
mod tests;
