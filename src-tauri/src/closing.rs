//! Leaving: a window with unsent records says once how many and that they are safe; closing again, or the note's button, leaves.

use std::sync::atomic::Ordering;

use tauri::{AppHandle, Manager, Window, WindowEvent};

use crate::desk::{Desk, tell};

/// Holds the first close back while records wait.
pub fn on_window_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else {
        return;
    };
    let desk = window.state::<Desk>();
    let unsent = unsent(&desk);
    if unsent > 0 && !desk.told.swap(true, Ordering::Relaxed) {
        api.prevent_close();
        tell(window.app_handle(), "closing", unsent);
    }
}

// Only what has a destination is unsent; a laptop without a registry keeps everything here anyway.
fn unsent(desk: &Desk) -> u32 {
    let outbox = desk.app().and_then(|app| app.outbox(None));
    outbox.map_or(0, |outbox| outbox.waiting + outbox.sent)
}

/// Brings the window to the front: somebody started the program a second time.
pub fn show(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window("main") {
        let _shown = window
            .unminimize()
            .and_then(|()| window.show())
            .and_then(|()| window.set_focus());
    }
}
