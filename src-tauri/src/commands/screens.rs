//! What shows several nouns at once: the start, *Today*, search; and the settings.

use nuong_engine::Result;
use nuong_engine::views::{Hit, Settings, Start, Today};
use tauri::{State, command};

use crate::desk::Desk;

type D<'a> = State<'a, Desk>;

/// What the window needs to know before it shows anything.
#[command(async)]
pub fn start(desk: D<'_>) -> Result<Start> {
    desk.app()?.start()
}

/// Changes this laptop's own choices.
#[command(async)]
pub fn set_settings(desk: D<'_>, settings: Settings) -> Result<()> {
    desk.app()?.set_settings(settings)
}

/// Today's tasks, the newest lots, the harvest by week.
#[command(async)]
pub fn today(desk: D<'_>) -> Result<Today> {
    desk.app()?.today()
}

/// Lots, products, households and plots for what was typed or scanned.
#[command(async)]
pub fn search(desk: D<'_>, text: String) -> Result<Vec<Hit>> {
    desk.app()?.search(&text)
}
