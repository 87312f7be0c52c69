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

#[command]
pub async fn connect(handle: AppHandle, url: String, code: String) -> Result<Connection> {
    aside(handle, move |_, app| app.connect(&url, &code)).await
}

#[command]
pub async fn disconnect(handle: AppHandle) -> Result<()> {
    aside(handle, |_, app| app.disconnect()).await
}

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

#[command(async)]
pub fn outbox(desk: D<'_>, state: Option<DeliveryState>) -> Result<Outbox> {
    desk.app()?.outbox(state)
}

#[command(async)]
pub fn retry(desk: D<'_>, delivery: String) -> Result<()> {
    desk.app()?.retry(&delivery)
}

/// Asks long work of that name to stop; one that is over hears nothing.
#[command(async)]
pub fn cancel(desk: D<'_>, job: String) {
    if let Some(stop) = lock(&desk.jobs).get(job.as_str()) {
        stop.store(true, Ordering::Relaxed);
    }
    if let Some(run) = lock(&desk.run).as_ref().filter(|_| job == "sync") {
        run.call_off();
    }
}
