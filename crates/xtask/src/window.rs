//! `cargo xtask run`: from a bare machine to the open window.

use crate::outcome::Outcome;
use crate::shell::{command, run_command, say};
use crate::{build, demo, machine};

/// Installs, builds, opens the window; without a display does the same job in a temporary folder.
pub fn open_window() -> Outcome {
    machine::ensure_kit(&machine::COMPILER)?;
    if !has_display() {
        say("there is no display here: the same job without a window");
        return demo::run_demo();
    }
    machine::ensure_kit(&machine::WINDOW)?;
    build::ui()?;
    say("the app, in release mode");
    build::cargo(&["nuong-desktop"], true, &["nuong-desktop/custom-protocol"])?;
    say("opening the window");
    run_command(&mut command(
        &build::built("nuong-desktop", true).to_string_lossy(),
        &[],
    ))
}

fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|v: std::ffi::OsString| !v.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
