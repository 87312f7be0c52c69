//! Long work: off the window's thread, with progress, and stoppable.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use nuong_engine::views::Progress;
use nuong_engine::{App, AppError, Code, OnProgress, Result};
use tauri::{AppHandle, Manager};

use crate::desk::{Desk, lock, tell};

/// Runs blocking work on a thread of its own, so that the window stays alive.
pub async fn aside<T: Send + 'static>(
    handle: AppHandle,
    work: impl FnOnce(&Desk, &App) -> Result<T> + Send + 'static,
) -> Result<T> {
    let thread = move || {
        let desk = handle.state::<Desk>();
        let app = desk.app()?;
        work(&desk, &app)
    };
    let joined = tauri::async_runtime::spawn_blocking(thread).await;
    joined.unwrap_or_else(|error| Err(AppError::new(Code::Internal, error)))
}

/// Work of a job's name that tells its progress to the page and ends where it stands when asked to stop.
pub fn watched<T>(
    handle: &AppHandle,
    desk: &Desk,
    job: &'static str,
    work: impl FnOnce(OnProgress<'_>) -> Result<T>,
) -> Result<T> {
    let stop = Arc::new(AtomicBool::default());
    lock(&desk.jobs).insert(job, stop.clone());
    let done = work(&mut |progress: Progress| {
        tell(handle, "progress", progress);
        if stop.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    lock(&desk.jobs).remove(job);
    done
}

/// Sends or draws labels beside the window, with progress; stopped as `labels`.
pub async fn drawn<T: Send + 'static>(
    handle: AppHandle,
    send: impl FnOnce(&App, OnProgress<'_>) -> Result<T> + Send + 'static,
) -> Result<T> {
    let page = handle.clone();
    let job = move |desk: &Desk, app: &App| {
        watched(&page, desk, "labels", |progress| send(app, progress))
    };
    aside(handle, job).await
}
