//! Lots.

use nuong_engine::Result;
use nuong_engine::views::{LotDetail, LotPage, LotQuery, NewLot};
use tauri::{State, command};

use crate::desk::Desk;

type D<'a> = State<'a, Desk>;

/// A page of the lot list.
#[command(async)]
pub fn lots(desk: D<'_>, query: LotQuery) -> Result<LotPage> {
    desk.app()?.lots(query)
}

/// Everything about a lot, by its id or code.
#[command(async)]
pub fn lot(desk: D<'_>, id: String) -> Result<LotDetail> {
    desk.app()?.lot(&id)
}

/// A lot typed in by hand, with the harvest that made it.
#[command(async)]
pub fn create_lot(desk: D<'_>, lot: NewLot) -> Result<LotDetail> {
    let app = desk.app()?;
    let code = app.create_lot(&lot)?;
    app.lot(code.as_str())
}

/// A named person answers for every known pre-harvest conflict of a lot, with a reason.
#[command(async)]
pub fn override_phi(desk: D<'_>, lot: String, by: String, reason: String) -> Result<LotDetail> {
    let app = desk.app()?;
    app.override_phi(&lot, &by, &reason)?;
    app.lot(&lot)
}

/// `on_hold`, `recalled`, `closed` or `released`: by whom, and why.
#[command(async)]
pub fn set_lot_status(
    desk: D<'_>,
    lot: String,
    status: String,
    by: String,
    reason: String,
) -> Result<LotDetail> {
    let app = desk.app()?;
    app.set_lot_status(&lot, &status, &by, &reason)?;
    app.lot(&lot)
}
