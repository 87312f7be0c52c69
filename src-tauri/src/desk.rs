//! What lives as long as the window: the engine on its data folder, the sync thread, what long work may be stopped, which PDFs were saved.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use nuong_engine::sync::{Cancel, Worker};
use nuong_engine::{App, Result, SystemHost, SystemSecrets};
use tauri::{AppHandle, Emitter, Manager, WebviewWindowBuilder};

/// Set to work on another data folder than the system's usual one.
const DATA: &str = "NUONG_DATA";

/// The shell's own state.
pub struct Desk {
    handle: AppHandle,
    dir: PathBuf,
    open: Mutex<Option<Open>>,
    /// Long work by name, with the flag that asks it to stop.
    pub jobs: Mutex<BTreeMap<&'static str, Arc<AtomicBool>>>,
    /// The sync run a person asked for.
    pub run: Mutex<Option<Arc<Cancel>>>,
    saved: Mutex<BTreeSet<PathBuf>>,
    /// The person has read the note about unsent records.
    pub told: AtomicBool,
}

struct Open {
    app: Arc<App>,
    worker: Option<Worker>,
}

/// A lock whose holder panicked guards plain values here: they are whole.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// Finds the data folder and opens the window. The engine is opened by the first command, so that a failure is shown in the window.
    pub fn manage(app: &tauri::App) -> tauri::Result<()> {
        let dir = match std::env::var_os(DATA) {
            Some(dir) => PathBuf::from(dir),
            None => app.path().app_data_dir()?,
        };
        app.manage(Self {
            handle: app.handle().clone(),
            dir: dir.clone(),
            open: Mutex::default(),
            jobs: Mutex::default(),
            run: Mutex::default(),
            saved: Mutex::default(),
            told: AtomicBool::default(),
        });
        open_window(app, &dir)
    }

    /// The engine; opened now when it is not yet, so that "try again" tries again.
    pub fn app(&self) -> Result<Arc<App>> {
        let mut open = lock(&self.open);
        if let Some(open) = open.as_ref() {
            return Ok(open.app.clone());
        }
        let app = Arc::new(App::open(
            &self.dir,
            Arc::new(SystemHost),
            Arc::new(SystemSecrets::new(&self.dir)),
        )?);
        *open = Some(Open {
            worker: Some(self.begin(&app)?),
            app: app.clone(),
        });
        Ok(app)
    }

    fn begin(&self, app: &Arc<App>) -> Result<Worker> {
        let handle = self.handle.clone();
        app.subscribe(move |topics| tell(&handle, "changed", topics));
        let handle = self.handle.clone();
        Worker::start(app.clone(), move |progress| {
            tell(&handle, "progress", progress)
        })
    }

    /// Ends the sync thread before its next request; what was not sent stays in the outbox.
    pub fn stop(&self) {
        let worker = lock(&self.open)
            .as_mut()
            .and_then(|open| open.worker.take());
        if let Some(worker) = worker {
            worker.stop();
        }
    }

    /// Remembers a PDF that the person has just saved: only such files are opened for them.
    pub fn keep(&self, path: &Path) {
        lock(&self.saved).insert(path.to_owned());
    }

    /// True when this window saved the file.
    pub fn has_saved(&self, path: &Path) -> bool {
        lock(&self.saved).contains(path)
    }
}

/// Sends an event to the page. A window that is gone hears nothing, and that is no error.
pub fn tell(handle: &AppHandle, event: &str, payload: impl serde::Serialize + Clone) {
    let _gone = handle.emit(event, payload);
}

/// The window of `tauri.conf.json`. What the page keeps (drafts, last choices) lies in the data folder too, so that each cooperative's
/// folder is whole and apart.
fn open_window(app: &tauri::App, dir: &Path) -> tauri::Result<()> {
    for config in &app.config().app.windows {
        let window = WebviewWindowBuilder::from_config(app.handle(), config)?;
        window.data_directory(dir.join("window")).build()?;
    }
    Ok(())
}
