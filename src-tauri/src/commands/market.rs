//! Labels on their way to a market and back.

use nuong_engine::Result;
use nuong_engine::views::{MoveRequest, MoveRow};
use tauri::{State, command};

use crate::desk::Desk;

type D<'a> = State<'a, Desk>;

#[command(async)]
pub fn send_to_market(desk: D<'_>, moved: MoveRequest) -> Result<MoveRow> {
    desk.app()?.send_labels(&moved)
}

#[command(async)]
pub fn take_back_from_market(desk: D<'_>, moved: MoveRequest) -> Result<MoveRow> {
    desk.app()?.take_back_labels(&moved)
}

#[command(async)]
pub fn label_moves(desk: D<'_>, lot: String) -> Result<Vec<MoveRow>> {
    desk.app()?.label_moves(&lot)
}
