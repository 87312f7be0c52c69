use serde::Serialize;
use ts_rs::TS;

/// A picture that was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PictureInfo {
    /// SHA-256 of its file, hexadecimal: how records name it.
    pub hash: String,
    /// Pixels across, as labels draw it.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}
