//! Labels on their way to a market and back.

use nuong_engine::Result;
use nuong_engine::views::{MoveRequest, MoveRow};
use tauri::{State, command};

use crate::desk::Desk;

type D<'a> = State<'a, Desk>;

/// Labels go to a market.
#[command(async)]
pub fn send_to_market(desk: D<'_>, moved: MoveRequest) -> Result<MoveRow> {
    desk.app()?.send_to_market(&moved)
}

/// Labels that were not sold come back.
#[command(async)]
pub fn take_back_from_market(desk: D<'_>, moved: MoveRequest) -> Result<MoveRow> {
    desk.app()?.take_back_from_market(&moved)
}

/// A lot's ways to markets and back, the newest first.
#[command(async)]
pub fn label_moves(desk: D<'_>, lot: String) -> Result<Vec<MoveRow>> {
    desk.app()?.label_moves(&lot)
}
