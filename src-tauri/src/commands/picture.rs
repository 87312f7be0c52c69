//! The pictures that labels carry: logos and marks.

use std::path::PathBuf;

use nuong_engine::Result;
use nuong_engine::views::PictureInfo;
use tauri::{AppHandle, State, command};

use crate::desk::Desk;
use crate::long::aside;

type D<'a> = State<'a, Desk>;

/// Takes in a logo or a mark; records name it by its hash (`profile.logo`, `certificate.picture`).
#[command]
pub async fn import_picture(handle: AppHandle, path: PathBuf) -> Result<PictureInfo> {
    aside(handle, move |_, app| app.import_picture(&path)).await
}

/// A picture as a `data:` address.
#[command(async)]
pub fn picture(desk: D<'_>, hash: String) -> Result<String> {
    desk.app()?.picture(&hash)
}
