//! The cooperative.

use nuong_engine::Result;
use nuong_engine::views::{CommuneChoice, Profile};
use tauri::{State, command};

use crate::desk::Desk;

type D<'a> = State<'a, Desk>;

/// Sets the cooperative up, once.
#[command(async)]
pub fn create_cooperative(desk: D<'_>, profile: Profile) -> Result<Profile> {
    desk.app()?.create_cooperative(profile)
}

/// Changes the cooperative's data.
#[command(async)]
pub fn update_profile(desk: D<'_>, profile: Profile) -> Result<Profile> {
    desk.app()?.update_profile(profile)
}

/// At most 50 communes by name, province or code.
#[command(async)]
pub fn communes(desk: D<'_>, text: String) -> Result<Vec<CommuneChoice>> {
    Ok(desk.app()?.communes(&text))
}
