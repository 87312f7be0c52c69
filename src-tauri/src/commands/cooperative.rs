//! The cooperative, the settings, the first screen, search.

use nuong_engine::Result;
use nuong_engine::views::{Choice, CommuneChoice, Hit, Profile, Settings, Start, Today};
use tauri::{State, command};

use crate::desk::Desk;

type D<'a> = State<'a, Desk>;

#[command(async)]
pub fn start(desk: D<'_>) -> Result<Start> {
    desk.app()?.start()
}

#[command(async)]
pub fn set_settings(desk: D<'_>, settings: Settings) -> Result<()> {
    desk.app()?.set_settings(settings)
}

#[command(async)]
pub fn create_cooperative(desk: D<'_>, profile: Profile) -> Result<Profile> {
    desk.app()?.create_cooperative(profile)
}

#[command(async)]
pub fn update_profile(desk: D<'_>, profile: Profile) -> Result<Profile> {
    desk.app()?.update_profile(profile)
}

#[command(async)]
pub fn communes(desk: D<'_>, text: String) -> Result<Vec<CommuneChoice>> {
    Ok(desk.app()?.communes(&text))
}

#[command(async)]
pub fn goods_groups(desk: D<'_>) -> Result<Vec<Choice>> {
    Ok(desk.app()?.goods_groups())
}

#[command(async)]
pub fn units(desk: D<'_>) -> Result<Vec<Choice>> {
    Ok(desk.app()?.units())
}

#[command(async)]
pub fn today(desk: D<'_>) -> Result<Today> {
    desk.app()?.today()
}

#[command(async)]
pub fn search(desk: D<'_>, text: String) -> Result<Vec<Hit>> {
    desk.app()?.search(&text)
}
