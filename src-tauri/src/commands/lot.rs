//! Lots.

use nuong_engine::Result;
use nuong_engine::views::{LotDetail, LotPage, LotQuery, NewLot};
use tauri::{State, command};

use crate::desk::Desk;

type D<'a> = State<'a, Desk>;

#[command(async)]
pub fn lots(desk: D<'_>, query: LotQuery) -> Result<LotPage> {
    desk.app()?.lots(query)
}

#[command(async)]
pub fn lot(desk: D<'_>, id: String) -> Result<LotDetail> {
    desk.app()?.lot(&id)
}

#[command(async)]
pub fn create_lot(desk: D<'_>, lot: NewLot) -> Result<LotDetail> {
    desk.app()?.create_lot(lot)
}

#[command(async)]
pub fn override_phi(desk: D<'_>, lot: String, by: String, reason: String) -> Result<LotDetail> {
    desk.app()?.override_phi(&lot, &by, &reason)
}

#[command(async)]
pub fn set_lot_status(
    desk: D<'_>,
    lot: String,
    status: String,
    by: String,
    reason: String,
) -> Result<LotDetail> {
    desk.app()?.set_lot_status(&lot, &status, &by, &reason)
}
