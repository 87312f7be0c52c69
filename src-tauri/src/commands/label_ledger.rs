//! The ledger of prints: what was printed, what was voided, what is left.

use nuong_engine::Result;
use nuong_engine::views::{LabelBalance, PrintQuery, PrintRow, VoidRequest};
use tauri::{AppHandle, State, command};

use crate::desk::Desk;
use crate::long::aside;

type D<'a> = State<'a, Desk>;

/// Says of printed labels that they are on no pack and never will be.
#[command]
pub async fn void_labels(handle: AppHandle, request: VoidRequest) -> Result<PrintRow> {
    aside(handle, move |_, app| app.void_labels(&request)).await
}

/// What was printed, the newest first.
#[command(async)]
pub fn label_ledger(desk: D<'_>, query: PrintQuery) -> Result<Vec<PrintRow>> {
    desk.app()?.label_ledger(&query)
}

/// Labels of a lot against its packs.
#[command(async)]
pub fn label_balance(desk: D<'_>, lot: String) -> Result<LabelBalance> {
    desk.app()?.label_balance(&lot)
}
