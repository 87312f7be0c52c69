//! The registry and the outbox.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use nuong_engine::sync::{Cancel, Occasion};
use nuong_engine::views::{Connection, DeliveryState, Outbox, SyncSummary};
use nuong_engine::{App, Result};
use tauri::{AppHandle, State, command};

use crate::desk::{Desk, lock, tell};
use crate::long::aside;

type D<'a> = State<'a, Desk>;

/// Enrols at a registry with the one-time code that it gave.
#[command]
pub async fn connect(handle: AppHandle, url: String, code: String) -> Result<Connection> {
    aside(handle, move |_, app| app.connect(&url, &code)).await
}

/// Forgets the registry's token and stops sending; receipts and what was printed stay.
#[command]
pub async fn disconnect(handle: AppHandle) -> Result<()> {
    aside(handle, |_, app| app.disconnect()).await
}

/// Delivers what waits, now.
#[command]
pub async fn sync(handle: AppHandle) -> Result<SyncSummary> {
    let page = handle.clone();
    let run = move |desk: &Desk, app: &App| {
        let cancel = Arc::new(Cancel::default());
        *lock(&desk.run) = Some(cancel.clone());
        app.sync_with(Occasion::Asked, &*cancel, &mut |progress| {
            tell(&page, "progress", progress)
        })
    };
    aside(handle, run).await
}

/// The outbox: counts, the connection, the newest rows of one state or of all.
#[command(async)]
pub fn outbox(desk: D<'_>, state: Option<DeliveryState>) -> Result<Outbox> {
    desk.app()?.outbox(state)
}

/// Puts a refused record back into the queue; the ones behind it follow.
#[command(async)]
pub fn retry(desk: D<'_>, delivery: String) -> Result<()> {
    desk.app()?.retry(&delivery)
}

/// Asks long work (`import`, `labels`, `sync`) to stop where it stands; one that is over hears nothing.
#[command(async)]
pub fn cancel(desk: D<'_>, job: String) {
    if let Some(stop) = lock(&desk.jobs).get(job.as_str()) {
        stop.store(true, Ordering::Relaxed);
    }
    if let Some(run) = lock(&desk.run).as_ref().filter(|_| job == "sync") {
        run.call_off();
    }
}
