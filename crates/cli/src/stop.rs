//! Ctrl+C ends a print where it can be taken back: what was half-written goes away, and the ledger claims nothing.

use std::sync::atomic::{AtomicBool, Ordering};

/// What a shell says of a program that was ended by Ctrl+C.
const INTERRUPTED: i32 = 130;

static ASKED: AtomicBool = AtomicBool::new(false);

/// From here on Ctrl+C asks instead of killing; pressed again, it kills.
pub fn on_interrupt() {
    let asked = || {
        if ASKED.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
    };
    // Where that cannot be, Ctrl+C kills as before, and the next start tidies up.
    let _ = ctrlc::set_handler(asked);
}

/// Whether somebody asked to stop.
pub fn is_asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}
